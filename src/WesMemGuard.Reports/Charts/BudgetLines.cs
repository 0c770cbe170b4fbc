using WesMemGuard.Budgets;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Charts;

/// <summary>
/// What the budget allows, drawn into the charts: a peak as a level, a growth as a slope from where the judged window
/// begins.
/// </summary>
internal static class BudgetLines
{
    private const double MiB = ByteSize.MiB;

    public static IEnumerable<ChartLine> LiveHeap(ReportedRun report, TimeAxis axis)
    {
        var fitted = new HashSet<(DateTimeOffset, DateTimeOffset)>();
        foreach (var (limit, verdict) in Judged(report).Where(j => j.Limit is { IsOfProcess: true, Metric: Metric.LiveHeap }))
        {
            if (limit.Rule is Peak peak)
                yield return Level("LineAllowed", limit, peak.Max / MiB, axis);
            if (limit.Rule is GrowthPerHour { Max: var max } && verdict is { From: { } from, To: { } to }
                && Fit(report, from, to, axis) is { } fit)
            {
                yield return new ChartLine("LineAllowed", Title(limit), LineKind.Budget,
                    Slope(fit.Start, max / MiB / 3600, from, to, axis));
                if (fitted.Add((from, to)))
                    yield return new ChartLine("LineFit", $"{fit.PerSecond * 3600:0.0} MiB/h", LineKind.Fit,
                        Slope(fit.Start, fit.PerSecond, from, to, axis));
            }
        }
    }

    /// <summary>The peaks of the process's metrics that a chart draws.</summary>
    public static IEnumerable<ChartLine> Process(ReportedRun report, MetricChart chart, TimeAxis axis) => Judged(report)
        .Where(j => j.Limit is { IsOfProcess: true, Rule: Peak } && j.Limit.Metric.Row().Chart == chart)
        .Select(j => Level("LineAllowed", j.Limit, j.Limit.Rule.Bound / (j.Limit.Metric.IsSize() ? MiB : 1), axis));

    /// <summary>The peaks that modules may reach, in the unit of their chart.</summary>
    public static IEnumerable<ChartLine> Modules(ReportedRun report, Metric metric, double factor,
        TimeAxis axis) => Judged(report)
        .Where(j => !j.Limit.IsOfProcess && j.Limit.Metric == metric && j.Limit.Rule is Peak)
        .Select(j => Level("LineAllowed", j.Limit, j.Limit.Rule.Bound / factor, axis));

    private static IEnumerable<(Limit Limit, Verdict Verdict)> Judged(ReportedRun report) =>
        report is { Budget: { } budget, Verdict: { } verdict } ? budget.Limits.Zip(verdict.Verdicts) : [];

    /// <summary>A level across the whole chart.</summary>
    public static ChartLine Level(string key, Limit limit, double value, TimeAxis axis) =>
        new(key, Title(limit), LineKind.Budget,
            [new ChartPoint(0, value), new ChartPoint(axis.Seconds(axis.To), value)]);

    private static string Title(Limit limit) =>
        limit.IsOfProcess ? $"{limit.Metric.Name()} {limit.Text}" : $"{limit.Of} {limit.Text}";

    /// <summary>A straight line over a window.</summary>
    public static ChartPoint[] Slope(double start, double perSecond, DateTimeOffset from, DateTimeOffset to,
        TimeAxis axis) =>
        [new(axis.Seconds(from), start), new(axis.Seconds(to), start + (perSecond * (to - from).TotalSeconds))];

    // The line through the judged window's points, as the judge's first look at them is: Theil-Sen.
    private static (double Start, double PerSecond)? Fit(ReportedRun report, DateTimeOffset from, DateTimeOffset to,
        TimeAxis axis)
    {
        var points = LiveHeapDecision.Of(report.Run).Points.Where(p => p.At >= from
            && p.At <= to).Take(TheilSen.MostPoints).ToList();
        if (points.Count < 3)
            return null;
        double[] x = [.. points.Select(p => axis.Seconds(p.At))], y = [.. points.Select(p => p.Bytes / MiB)];
        var line = TheilSen.Fit(x, y);
        return double.IsFinite(line.Slope) ? (line.Intercept + (line.Slope * axis.Seconds(from)), line.Slope) : null;
    }
}
