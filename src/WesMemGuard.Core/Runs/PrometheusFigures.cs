namespace WesMemGuard.Runs;

/// <summary>The names under which the figures of a <see cref="MetricsSample"/> are exported by the Prometheus client of a Go service.</summary>
public static class PrometheusFigures
{
    /// <summary>Every name that is read.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "process_start_time_seconds", "go_gc_duration_seconds_count", "go_memstats_last_gc_time_seconds", "go_memstats_next_gc_bytes",
        "go_gc_gogc_percent", "go_gc_gomemlimit_bytes", "go_gc_heap_live_bytes", "go_memstats_heap_alloc_bytes", "go_memstats_heap_inuse_bytes",
        "go_memstats_heap_idle_bytes", "go_memstats_heap_released_bytes", "go_memstats_sys_bytes", "go_memstats_stack_inuse_bytes",
        "go_memstats_alloc_bytes_total", "go_goroutines", "go_threads", "process_open_fds", "process_resident_memory_bytes",
    ];

    /// <summary>The sample whose figures stand under these names.</summary>
    /// <param name="figure">A figure by its name; null when it is absent.</param>
    public static MetricsSample Sample(Func<string, double?> figure) => new()
    {
        StartTimeSeconds = figure("process_start_time_seconds"),
        GcCount = figure("go_gc_duration_seconds_count"),
        LastGcSeconds = figure("go_memstats_last_gc_time_seconds"),
        NextGc = figure("go_memstats_next_gc_bytes"),
        GoGcPercent = figure("go_gc_gogc_percent"),
        MemoryLimit = figure("go_gc_gomemlimit_bytes"),
        HeapLive = figure("go_gc_heap_live_bytes"),
        HeapAlloc = figure("go_memstats_heap_alloc_bytes"),
        HeapInuse = figure("go_memstats_heap_inuse_bytes"),
        HeapIdle = figure("go_memstats_heap_idle_bytes"),
        HeapReleased = figure("go_memstats_heap_released_bytes"),
        Sys = figure("go_memstats_sys_bytes"),
        StackInuse = figure("go_memstats_stack_inuse_bytes"),
        AllocTotal = figure("go_memstats_alloc_bytes_total"),
        Goroutines = figure("go_goroutines"),
        Threads = figure("go_threads"),
        OpenFiles = figure("process_open_fds"),
        RssBytes = figure("process_resident_memory_bytes"),
    };
}
