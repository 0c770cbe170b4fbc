using System.Text.Json.Serialization;
using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>
/// One answer of <c>/api/v1/system/memory</c>: the node's own sample, up to 10 s old (memory_doctor.go:73).
/// </summary>
/// <param name="RssBytes">Resident bytes; 1 KiB granularity on Linux, a peak that never falls on macOS.</param>
/// <param name="HeapAlloc">Live bytes plus garbage since the last collection.</param>
/// <param name="HeapInuse">Bytes in spans in use.</param>
/// <param name="NumGc">Completed collections; falls only when the process is replaced.</param>
/// <param name="Goroutines">Number of goroutines.</param>
/// <param name="Modules">The modules' own reports, in the node's order.</param>
public sealed record MemorySample(
    double RssBytes, double HeapAlloc, double HeapInuse, double NumGc, double Goroutines,
    IReadOnlyList<ModuleSample> Modules)
{
    /// <summary>
    /// Equal when every figure is: the node has no sample id, equal figures are the same sample (node.md 1.2).
    /// </summary>
    public bool Equals(MemorySample? other) =>
        other is not null && RssBytes.Equals(other.RssBytes) && HeapAlloc.Equals(other.HeapAlloc)
            && HeapInuse.Equals(other.HeapInuse)
        && NumGc.Equals(other.NumGc) && Goroutines.Equals(other.Goroutines) && Modules.SequenceEqual(other.Modules);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(RssBytes, HeapAlloc, HeapInuse, NumGc, Goroutines, Modules.Count);
}

/// <summary>What one module says of itself. Seven of the node's twelve modules report zero bytes for ever.</summary>
/// <param name="Module">The wire name, as <c>mempool.txpool</c>.</param>
/// <param name="Layer">The node's layer, as <c>L3-Coordination</c>.</param>
/// <param name="Objects">Objects held.</param>
/// <param name="ApproxBytes">Bytes by the module's own formula.</param>
/// <param name="CacheItems">Entries in its cache.</param>
/// <param name="QueueLength">Entries in its queue.</param>
public readonly record struct ModuleSample(
    string Module, string Layer, double Objects, double ApproxBytes, double CacheItems, double QueueLength)
{
    /// <summary>Its name, on one line whatever the node says.</summary>
    public string Module { get; init => field = OneLine.Name(value); } = OneLine.Name(Module);

    /// <summary>Its layer, on one line.</summary>
    public string Layer { get; init => field = OneLine.Name(value); } = OneLine.Name(Layer);
}

/// <summary>
/// The figures of a Prometheus page (<c>/metrics</c>) that verdicts need; absent ones are null. Live values.
/// </summary>
public sealed record MetricsSample
{
    /// <summary><c>process_start_time_seconds</c>: changes when the process is replaced.</summary>
    [PageFigure("process_start_time_seconds")]
    public double? StartTimeSeconds { get; init; }

    /// <summary><c>go_gc_duration_seconds_count</c>: completed collections.</summary>
    [PageFigure("go_gc_duration_seconds_count")]
    public double? GcCount { get; init; }

    /// <summary><c>go_memstats_last_gc_time_seconds</c>: when the last collection ended, Unix seconds.</summary>
    [PageFigure("go_memstats_last_gc_time_seconds")]
    public double? LastGcSeconds { get; init; }

    /// <summary><c>go_memstats_next_gc_bytes</c>: the heap size at which the next collection ends.</summary>
    [PageFigure("go_memstats_next_gc_bytes")]
    public double? NextGc { get; init; }

    /// <summary><c>go_gc_gogc_percent</c>.</summary>
    [PageFigure("go_gc_gogc_percent")]
    public double? GoGcPercent { get; init; }

    /// <summary><c>go_gc_gomemlimit_bytes</c>; above 1e15 there is no limit.</summary>
    [PageFigure("go_gc_gomemlimit_bytes")]
    public double? MemoryLimit { get; init; }

