using WesMemGuard.Growth;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Charts;

/// <summary>The charts of a run, those with something to show only.</summary>
internal static class RunCharts
{
    private const double MiB = ByteSize.MiB;

    /// <summary>Every chart, the most important first.</summary>
    public static IReadOnlyList<Chart> Of(ReportedRun report)
    {
        var run = report.Run;
        var axis = new TimeAxis(run);
        Chart?[] charts =
        [
            Chart.Of("live-heap", "ChartLiveHeap", "MiB", [.. LiveHeap(run, axis), .. BudgetLines.LiveHeap(report, axis)]),
            Chart.Of("process", "ChartProcess", "MiB", [.. Process(run, axis), .. BudgetLines.Process(report, MetricChart.Process, axis)]),
            Chart.Of("client", "ChartClient", "MiB", Client(run, axis)),
            Chart.Of("outside", "ChartOutside", "MiB",
                [.. Lines(run, MetricChart.Outside, axis), .. BudgetLines.Process(report, MetricChart.Outside, axis)]),
            Chart.Of("goroutines", "ChartCounts", "",
                [.. Lines(run, MetricChart.Counts, axis), .. BudgetLines.Process(report, MetricChart.Counts, axis)]),
            .. ModuleCharts.Of(report, axis),
        ];
        return [.. charts.OfType<Chart>()];
    }

    private static ChartLine[] LiveHeap(MemoryRun run, TimeAxis axis) =>
    [
        new("LineLiveHeap", LiveHeapDecision.Of(run).Name, LineKind.Points,
            axis.Points(LiveHeapDecision.Of(run).Points, p => p.At, p => p.Bytes / MiB)),
    ];

    private static ChartLine[] Process(MemoryRun run, TimeAxis axis) =>
    [
        .. Lines(run, MetricChart.Process, axis),
        .. LiveHeap(run, axis),
        new("LineFloors", "", LineKind.Points, [.. HeapFloors.Of(run, axis.From).Select(f => new ChartPoint(f.Seconds, f.Value / MiB))]),
    ];

    /// <summary>The client beside the node, both on one time axis: who of them grows is seen at a glance.</summary>
    private static ChartLine[] Client(MemoryRun run, TimeAxis axis) => run.Client.Count == 0 ? [] :
    [
        .. Beside(Metrics.Client, new MetricValues(ClientView.Of(run)), axis),
        .. Beside("node", new MetricValues(run), axis),
    ];

    private static IEnumerable<ChartLine> Beside(string who, MetricValues values, TimeAxis axis)
    {
        foreach (var metric in new[] { Metric.LiveHeap, Metric.Rss })
            yield return new ChartLine(null, $"{who} {metric.Name()}", metric == Metric.LiveHeap ? LineKind.Points : LineKind.Line,
                axis.Points(values.Of(metric), v => v.At, v => v.Value / MiB));
    }

    /// <summary>A line for each metric that the table gives to a chart.</summary>
    private static IEnumerable<ChartLine> Lines(MemoryRun run, MetricChart chart, TimeAxis axis)
    {
        var values = new MetricValues(run);
        return Metrics.Of(MetricOf.Process).Where(row => row.Chart == chart).Select(row => new ChartLine(
            row.ChartKey, row.ChartKey is null ? row.ChartName ?? row.Name : values.SourceOf(row.Metric), LineKind.Line,
            axis.Points(values.Of(row.Metric), v => v.At, v => v.Value / (row.Unit == MetricUnit.Bytes ? MiB : 1))));
    }
}
