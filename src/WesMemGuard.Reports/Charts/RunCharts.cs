using WesMemGuard.Growth;
using WesMemGuard.LiveHeap;
using WesMemGuard.Runs;

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
            Chart("live-heap", "ChartLiveHeap", "MiB", [.. LiveHeap(run, axis), .. BudgetLines.LiveHeap(report, axis)]),
            Chart("process", "ChartProcess", "MiB", [.. Process(run, axis), .. BudgetLines.Process(report, axis)]),
            Chart("goroutines", "ChartCounts", "", [.. Counts(run, axis), .. BudgetLines.Counts(report, axis)]),
            .. ModuleCharts.Of(report, axis),
        ];
        return [.. charts.OfType<Chart>()];
    }

    /// <summary>A chart of those lines that have points, or null when none has.</summary>
    public static Chart? Chart(string id, string title, string unit, IReadOnlyList<ChartLine> lines)
    {
        // A budget without a measured line beside it is no chart.
        var drawn = lines.Where(l => l.Points.Count > 0).Select(l => l.Kind == LineKind.Line ? l with { Points = Thinning.Thinned(l.Points) } : l).ToList();
        return drawn.Any(l => l.Kind is LineKind.Line or LineKind.Points) ? new Chart(id, title, unit, drawn) : null;
    }

    private static ChartLine[] LiveHeap(MemoryRun run, TimeAxis axis) =>
    [
        new("LineLiveHeap", BestLiveHeap.Of(run).Name, LineKind.Points, axis.Points(BestLiveHeap.Of(run).Points, p => p.At, p => p.Bytes / MiB)),
    ];

    private static ChartLine[] Process(MemoryRun run, TimeAxis axis) =>
    [
        new(null, "heap_inuse", LineKind.Line, axis.Read(run.Memory, s => s.HeapInuse / MiB)),
        new(null, "heap_alloc", LineKind.Line, HeapAlloc(run, axis)),
        new("LineRssAnon", "/proc", LineKind.Line, axis.Read(run.Process, s => s.RssAnon / MiB)),
        new(null, "rss", LineKind.Line, Rss(run, axis)),
        new("LineLiveHeap", BestLiveHeap.Of(run).Name, LineKind.Points, axis.Points(BestLiveHeap.Of(run).Points, p => p.At, p => p.Bytes / MiB)),
        new("LineFloors", "", LineKind.Points, [.. HeapFloors.Of(run, axis.From).Select(f => new ChartPoint(f.Seconds, f.Value / MiB))]),
    ];

    private static List<ChartPoint> Rss(MemoryRun run, TimeAxis axis) =>
        axis.Read(run.Process, s => s.RssBytes / MiB) is { Count: > 0 } own ? own
        : axis.Read(run.Memory, s => s.RssBytes / MiB) is { Count: > 0 } reported ? reported
        : axis.Read(run.Metrics, s => s.RssBytes / MiB);

    private static List<ChartPoint> HeapAlloc(MemoryRun run, TimeAxis axis) =>
        axis.Read(run.Memory, s => s.HeapAlloc / MiB) is { Count: > 0 } reported ? reported : axis.Read(run.Metrics, s => s.HeapAlloc / MiB);

    private static ChartLine[] Counts(MemoryRun run, TimeAxis axis) =>
    [
        new("LineGoroutines", "", LineKind.Line, axis.Read(run.Memory, s => s.Goroutines) is { Count: > 0 } own ? own : axis.Read(run.Metrics, s => s.Goroutines)),
        new("LineThreads", "", LineKind.Line, axis.Read(run.Process, s => s.Threads) is { Count: > 0 } threads ? threads : axis.Read(run.Metrics, s => s.Threads)),
        new("LineOpenFiles", "", LineKind.Line, axis.Read(run.Process, s => s.OpenFiles) is { Count: > 0 } files ? files : axis.Read(run.Metrics, s => s.OpenFiles)),
    ];
}
