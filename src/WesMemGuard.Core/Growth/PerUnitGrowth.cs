using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// Growth per unit of work: y = a + c·load + λ·work + e, λ judged against the budget. With one constant load, work is time in other units and
/// the growth's slope over the work is judged by the same steps as a slope over time.
/// </summary>
internal static class PerUnitGrowth
{
    private const double MostCorrelation = 0.95;
    private const double BandwidthSeconds = 600;

    public static GrowthFinding Judge(
        ReadOnlySpan<TimedValue> points, ReadOnlySpan<double> work, ReadOnlySpan<double> load, double budget, double alpha)
    {
        if (points.Length != work.Length || points.Length != load.Length)
            throw new ArgumentException($"{points.Length} points, {work.Length} figures of work, {load.Length} of load: each point needs both.", nameof(work));
        if (points.Length < 2 || work[^1] <= work[0])
            return Inconclusive(GrowthReason.NoWork, points);
        return load.ContainsAnyExcept(load[0]) ? Regression(points, work, load, budget, alpha) : OverWork(points, work, budget, alpha);
    }

    // Work takes the place of time: a slope "per hour" is then one per 3,600 units.
    private static GrowthFinding OverWork(ReadOnlySpan<TimedValue> points, ReadOnlySpan<double> work, double budget, double alpha)
    {
        var overWork = new TimedValue[points.Length];
        for (int i = 0; i < overWork.Length; i++)
            overWork[i] = new TimedValue(work[i], points[i].Value);
        GrowthFinding finding = GrowthJudge.OfLiveHeap(overWork, budget * 3600, alpha);
        return finding with
        {
            SlopePerHour = finding.SlopePerHour / 3600,
            LowPerHour = finding.LowPerHour / 3600,
            HighPerHour = finding.HighPerHour / 3600,
            MoreHours = finding.MoreHours * 3600,
        };
    }

    private static GrowthFinding Regression(
        ReadOnlySpan<TimedValue> points, ReadOnlySpan<double> work, ReadOnlySpan<double> load, double budget, double alpha)
    {
        double[] loads = load.ToArray(), works = work.ToArray();
        if (Math.Abs(MathNet.Numerics.Statistics.Correlation.Pearson(loads, works)) > MostCorrelation)
            return Inconclusive(GrowthReason.VaryTheLoad, points);
        if (points.Length < 8)
            return Inconclusive(GrowthReason.TooFewPoints, points);
        double[] values = [.. points.ToArray().Select(point => point.Value)];
        double step = (points[^1].Seconds - points[0].Seconds) / (points.Length - 1);
        int bandwidth = Math.Clamp((int)Math.Ceiling(BandwidthSeconds / step), 1, points.Length / 4);
        NeweyWest fit = NeweyWest.Fit(values, bandwidth, loads, works);
        (double low, double high) = fit.Interval(2, alpha);
        (GrowthOutcome outcome, GrowthReason reason) = high <= budget ? (GrowthOutcome.Held, GrowthReason.WithinBudget)
            : low > budget ? (GrowthOutcome.Broken, GrowthReason.AboveBudget)
            : (GrowthOutcome.Inconclusive, GrowthReason.SpansBudget);
        return new GrowthFinding(
            outcome, reason, fit.Coefficients[2], low, high, points.Length, points[0].Seconds, points[^1].Seconds, null);
    }

    private static GrowthFinding Inconclusive(GrowthReason reason, ReadOnlySpan<TimedValue> points) => new(
        GrowthOutcome.Inconclusive, reason, double.NaN, double.NegativeInfinity, double.PositiveInfinity, points.Length,
        points.IsEmpty ? 0 : points[0].Seconds, points.IsEmpty ? 0 : points[^1].Seconds, null);
}
