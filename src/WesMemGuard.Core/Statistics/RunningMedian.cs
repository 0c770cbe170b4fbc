namespace WesMemGuard.Statistics;

/// <summary>The course of a series without what single values do: ramps and steps stay (Tukey 1977).</summary>
internal static class RunningMedian
{
    /// <summary>The median of the values around each; towards the ends of as many as lie on both sides.</summary>
    /// <param name="values">In order.</param>
    /// <param name="width">How many values, itself among them.</param>
    public static double[] Of(double[] values, int width)
    {
        var smooth = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var reach = Math.Min(width / 2, Math.Min(i, values.Length - 1 - i));
            smooth[i] = Median.Of(values.AsSpan(i - reach, (2 * reach) + 1).ToArray());
        }

        return smooth;
    }
}
