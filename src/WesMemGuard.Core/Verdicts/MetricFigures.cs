using WesMemGuard.Measurement;
using static WesMemGuard.Verdicts.MetricFigure;

namespace WesMemGuard.Verdicts;

/// <summary>
/// The sources of each metric of the table, the first that a run ever heard of before the next (verdicts.md). The live
/// heap is chosen by
/// <c>LimitSource</c>: here stands what it falls back to. Bytes by heap profiles are read from profiles, figures of a
/// load from its phase.
/// </summary>
internal static class MetricFigures
{
    private static readonly Dictionary<Metric, MetricFigure[]> Sources = new()
    {
        [Metric.LiveHeap] = [OfMemory(s => s.HeapAlloc), OfPage(s => s.HeapAlloc)],
        [Metric.HeapLive] = [OfPage(s => s.HeapLive)],
        [Metric.HeapAlloc] = [OfMemory(s => s.HeapAlloc), OfPage(s => s.HeapAlloc)],
        [Metric.HeapObjects] = [OfPage(s => s.HeapObjects)],
        [Metric.HeapInuse] = [OfMemory(s => s.HeapInuse), OfPage(s => s.HeapInuse)],
        [Metric.Rss] = [OfProcess(s => s.RssBytes), OfMemory(s => s.RssBytes), OfPage(s => s.RssBytes)],
        [Metric.RssAnon] = [OfProcess(s => s.RssAnon)],
        [Metric.Goroutines] = [OfMemory(s => s.Goroutines), OfPage(s => s.Goroutines)],
        [Metric.OpenFiles] = [OfProcess(s => s.OpenFiles), OfPage(s => s.OpenFiles)],
        [Metric.Threads] = [OfProcess(s => s.Threads), OfPage(s => s.Threads)],
        [Metric.Native] = [OfProcessLessPage(s => s.RssAnon + (s.Swap ?? 0) - (s.LazyFree ?? 0), s => s.Sys - s.HeapReleased)],
        [Metric.Fragmentation] = [OfMemory(s => s.HeapInuse - s.HeapAlloc), OfPage(s => s.HeapInuse - s.HeapAlloc)],
        [Metric.IdleHeap] = [OfPage(s => s.HeapIdle - s.HeapReleased)],
        [Metric.Stacks] = [OfPage(s => s.StackInuse)],
        [Metric.RuntimeMemory] = [OfPage(s => s.Sys - s.HeapInuse - s.HeapIdle - s.StackInuse)],
        [Metric.Mapped] = [OfProcess(s => s.RssFile + (s.RssShmem ?? 0))],
        [Metric.Bytes] = [OfModule(m => m.ApproxBytes)],
        [Metric.Objects] = [OfModule(m => m.Objects)],
        [Metric.CacheItems] = [OfModule(m => m.CacheItems)],
        [Metric.QueueLength] = [OfModule(m => m.QueueLength)],
        [Metric.MeasuredBytes] = [],
        [Metric.Failed] = [],
        [Metric.NotSent] = [],
        [Metric.LatencyP99] = [],
        [Metric.Lateness] = [],
    };

    /// <summary>The sources of a metric, the best first.</summary>
    public static IReadOnlyList<MetricFigure> Of(Metric metric) => Sources[metric];
}
