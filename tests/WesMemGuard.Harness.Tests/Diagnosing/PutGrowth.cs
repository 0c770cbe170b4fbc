using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>
/// Puts growth that is none of the live heap into a run, class by class: what a leak of that class would have made of
/// the same figures.
/// </summary>
internal static class PutGrowth
{
    /// <summary>The run with so many more bytes an hour in a class: <c>native</c>, <c>fragmented</c>, <c>idle</c>,
    /// <c>stacks</c>, <c>runtime</c>,
    /// <c>files</c>, <c>goheap</c> or <c>goroutines</c> (each 4 KiB).</summary>
    public static MemoryRun Into(MemoryRun run, string kind, double bytesPerHour)
    {
        var grown = new MemoryRun(run.Header);
        double Of(DateTimeOffset at) => Math.Floor(Math.Max(0, (at - run.Header.StartedAt).TotalHours) * bytesPerHour);
        grown.Memory.AddRange(run.Memory.Select(r => r with { Sample = r.Sample is { } s ? Memory(s, kind, Of(r.At)) : null }));
        grown.Metrics.AddRange(
            run.Metrics.Select(r => r with { Sample = r.Sample is { } s ? Page(s, kind, Of(r.At), Of(s.CollectedAt ?? r.At)) : null }));
        grown.Process.AddRange(run.Process.Select(r => r with { Sample = r.Sample is { } s ? Look(s, kind, Of(r.At)) : null }));
        grown.Blocks.AddRange(run.Blocks);
        grown.Phases.AddRange(run.Phases);
        grown.Events.AddRange(run.Events);
        return grown;
    }

    private static MemorySample Memory(MemorySample s, string kind, double g) => s with
    {
        RssBytes = s.RssBytes + g,
        HeapAlloc = s.HeapAlloc + (kind == "goheap" ? g : 0),
        HeapInuse = s.HeapInuse + (kind is "goheap" or "fragmented" ? g : 0),
        Goroutines = s.Goroutines + (kind == "goroutines" ? Math.Floor(g / 4096) : 0),
    };

    private static MetricsSample Page(MetricsSample s, string kind, double g, double atCollection) => s with
    {
        RssBytes = s.RssBytes + g,
        Sys = s.Sys + (kind is "native" or "files" ? 0 : g),
        HeapAlloc = s.HeapAlloc + (kind == "goheap" ? g : 0),
        NextGc = s.NextGc + (kind == "goheap" ? 2 * atCollection : 0),
        HeapInuse = s.HeapInuse + (kind is "goheap" or "fragmented" ? g : 0),
        HeapIdle = s.HeapIdle + (kind == "idle" ? g : 0),
        StackInuse = s.StackInuse + (kind is "goroutines" or "stacks" ? g : 0),
        Goroutines = s.Goroutines + (kind == "goroutines" ? Math.Floor(g / 4096) : 0),
    };

    private static ProcessSample Look(ProcessSample s, string kind, double g) => s with
    {
        RssBytes = s.RssBytes + g,
        RssAnon = s.RssAnon + (kind == "files" ? 0 : g),
        RssFile = s.RssFile + (kind == "files" ? g : 0),
    };
}
