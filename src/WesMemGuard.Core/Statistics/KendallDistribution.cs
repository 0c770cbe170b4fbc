namespace WesMemGuard.Statistics;

/// <summary>
/// The exact distribution of Kendall's S over all n! orders of n different values, by the recursion of Kendall 1975:
/// the count of orders with k inversions is c(n, k) = sum of c(n-1, k-i), i = 0 .. n-1, and S = n(n-1)/2 - 2k.
/// With ties S varies less than this, so its tails are too wide and an interval of slopes from it is on the safe side
/// (Sen 1968, section 4); tests for a trend use a variance corrected for ties instead.
/// </summary>
internal static class KendallDistribution
{
    /// <summary>
    /// The most values: 60; beyond, the normal approximation is right to three digits at 1 in 10,000.
    /// </summary>
    public const int MostValues = 60;

    /// <summary>
    /// By the number of values, all made at once (0.3 MB): one by one they would grow the heap of a process that weighs itself while it is
    /// judged.
    /// </summary>
    private static readonly double[][] Tails = All();

    /// <summary>
    /// The smallest S whose one-sided probability is at most <paramref name="alpha"/>, so that smaller ones are not
    /// significant; null when even perfect order (probability 1/n!) is likelier than that.
    /// </summary>
    public static int? Critical(double alpha, int count)
    {
        var tail = Tail(count);
        var inversions = -1;
        while (inversions + 1 < tail.Length && tail[inversions + 1] <= alpha)
            inversions++;
        return inversions < 0 ? null : (count * (count - 1) / 2) - (2 * inversions);
    }

    /// <summary>
    /// The fewest values whose perfect order is rarer than <paramref name="alpha"/>: the least n with 1/n! &lt;= alpha.
    /// </summary>
    public static int FewestValues(double alpha)
    {
        var count = 1;
        for (double chance = 1; chance > alpha && count < MostValues; chance /= count)
            count++;
        return count;
    }

    private static double[] Tail(int count)
    {
        if (count is < 1 or > MostValues)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"1 to {MostValues} values.");
        return Tails[count];
    }

    private static double[][] All()
    {
        var tails = new double[MostValues + 1][];
        double[] chance = [1];
        (tails[0], tails[1]) = ([], chance);
        for (var n = 2; n <= MostValues; n++)
        {
            var next = new double[(n * (n - 1) / 2) + 1];
            for (var k = 0; k < chance.Length; k++)
            {
                for (var i = 0; i < n; i++)
                    next[k + i] += chance[k] / n;
            }

            chance = next;
            tails[n] = Cumulated(chance);
        }

        return tails;
    }

    private static double[] Cumulated(double[] chance)
    {
        var tail = new double[chance.Length];
        double sum = 0;
        for (var k = 0; k < tail.Length; k++)
            tail[k] = sum += chance[k];
        return tail;
    }
}
