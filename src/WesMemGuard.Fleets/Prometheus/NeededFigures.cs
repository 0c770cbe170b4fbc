using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>The figures that a budget's limits are made of: what is asked of a server, and nothing else.</summary>
internal static class NeededFigures
{
    /// <summary>What tells one process from another, and a live page from a frozen one.</summary>
    private static readonly string[] Always = ["process_start_time_seconds", "go_gc_duration_seconds_count",
        "go_memstats_alloc_bytes_total"];

    /// <summary>What the live heap's rule reads (live-heap.md).</summary>
    private static readonly string[] LiveHeap =
    [
        "go_memstats_next_gc_bytes", "go_memstats_last_gc_time_seconds", "go_gc_gogc_percent", "go_gc_gomemlimit_bytes",
        "go_gc_heap_live_bytes", "go_gc_scan_stack_bytes", "go_gc_scan_globals_bytes", "go_memstats_heap_alloc_bytes",
        "go_memstats_heap_idle_bytes", "go_memstats_heap_released_bytes", "go_memstats_sys_bytes", "go_memstats_stack_inuse_bytes",
    ];

    private static readonly Dictionary<Metric, string[]> Parts = new()
    {
        [Metric.LiveHeap] = LiveHeap,
        [Metric.Fragmentation] = ["go_memstats_heap_inuse_bytes", "go_memstats_heap_alloc_bytes"],
        [Metric.IdleHeap] = ["go_memstats_heap_idle_bytes", "go_memstats_heap_released_bytes"],
        [Metric.RuntimeMemory] = ["go_memstats_sys_bytes", "go_memstats_heap_inuse_bytes", "go_memstats_heap_idle_bytes",
            "go_memstats_stack_inuse_bytes"],
        [Metric.Native] = ["go_memstats_sys_bytes", "go_memstats_heap_released_bytes"],
    };

    /// <summary>
    /// The figures, by the names of Go's Prometheus client, in the order of <see cref="PrometheusFigures.Names"/>.
    /// </summary>
    public static IReadOnlyList<string> Of(MemoryBudget budget)
    {
        var needed = Always.Concat(budget.Limits.SelectMany(Of)).ToHashSet(StringComparer.Ordinal);
        return [.. PrometheusFigures.Names.Where(needed.Contains)];
    }

    private static IEnumerable<string> Of(Limit limit) =>
        Parts.TryGetValue(limit.Metric, out var parts)
            ? parts : limit.Metric.Row().Exported is { } exported ? [exported] : [];
}
