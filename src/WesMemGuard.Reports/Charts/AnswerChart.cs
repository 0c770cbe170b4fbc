using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Charts;

/// <summary>The chart beside the answer: the figure that it is about, with what the budget allows and the slope that was judged.</summary>
internal static class AnswerChart
{
    public const string Id = "answer-chart";

    private static readonly Metric[] Usual = [Metric.LiveHeap, Metric.Rss, Metric.HeapAlloc];

    /// <summary>The chart; null when nothing was measured that could be drawn.</summary>
    public static Chart? Of(ReportedRun report, JudgedLimit? lead)
    {
        var axis = new TimeAxis(report.Run);
        if (lead is { Limit: { } limit } && Points(report, limit, axis) is { Count: > 0 } points)
        {
            return Chart.Of(Id, "ChartAnswer", limit.Metric.IsSize() ? "MiB" : "",
            [
                Line(limit.IsOfProcess ? limit.Metric.Name() : $"{limit.Of} {limit.Metric.Name()}", limit.Metric, points),
                .. Allowed(report, lead, limit, points, axis),
            ]);
        }

        var values = new MetricValues(report.Run);
        return Usual.Select(m => Chart.Of(Id, "ChartAnswer", "MiB", [Line(m.Name(), m, Of(values, m, axis))]))
            .FirstOrDefault(c => c is not null);
    }

    private static ChartLine Line(string name, Metric metric, List<ChartPoint> points) =>
        new(null, name, metric == Metric.LiveHeap ? LineKind.Points : LineKind.Line, points);

    private static List<ChartPoint> Points(ReportedRun report, Limit limit, TimeAxis axis)
    {
        if (limit.IsOfClient)
            return Of(new MetricValues(Runs.ClientView.Of(report.Run)), limit.Metric, axis);
        if (limit.IsOfProcess)
            return Of(new MetricValues(report.Run), limit.Metric, axis);
        if (limit.Metric == Metric.MeasuredBytes)
        {
            var measured = report.Measured.FirstOrDefault(m => m.Module == limit.Of)?.Points ?? [];
            return axis.Points(measured, p => p.At, p => p.Bytes / ByteSize.MiB);
        }

        return limit.Metric switch
        {
            Metric.Objects => ModuleCharts.Figure(report.Run, axis, limit.Of, m => m.Objects),
            Metric.Bytes => ModuleCharts.Figure(report.Run, axis, limit.Of, m => m.ApproxBytes / ByteSize.MiB),
            Metric.CacheItems => ModuleCharts.Figure(report.Run, axis, limit.Of, m => m.CacheItems),
            Metric.QueueLength => ModuleCharts.Figure(report.Run, axis, limit.Of, m => m.QueueLength),
            _ => [],
        };
    }

    private static List<ChartPoint> Of(MetricValues values, Metric metric, TimeAxis axis) =>
        axis.Points(values.Of(metric), v => v.At, v => v.Value / (metric.IsSize() ? ByteSize.MiB : 1));

    private static IEnumerable<ChartLine> Allowed(ReportedRun report, JudgedLimit lead, Limit limit, List<ChartPoint> points, TimeAxis axis)
    {
        var unit = limit.Metric.IsSize() ? ByteSize.MiB : 1;
        var key = lead.IsHarmless ? "LineHarmless" : "LineAllowed";
        if (limit.Rule is Peak)
            yield return BudgetLines.Level(key, limit, limit.Rule.Bound / unit, axis);
        if (From(limit.Rule) is { } phase && LevelIn(report, phase, points, axis) is { } level)
            yield return BudgetLines.Level(key, limit, level + (limit.Rule.Bound / unit), axis);
        if (limit.Rule is not GrowthPerHour || lead.Verdict is not { Value: { } perHour, From: { } from, To: { } to })
            yield break;
        var inside = points.Where(p => p.Seconds >= axis.Seconds(from) && p.Seconds <= axis.Seconds(to)).ToList();
        if (inside.Count == 0)
            yield break;
        // The judge's own slope, laid through the middle of the window's points.
        var start = Median.Of([.. inside.Select(p => p.Value - (perHour / 3600 * (p.Seconds - axis.Seconds(from))))]);
        yield return new ChartLine(key, limit.Text, LineKind.Budget,
            BudgetLines.Slope(start, limit.Rule.Bound / unit / 3600, from, to, axis));
        yield return new ChartLine("LineFit", VerdictFigures.Measured(lead.Verdict), LineKind.Fit,
            BudgetLines.Slope(start, perHour / 3600, from, to, axis));
    }

    private static string? From(LimitRule rule) => rule switch
    {
        Budgets.Growth growth => growth.From,
        ReturnsTo returns => returns.From,
        _ => null,
    };

    private static double? LevelIn(ReportedRun report, string name, List<ChartPoint> points, TimeAxis axis)
    {
        var phase = report.Run.Phases.Find(p => p.Name == name);
        if (phase is null)
            return null;
        var (from, to) = (axis.Seconds(phase.StartedAt), axis.Seconds(phase.EndedAt));
        double[] inside = [.. points.Where(p => p.Seconds >= from && p.Seconds <= to).Select(p => p.Value)];
        return inside.Length == 0 ? null : Median.Of(inside);
    }
}
