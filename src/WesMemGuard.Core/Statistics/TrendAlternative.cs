namespace WesMemGuard.Statistics;

/// <summary>
/// Something besides a straight line that the values may hold: columns that take it out of the line's slope, with the
/// prior share of belief in it.
/// </summary>
/// <param name="Columns">One or two columns, a value for each point.</param>
/// <param name="Prior">The prior probability, small against the straight line's.</param>
/// <param name="Bends">Whether the slope is then that of the window's end and no longer of the whole.</param>
internal sealed record TrendAlternative(double[][] Columns, double Prior, bool Bends = false)
{
    private const double JumpShare = 0.2;
    private const double BendShare = 0.1;
    private const double DecayShare = 0.1;
    private const double FadeShare = 0.1;
    private const double CycleShare = 0.1;

    private static readonly double[] BendPlaces =
        [0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.275, 0.3, 0.325, 0.35, 0.375, 0.4, 0.425, 0.45, 0.475, 0.5, 0.55, 0.6,
            0.65, 0.7, 0.75];
    private static readonly double[] Decays = [0.015, 0.02, 0.027, 0.036, 0.048, 0.064, 0.085, 0.11, 0.15];
    private static readonly double[] Fades = [0.003, 0.01, 0.03, 0.1];
    private static readonly double[] Cycles = [2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 3.75, 4, 4.25, 4.5, 4.75, 5, 5.5, 6, 7, 8];

    /// <summary>
    /// The alternatives for points at these rising times: one jump (also a wrong first reading), one bend at most three
    /// quarters in, so that the slope is that of the end, one warm-up that decays, one cycle that repeats at least
    /// twice.
    /// </summary>
    public static IReadOnlyList<TrendAlternative> For(ReadOnlySpan<double> times)
    {
        var shares = Shares(times);
        var jumps = shares.Length - 3;
        var alternatives = new List<TrendAlternative>();
        for (var jump = 1; jump <= jumps; jump++)
            alternatives.Add(new([Column(shares, share => share >= shares[jump] ? 1 : 0)], JumpShare / jumps));
        foreach (var bend in BendPlaces)
            alternatives.Add(new([Column(shares, share => Math.Min(share, bend))], BendShare / BendPlaces.Length,
                Bends: true));
        foreach (var decay in Decays)
            alternatives.Add(new([Column(shares, share => Math.Exp(-share / decay))], DecayShare / Decays.Length));
        foreach (var fade in Fades)
            alternatives.Add(new([Column(shares, share => Math.Log(1 + (share / fade)))], FadeShare / Fades.Length,
                Bends: true));
        foreach (var cycle in Cycles)
        {
            var sine = Column(shares, share => Math.Sin(2 * Math.PI * cycle * share));
            var cosine = Column(shares, share => Math.Cos(2 * Math.PI * cycle * share));
            alternatives.Add(new([sine, cosine], CycleShare / Cycles.Length));
        }

        return alternatives;
    }

    private static double[] Shares(ReadOnlySpan<double> times)
    {
        var shares = new double[times.Length];
        for (var i = 0; i < shares.Length; i++)
            shares[i] = (times[i] - times[0]) / (times[^1] - times[0]);
        return shares;
    }

    private static double[] Column(double[] shares, Func<double, double> value) =>
        Array.ConvertAll(shares, share => value(share));
}
