using WesMemGuard.Files;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>Which source a metric is read from: the first in the order of verdicts.md that this run ever heard of.</summary>
internal static class MetricSource
{
    public const string MemoryPath = "/api/v1/system/memory";
    public const string MetricsPath = "/metrics";
    public const string ProcessPath = "/proc";
    public const string CollectedPath = "gc=1";
    public const string LogLines = "memory_sample lines";

    /// <summary>Whether the run was read from a node's log.</summary>
    public static bool IsLog(MemoryRun run) => run.Header.Origin == "log";

    /// <summary>The readings of a process metric other than the live heap.</summary>
    public static SourceReadings OfProcess(MemoryRun run, Metric metric) => metric switch
    {
        Metric.HeapAlloc or Metric.LiveHeap => FirstHeard(run, Memory(run, s => s.HeapAlloc), Metrics(run, s => s.HeapAlloc)),
        Metric.HeapInuse => FirstHeard(run, Memory(run, s => s.HeapInuse), Metrics(run, s => s.HeapInuse)),
        Metric.Goroutines => FirstHeard(run, Memory(run, s => s.Goroutines), Metrics(run, s => s.Goroutines)),
        Metric.Rss => FirstHeard(run, Process(run, s => s.RssBytes), Memory(run, s => s.RssBytes), Metrics(run, s => s.RssBytes)),
        Metric.RssAnon => Process(run, s => s.RssAnon),
        Metric.OpenFiles => FirstHeard(run, Process(run, s => s.OpenFiles), Metrics(run, s => s.OpenFiles)),
        Metric.Threads => FirstHeard(run, Process(run, s => s.Threads), Metrics(run, s => s.Threads)),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "not a metric of the process"),
    };

    /// <summary>The readings of a module's own figure; an answer without the module is a missing sample, not a zero (node.md 1.4).</summary>
    public static SourceReadings OfModule(MemoryRun run, string module, Metric metric) => Memory(run, sample =>
    {
        double? sum = null;
        foreach (var m in sample.Modules)
        {
            if (m.Module == module)
                sum = (sum ?? 0) + Figure(m, metric);
        }

        return sum;
    });

    /// <summary>All answers of <c>/metrics</c>, whatever they carry: what live-heap points from next_gc are gated by.</summary>
    public static SourceReadings Pages(MemoryRun run) => Metrics(run, s => s.HeapLive ?? s.NextGc);

    /// <summary>All collections that were asked for.</summary>
    public static SourceReadings Collected(MemoryRun run) => new(
        CollectedPath, "gc=1",
        run.LiveHeap.Select(r => new Slot(r.At, r.Sample?.HeapAlloc, r.Miss, r.Sample?.NumGc, null)).ToList(), null);

    private static double Figure(ModuleSample module, Metric metric) => metric switch
    {
        Metric.Bytes => module.ApproxBytes,
        Metric.Objects => module.Objects,
        Metric.CacheItems => module.CacheItems,
        Metric.QueueLength => module.QueueLength,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "not a figure that modules report"),
    };

    private static SourceReadings FirstHeard(MemoryRun run, params ReadOnlySpan<SourceReadings> inOrder)
    {
        foreach (var source in inOrder)
        {
            if (source.Slots.Any(s => s.Value is not null))
                return source;
        }

        foreach (var source in inOrder)
        {
            if (source.Slots.Count > 0)
                return source;
        }

        return inOrder[0] with { WhyEmpty = run.Header.WhyEmpty };
    }

    private static SourceReadings Memory(MemoryRun run, Func<MemorySample, double?> figure) => new(
        IsLog(run) ? LogLines : MemoryPath, IsLog(run) ? "log" : "memory endpoint",
        run.Memory.Select(r => new Slot(r.At, r.Sample is null ? null : figure(r.Sample), r.Miss, r.Sample, r.Mark)).ToList(),
        run.Header.MemoryInterval)
    {
        WhyEmpty = run.Header.WhyEmpty,
    };

    private static SourceReadings Metrics(MemoryRun run, Func<MetricsSample, double?> figure) => new(
        MetricsPath, "/metrics",
        run.Metrics.Select(r => new Slot(r.At, r.Sample is null ? null : figure(r.Sample), r.Miss, Moving(r.Sample), r.Mark)).ToList(),
        run.Header.MetricsInterval);

    private static SourceReadings Process(MemoryRun run, Func<ProcessSample, double?> figure) => new(
        ProcessPath, "/proc",
        run.Process.Select(r => new Slot(r.At, r.Sample is null ? null : figure(r.Sample), r.Miss, null, r.Mark)).ToList(), null);

    /// <summary>What must move between two pages of a running Go process: bytes ever allocated (every scrape allocates), else the heap.</summary>
    private static double? Moving(MetricsSample? sample) => sample?.AllocTotal ?? sample?.HeapAlloc;
}
