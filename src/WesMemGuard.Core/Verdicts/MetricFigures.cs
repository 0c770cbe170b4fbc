using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using static WesMemGuard.Verdicts.MetricFigure;

namespace WesMemGuard.Verdicts;

/// <summary>
/// The sources of each metric of the table, the first that a run ever heard of before the next (verdicts.md). The live
/// heap is chosen by <c>LimitSource</c>: here stands what it falls back to. What is one exported figure and no more is
/// read where its row says. Bytes by heap profiles are read from profiles, figures of a load from its phase.
/// </summary>
internal static class MetricFigures
{
    private static readonly Dictionary<Metric, MetricFigure[]> Sources = new()
    {
        [Metric.LiveHeap] = [OfMemory(s => s.HeapAlloc), OfPage(s => s.HeapAlloc)],
        [Metric.HeapAlloc] = [OfMemory(s => s.HeapAlloc), OfPage(s => s.HeapAlloc)],
        [Metric.HeapInuse] = [OfMemory(s => s.HeapInuse), OfPage(s => s.HeapInuse)],
        [Metric.Rss] = [OfProcess(s => s.RssBytes), OfMemory(s => s.RssBytes), OfPage(s => s.RssBytes)],
        [Metric.RssAnon] = [OfProcess(s => s.RssAnon)],
        [Metric.Goroutines] = [OfMemory(s => s.Goroutines), OfPage(s => s.Goroutines)],
        [Metric.OpenFiles] = [OfProcess(s => s.OpenFiles), OfPage(s => s.OpenFiles)],
        [Metric.Threads] = [OfProcess(s => s.Threads), OfPage(s => s.Threads)],
        [Metric.Native] = [OfProcessLessPage(s => s.RssAnon + (s.Swap ?? 0) - (s.LazyFree ?? 0), s => s.Sys - s.HeapReleased)],
        [Metric.Fragmentation] = [OfMemory(s => s.HeapInuse - s.HeapAlloc), OfPage(s => s.HeapInuse - s.HeapAlloc)],
        [Metric.IdleHeap] = [OfPage(s => s.HeapIdle - s.HeapReleased)],
        [Metric.RuntimeMemory] = [OfPage(s => s.Sys - s.HeapInuse - s.HeapIdle - s.StackInuse)],
        [Metric.Mapped] = [OfProcess(s => s.RssFile + (s.RssShmem ?? 0))],
        [Metric.Bytes] = [OfModule(m => m.ApproxBytes)],
        [Metric.Objects] = [OfModule(m => m.Objects)],
        [Metric.CacheItems] = [OfModule(m => m.CacheItems)],
        [Metric.QueueLength] = [OfModule(m => m.QueueLength)],
    };

    private static readonly Dictionary<Metric, MetricFigure[]> All =
        Metrics.All.ToDictionary(row => row.Metric, row => Sources.GetValueOrDefault(row.Metric) ?? OfExported(row));

    /// <summary>The sources of a metric, the best first.</summary>
    public static IReadOnlyList<MetricFigure> Of(Metric metric) => All[metric];

    private static MetricFigure[] OfExported(MetricRow row) =>
        row.Exported is { } name && PrometheusFigures.Find(name) is { } figure ? [OfPage(figure)] : [];
}