    /// <summary><c>go_gc_heap_live_bytes</c>: bytes live at the last collection; exported only on request.</summary>
    [PageFigure("go_gc_heap_live_bytes")]
    public double? HeapLive { get; init; }

    /// <summary>
    /// <c>go_gc_scan_stack_bytes</c>: the part of the stacks that the last collection scanned; exported only on
    /// request.
    /// </summary>
    [PageFigure("go_gc_scan_stack_bytes")]
    public double? ScanStack { get; init; }

    /// <summary>
    /// <c>go_gc_scan_globals_bytes</c>: the program's own variables that collections scan; exported only on request.
    /// </summary>
    [PageFigure("go_gc_scan_globals_bytes")]
    public double? ScanGlobals { get; init; }

    /// <summary><c>go_memstats_heap_alloc_bytes</c>.</summary>
    [PageFigure("go_memstats_heap_alloc_bytes")]
    public double? HeapAlloc { get; init; }

    /// <summary><c>go_memstats_heap_objects</c>.</summary>
    [PageFigure("go_memstats_heap_objects")]
    public double? HeapObjects { get; init; }

    /// <summary><c>go_memstats_heap_inuse_bytes</c>.</summary>
    [PageFigure("go_memstats_heap_inuse_bytes")]
    public double? HeapInuse { get; init; }

    /// <summary><c>go_memstats_heap_idle_bytes</c>.</summary>
    [PageFigure("go_memstats_heap_idle_bytes")]
    public double? HeapIdle { get; init; }

    /// <summary><c>go_memstats_heap_released_bytes</c>.</summary>
    [PageFigure("go_memstats_heap_released_bytes")]
    public double? HeapReleased { get; init; }

    /// <summary><c>go_memstats_sys_bytes</c>.</summary>
    [PageFigure("go_memstats_sys_bytes")]
    public double? Sys { get; init; }

    /// <summary><c>go_memstats_buck_hash_sys_bytes</c>.</summary>
    [PageFigure("go_memstats_buck_hash_sys_bytes")]
    public double? ProfileTable { get; init; }

    /// <summary><c>go_memstats_stack_inuse_bytes</c>.</summary>
    [PageFigure("go_memstats_stack_inuse_bytes")]
    public double? StackInuse { get; init; }

    /// <summary><c>go_memstats_alloc_bytes_total</c>: bytes ever allocated.</summary>
    [PageFigure("go_memstats_alloc_bytes_total")]
    public double? AllocTotal { get; init; }

    /// <summary><c>go_goroutines</c>.</summary>
    [PageFigure("go_goroutines")]
    public double? Goroutines { get; init; }

    /// <summary><c>go_threads</c>.</summary>
    [PageFigure("go_threads")]
    public double? Threads { get; init; }

    /// <summary><c>process_open_fds</c>.</summary>
    [PageFigure("process_open_fds")]
    public double? OpenFiles { get; init; }

    /// <summary><c>process_resident_memory_bytes</c>.</summary>
    [PageFigure("process_resident_memory_bytes")]
    public double? RssBytes { get; init; }

    /// <summary>
    /// <c>weisyn_mining_quorum_check_total</c>: rounds of mining, of which each asks whether it may (WES nodes).
    /// </summary>
    [PageFigure("weisyn_mining_quorum_check_total")]
    public double? MiningRounds { get; init; }

    /// <summary>
    /// <c>weisyn_mining_quorum_tip_age_seconds</c>: how old the newest block was in the last round (WES nodes).
    /// </summary>
    [PageFigure("weisyn_mining_quorum_tip_age_seconds")]
    public double? TipAgeSeconds { get; init; }

    /// <summary>
    /// When the last collection ended, UTC, by the page itself; null when the page doesn't say a time that can be one.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? CollectedAt =>
        UnixSeconds.IsMoment(LastGcSeconds) ? UnixSeconds.At(LastGcSeconds!.Value) : null;
}

