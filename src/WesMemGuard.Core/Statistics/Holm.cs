namespace WesMemGuard.Statistics;

/// <summary>
/// Holm's step-down rule: of m questions the surest may use alpha/m, the next alpha/(m-1), and so on until one fails; the chance of even
/// one wrong yes stays at most alpha. Holm 1979, "A simple sequentially rejective multiple test procedure".
/// </summary>
internal static class Holm
{
    /// <summary>
    /// The alpha each of <paramref name="count"/> questions ended with, when <paramref name="decides"/> says whether a
    /// question is decided at an alpha. All are asked at alpha/m; those decided leave, the rest are asked again at
    /// alpha/(what is left), until a round decides none.
    /// </summary>
    public static double[] StepDown(int count, double alpha, Func<int, double, bool> decides)
    {
        ArgumentNullException.ThrowIfNull(decides);
        var used = new double[count];
        var open = Enumerable.Range(0, count).ToList();
        for (int before = count + 1; open.Count > 0 && open.Count < before;)
        {
            before = open.Count;
            double share = alpha / before;
            foreach (int question in open)
                used[question] = share;
            open.RemoveAll(question => decides(question, share));
        }

        return used;
    }
}
