namespace WesMemGuard.Statistics;

/// <summary>
/// Change points of a series by the nonparametric cost of Haynes, Fearnhead and Eckley 2017 (ED-PELT): how well each segment's
/// empirical distribution, looked at in K quantiles, explains it, with a penalty of 3 ln n for each change. Solved exactly by
/// dynamic programming; histories are short, so nothing is pruned. Perfolizer has it too, and a test holds this one against it;
/// for a page of code nobody is to install that package.
/// </summary>
internal static class EdPelt
{
    /// <summary>The most values: the time taken grows with their square.</summary>
    public const int Most = 2000;

    /// <summary>Where the series changes: the number of the first value of each new segment, in order.</summary>
    /// <param name="values">The series, in time order, at most <see cref="Most"/>.</param>
    /// <param name="fewest">The fewest values of a segment, from 1.</param>
    public static IReadOnlyList<int> Of(ReadOnlySpan<double> values, int fewest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fewest, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, Most);
        if (values.Length < 2 * fewest)
            return [];
        int[][] below = Below(values);
        double penalty = 3 * Math.Log(values.Length);
        double[] best = new double[values.Length + 1];
        int[] before = new int[values.Length + 1];
        best[0] = -penalty;
        for (int end = fewest; end <= values.Length; end++)
        {
            best[end] = double.PositiveInfinity;
            for (int start = 0; start <= end - fewest; start = start == 0 ? fewest : start + 1)
            {
                double cost = best[start] + Cost(below, start, end, values.Length) + penalty;
                if (cost < best[end])
                    (best[end], before[end]) = (cost, start);
            }
        }

        List<int> changes = [];
        for (int at = before[values.Length]; at > 0; at = before[at])
            changes.Insert(0, at);
        return changes;
    }

    // For each quantile twice the number of values below it up to each place; one that equals it counts half.
    private static int[][] Below(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        int[][] below = new int[Math.Min(n, (int)Math.Ceiling(4 * Math.Log(n)))][];
        double[] ordered = Median.Ordered(values.ToArray());
        for (int i = 0; i < below.Length; i++)
        {
            double z = -1 + (((2 * i) + 1.0) / below.Length);
            double share = 1 / (1 + Math.Pow((2 * n) - 1, -z));
            double quantile = ordered[(int)((n - 1) * share)];
            below[i] = new int[n + 1];
            for (int j = 0; j < n; j++)
                below[i][j + 1] = below[i][j] + (values[j] < quantile ? 2 : values[j] == quantile ? 1 : 0);
        }

        return below;
    }

    // Minus twice the log-likelihood of the segment, its quantiles weighed so that tails count too (their equation 8).
    private static double Cost(int[][] below, int start, int end, int n)
    {
        int length = end - start;
        double sum = 0;
        foreach (int[] counted in below)
        {
            int under = counted[end] - counted[start];
            if (under == 0 || under == 2 * length)
                continue;
            double share = under * 0.5 / length;
            sum += length * ((share * Math.Log(share)) + ((1 - share) * Math.Log(1 - share)));
        }

        return -2 * Math.Log((2 * n) - 1) / below.Length * sum;
    }
}