/// <summary>One look at the process itself (<c>/proc/&lt;pid&gt;</c>).</summary>
/// <param name="Pid">The process id.</param>
/// <param name="RssBytes">VmRSS.</param>
/// <param name="RssAnon">RssAnon: the part that a leak of the process can be in.</param>
/// <param name="RssFile">RssFile: mapped files.</param>
/// <param name="Threads">Threads.</param>
/// <param name="OpenFiles">Open file descriptors.</param>
/// <param name="PeakRssBytes">VmHWM: the most it ever was.</param>
/// <param name="CpuSeconds">Processor time used so far: what moves although memory stands still.</param>
public sealed record ProcessSample(
    double Pid, double RssBytes, double? RssAnon = null, double? RssFile = null, double? Threads = null,
    double? OpenFiles = null,
    double? PeakRssBytes = null, double? CpuSeconds = null)
{
    /// <summary>
    /// Bytes of the program's own variables that collections scan: <c>.data</c> and <c>.bss</c> of the file behind
    /// <c>/proc/&lt;pid&gt;/exe</c>.
    /// </summary>
    public double? Globals { get; init; }

    /// <summary>
    /// <c>GOGC</c> of the process's environment, 100 when it isn't set there, above 1e9 when it is off; null: the
    /// environment can't be read.
    /// </summary>
    public double? GoGcPercent { get; init; }

    /// <summary>
    /// <c>GOMEMLIMIT</c> of the process's environment in bytes, above 1e15 when it isn't set there or off; null: the
    /// environment can't be read.
    /// </summary>
    public double? MemoryLimit { get; init; }

    /// <summary>RssShmem: shared anonymous memory and tmpfs, bytes.</summary>
    public double? RssShmem { get; init; }

    /// <summary>VmSwap: anonymous memory that is swapped out, bytes.</summary>
    public double? Swap { get; init; }

    /// <summary>
    /// AnonHugePages of <c>smaps_rollup</c>: anonymous memory in transparent huge pages, which round what is resident
    /// up, bytes.
    /// </summary>
    public double? HugePages { get; init; }

    /// <summary>
    /// LazyFree of <c>smaps_rollup</c>: freed with MADV_FREE and still resident until the system wants it, bytes.
    /// </summary>
    public double? LazyFree { get; init; }
}

/// <summary>The heap after a collection that was asked for: <c>/debug/pprof/heap?gc=1&amp;debug=1</c>.</summary>
/// <param name="HeapAlloc">Live bytes, and what a busy process allocated until they were read.</param>
/// <param name="NumGc">Completed collections.</param>
/// <param name="TotalAlloc">Bytes ever allocated.</param>
/// <param name="CollectedAt">When the collection ended (<c># LastGC</c>), UTC.</param>
public sealed record CollectedHeapSample(double HeapAlloc, double NumGc, double TotalAlloc, DateTimeOffset CollectedAt)
{
    /// <summary><c># NextGC</c>: the goal that this collection stored; null in runs of before it was read.</summary>
    public double? NextGc { get; init; }
}

/// <summary>The chain's height, from <c>wes_blockNumber</c>.</summary>
/// <param name="Height">Blocks.</param>
public sealed record BlockSample(double Height);

/// <summary>The chain's identity, from <c>wes_chainId</c>.</summary>
/// <param name="ChainId">As the node says it, <c>0x2711</c>.</param>
public sealed record ChainSample(string ChainId)
{
    /// <summary>The chain's id, on one line whatever the node says.</summary>
    public string ChainId { get; init => field = OneLine.Name(value); } = OneLine.Name(ChainId);
}

/// <summary>The live figures of the diagnostics port, <c>/debug/memory/json</c>; whole MiB.</summary>
/// <param name="HeapAllocMiB">Heap, MiB.</param>
/// <param name="NextGcMiB">Next goal, MiB.</param>
/// <param name="NumGc">Completed collections.</param>
/// <param name="Goroutines">Number of goroutines.</param>
public sealed record DiagnosticsSample(double HeapAllocMiB, double NextGcMiB, double NumGc, double Goroutines);
