using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// Growth per unit of work: y = a + c·load + λ·work + e, λ judged against the budget. With one constant load, work is time in other
/// units and the growth's slope over the work is judged by the same steps as a slope over time.
/// </summary>
internal static class PerUnitGrowth
{
    private const double MostCorrelation = 0.95;
    private const double BandwidthSeconds = 600;
    private const int FewestPoints = 12;
    private const double UnitsPerHour = 3600;

    /// <summary>
    /// Judges growth per unit of work. <paramref name="work"/> is the number of units done up to each point,
    /// <paramref name="load"/> the units per second at it. At one load the slope over the work is judged; with several the work's
    /// effect is separated from the load's, and where the two can't be told apart the finding is
    /// <see cref="GrowthReason.VaryTheLoad"/>. Slopes are per unit.
    /// </summary>
    public static GrowthFinding Judge(
        ReadOnlySpan<TimedValue> points, ReadOnlySpan<double> work, ReadOnlySpan<double> load, double budget, double alpha)
    {
        if (points.Length != work.Length || points.Length != load.Length)
            throw new ArgumentException(
                $"{points.Length} points, {work.Length} figures of work, {load.Length} of load: each point needs both.", nameof(work));
        if (points.Length < 2)
            return GrowthProcedure.TooFew(points, FewestPoints);
        if (work[^1] <= work[0])
            return Inconclusive(GrowthReason.NoWork, points);
        return load.ContainsAnyExcept(load[0]) ? Regression(points, work, load, budget, alpha) : OverWork(points, work, budget, alpha);
    }

    // Work takes the place of time: a slope "per hour" is then one per 3,600 units.
    private static GrowthFinding OverWork(ReadOnlySpan<TimedValue> points, ReadOnlySpan<double> work, double budget, double alpha)
    {
        var overWork = new TimedValue[points.Length];
        for (int i = 0; i < overWork.Length; i++)
            overWork[i] = new TimedValue(work[i], points[i].Value);
        GrowthFinding finding = GrowthJudge.OfLiveHeap(overWork, budget * UnitsPerHour, alpha);
        double rate = (work[^1] - work[0]) / (points[^1].Seconds - points[0].Seconds);
        return finding with
        {
            SlopePerHour = finding.SlopePerHour / UnitsPerHour,
            LowPerHour = finding.LowPerHour / UnitsPerHour,
            HighPerHour = finding.HighPerHour / UnitsPerHour,
            FromSeconds = points[0].Seconds,
            ToSeconds = points[^1].Seconds,
            MoreHours = finding.MoreHours / rate,
        };
    }

    private static GrowthFinding Regression(
        ReadOnlySpan<TimedValue> points, ReadOnlySpan<double> work, ReadOnlySpan<double> load, double budget, double alpha)
    {
        double[] loads = load.ToArray(), works = work.ToArray();
        if (Math.Abs(MathNet.Numerics.Statistics.Correlation.Pearson(loads, works)) > MostCorrelation)
            return Inconclusive(GrowthReason.VaryTheLoad, points);
        if (points.Length < FewestPoints)
            return GrowthProcedure.TooFew(points, FewestPoints);
        double length = points[^1].Seconds - points[0].Seconds;
        int bandwidth = Math.Clamp((int)Math.Ceiling(BandwidthSeconds * (points.Length - 1) / length), 1, points.Length / 4);
        NeweyWest fit = NeweyWest.Fit(Array.ConvertAll(points.ToArray(), point => point.Value), bandwidth, loads, works);
        (double low, double high) = fit.Interval(2, alpha);
        GrowthFinding finding = new(
            GrowthOutcome.Inconclusive, GrowthReason.SpansBudget, fit.Coefficients[2], low, high, points.Length,
                points[0].Seconds, points[^1].Seconds,
            LongerRun.MoreHours(length / 3600, fit.Coefficients[2], low, high, budget));
        return high <= budget ? finding with { Outcome = GrowthOutcome.Held, Reason = GrowthReason.WithinBudget, MoreHours = null }
            : low > budget ? finding with { Outcome = GrowthOutcome.Broken, Reason = GrowthReason.AboveBudget, MoreHours = null }
            : finding;
    }

    private static GrowthFinding Inconclusive(GrowthReason reason, ReadOnlySpan<TimedValue> points) => new(
        GrowthOutcome.Inconclusive, reason, double.NaN, double.NegativeInfinity, double.PositiveInfinity, points.Length,
        points[0].Seconds, points[^1].Seconds, null);
}
