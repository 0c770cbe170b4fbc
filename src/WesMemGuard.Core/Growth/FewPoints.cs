using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// The interval of a slope through few points. Alone, it is the exact one of Kendall's distribution. Where a run's
/// limits share the error, that one has no steps fine enough (two limits leave 1/200, and five points in perfect order
/// are worth 1/120), and a clear breach would go under because a second limit stands beside it. Then order must say it
/// at the error of the whole run, and the points' own scatter (Student's distribution) at the shared one.
/// </summary>
internal static class FewPoints
{
    /// <summary>The fewest points of a slope: perfect order of five is rarer than 1 %.</summary>
    public const int Fewest = 5;

    /// <summary>From this many on, the steps of Kendall's distribution are fine enough for any sharing.</summary>
    public const int Enough = 8;

    /// <summary>The one-sided error of a run, which its limits share.</summary>
    public const double RunError = 0.01;

    /// <summary>
    /// How many points a slope needs at an error, shared or not: as many as make perfect order rarer than that, but
    /// no more than a run alone needs.
    /// </summary>
    public static int Needed(double alpha) => Math.Min(Fewest, KendallDistribution.FewestValues(alpha));

    /// <summary>
    /// The interval that errs by <paramref name="alpha"/> at each end; unbounded where there are too few points.
    /// </summary>
    public static (double Low, double High) Interval(TheilSen line, double[] x, double[] y, double alpha)
    {
        if (x.Length is < Fewest or >= Enough || alpha >= RunError)
            return Ordered(line, x.Length, alpha);
        var (low, high) = Ordered(line, x.Length, RunError);
        var (lower, higher) = StudentLine.Interval(x, y, alpha);
        return (Math.Min(low, lower), Math.Max(high, higher));
    }

    /// <summary>The exact interval alone, for points that are blocks of one stream.</summary>
    public static (double Low, double High) Ordered(TheilSen line, int count, double alpha) =>
        KendallDistribution.Critical(alpha, Math.Min(count, KendallDistribution.MostValues)) is int critical
            ? line.Interval(critical - 2)
            : (double.NegativeInfinity, double.PositiveInfinity);
}
