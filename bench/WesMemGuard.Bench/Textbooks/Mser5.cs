namespace WesMemGuard.Bench.Textbooks;

/// <summary>
/// Where a warm-up ends: average the values by five, then cut the d averages, at most half, that leave the smallest (variance of
/// the rest) / (number of the rest). White 1997, "An effective truncation heuristic for bias reduction in simulation output"
/// (MSER-5). On a steady ramp it always cuts half: it finds the start of a flat end, it does not prove that there is one.
/// </summary>
internal static class Mser5
{
    /// <summary>How many values are averaged into one.</summary>
    public const int BatchSize = 5;

    /// <summary>The number of leading values to cut: a multiple of five, at most half; 0 when there are fewer than ten.</summary>
    public static int Truncation(ReadOnlySpan<double> values)
    {
        var batches = Batches(values);
        var best = 0;
        var least = double.PositiveInfinity;
        double sum = 0, squares = 0;
        for (var start = batches.Length - 1; start >= 0; start--)
        {
            var rest = batches.Length - start;
            // Around the last average, so that large levels don't eat the digits.
            var off = batches[start] - batches[^1];
            sum += off;
            squares += off * off;
            var error = (squares - (sum * sum / rest)) / ((double)rest * rest);
            if (start <= batches.Length / 2 && error <= least)
                (least, best) = (error, start);
        }

        return best * BatchSize;
    }

    private static double[] Batches(ReadOnlySpan<double> values)
    {
        var batches = new double[values.Length / BatchSize];
        for (var batch = 0; batch < batches.Length; batch++)
        {
            foreach (var value in values.Slice(batch * BatchSize, BatchSize))
                batches[batch] += value / BatchSize;
        }

        return batches;
    }
}
