using System.Collections.Frozen;

namespace WesMemGuard.Runs;

/// <summary>
/// What other exporters call the figures of a page: OpenTelemetry's Prometheus exporter (semantic conventions "Go
/// runtime metrics", and those before them).
/// </summary>
internal static class OtherFigureNames
{
    /// <summary>The goal's name: its exporter tells a memory limit only where there is one.</summary>
    public const string Goal = "go_memory_gc_goal_bytes";

    /// <summary>The same where the exporter adds no units, or keeps the dots of its names.</summary>
    public const string PlainGoal = "go_memory_gc_goal";

    /// <summary>The part of a figure that has several, by its label: <c>go_memory_used_bytes{go_memory_type="stack"}</c>.</summary>
    public static IReadOnlyList<(string Name, string Label, string Figure)> Parts { get; } =
    [
        ("go_memory_used_bytes", "go_memory_type=\"stack\"", "go_memstats_stack_inuse_bytes"),
        ("go_memory_used", "go_memory_type=\"stack\"", "go_memstats_stack_inuse_bytes"),
        ("go_memory_used", "\"go.memory.type\"=\"stack\"", "go_memstats_stack_inuse_bytes"),
    ];

    /// <summary>Another exporter's name, and the name that is meant.</summary>
    public static FrozenDictionary<string, string> Meant { get; } = new Dictionary<string, string>
    {
        [Goal] = "go_memstats_next_gc_bytes",
        [PlainGoal] = "go_memstats_next_gc_bytes",
        ["go_config_gogc_percent"] = "go_gc_gogc_percent",
        ["go_config_gogc"] = "go_gc_gogc_percent",
        ["go_memory_limit_bytes"] = "go_gc_gomemlimit_bytes",
        ["go_memory_limit"] = "go_gc_gomemlimit_bytes",
        ["go_goroutine_count"] = "go_goroutines",
        ["go_memory_allocated_bytes_total"] = "go_memstats_alloc_bytes_total",
        ["go_memory_allocated_total"] = "go_memstats_alloc_bytes_total",
        ["go_memory_allocated"] = "go_memstats_alloc_bytes_total",
        ["process_runtime_go_goroutines"] = "go_goroutines",
        ["process_runtime_go_gc_count_total"] = "go_gc_duration_seconds_count",
        ["process_runtime_go_mem_heap_alloc_bytes"] = "go_memstats_heap_alloc_bytes",
        ["process_runtime_go_mem_heap_inuse_bytes"] = "go_memstats_heap_inuse_bytes",
        ["process_runtime_go_mem_heap_idle_bytes"] = "go_memstats_heap_idle_bytes",
        ["process_runtime_go_mem_heap_released_bytes"] = "go_memstats_heap_released_bytes",
    }.ToFrozenDictionary();
}
