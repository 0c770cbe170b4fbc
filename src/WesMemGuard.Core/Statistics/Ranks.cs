namespace WesMemGuard.Statistics;

/// <summary>Ranks from 1, the mean rank for equal values.</summary>
internal static class Ranks
{
    /// <summary>The rank of each value in its place. Throws <see cref="ArgumentException"/> when one is not a number.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        double[] ordered = Median.Ordered(values);
        var places = new int[values.Length];
        for (int i = 0; i < places.Length; i++)
            places[i] = i;
        Array.Sort(values.ToArray(), places);
        var ranks = new double[values.Length];
        for (int start = 0, end; start < ordered.Length; start = end)
        {
            for (end = start + 1; end < ordered.Length && ordered[end] == ordered[start];)
                end++;
            for (int i = start; i < end; i++)
                ranks[places[i]] = (start + end + 1) / 2.0;
        }

        return ranks;
    }
}
