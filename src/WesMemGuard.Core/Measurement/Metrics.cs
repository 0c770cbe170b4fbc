namespace WesMemGuard.Measurement;

/// <summary>A figure of the process or of a module that a limit can be set on; all that is known of one is its row below.</summary>
public enum Metric
{
    /// <summary>Bytes live at the last collection, of the process.</summary>
    LiveHeap,

    /// <summary>Bytes of heap objects, garbage included, of the process.</summary>
    HeapAlloc,

    /// <summary>Bytes in heap spans in use, of the process.</summary>
    HeapInuse,

    /// <summary>Resident bytes, of the process.</summary>
    Rss,

    /// <summary>Resident bytes that no file backs, of the process.</summary>
    RssAnon,

    /// <summary>Goroutines, of the process.</summary>
    Goroutines,

    /// <summary>Open file descriptors, of the process.</summary>
    OpenFiles,

    /// <summary>Operating system threads, of the process.</summary>
    Threads,

    /// <summary>approx_bytes, as a module reports them.</summary>
    Bytes,

    /// <summary>objects, as a module reports them.</summary>
    Objects,

    /// <summary>cache_items, as a module reports them.</summary>
    CacheItems,

    /// <summary>queue_length, as a module reports it.</summary>
    QueueLength,

    /// <summary>Bytes of a module by heap profiles.</summary>
    MeasuredBytes,

    /// <summary>Bytes live at the last collection as the runtime itself exports them, of the process.</summary>
    HeapLive,

    /// <summary>Objects on the heap, garbage included, of the process.</summary>
    HeapObjects,

    /// <summary>Requests of a phase that the node did not do, those that never left among them.</summary>
    Failed,

    /// <summary>Requests of a phase that never left.</summary>
    NotSent,

    /// <summary>The time that 99 of 100 answers of a phase took at most, in milliseconds.</summary>
    LatencyP99,

    /// <summary>The time by which 99 of 100 requests of a phase left late at most, in milliseconds.</summary>
    Lateness,

    /// <summary>Anonymous resident bytes beyond what the Go runtime took and kept, of the process.</summary>
    Native,

    /// <summary>Bytes of heap spans in use that hold no object, of the process.</summary>
    Fragmentation,

    /// <summary>Bytes of free heap spans that were not given back, of the process.</summary>
    IdleHeap,

    /// <summary>Bytes of goroutine stacks in use, of the process.</summary>
    Stacks,

    /// <summary>Bytes that the Go runtime keeps for itself, of the process.</summary>
    RuntimeMemory,

    /// <summary>Resident bytes of mapped files and shared memory, of the process.</summary>
    Mapped,

    /// <summary>Bytes of the table that the runtime's profiles are counted in, of the process.</summary>
    ProfileTable,
}

/// <summary>
/// The table of metrics. A new one is an enum member and a row here, and a field of a sample where no sample has it
/// yet; its sources stand in <c>MetricFigures</c> where it is more than one exported figure. Budgets, verdicts,
/// <c>watch</c>, charts, self tests, the kit and the page <c>Budgets/README.md</c> take it from these rows.
/// </summary>
internal static class Metrics
{
    /// <summary>The name that stands for the node's process in <c>of</c>.</summary>
    public const string Process = "process";

    /// <summary>The name that stands for the client beside the node in <c>of</c>.</summary>
    public const string Client = "client";

    /// <summary>The name that stands for the load of a phase in <c>of</c>.</summary>
    public const string Load = "load";

    private const MetricOf OfLoad = MetricOf.Load;
    private const MetricOf OfProcess = MetricOf.Process;
    private const MetricOf OfModule = MetricOf.Module;

    /// <summary>Every metric, in the order in which messages list them.</summary>
    public static IReadOnlyList<MetricRow> All { get; } =
    [
        new(Metric.LiveHeap, "liveHeap", OfProcess, MetricUnit.Bytes, MetricNoise.PerCollection, MetricChart.LiveHeap,
            "Bytes live at the last collection: the figure to judge first.",
            "上一次回收后仍存活的字节数：首先应当判断的指标。")
        {
            Exported = "go_gc_heap_live_bytes",
            InClient = true,
            Formula = "gc=1, go_gc_heap_live_bytes, or next_gc by the collector's rule", KeepsHeap = true,
                Profile = MetricProfile.Heap, Watched = true,
        },
        new(Metric.HeapLive, "heapLive", OfProcess, MetricUnit.Bytes, MetricNoise.Steady, MetricChart.Process,
            "Bytes live at the last collection as the runtime exports them, exact in every regime; only a service "
                + "that exports all of runtime/metrics has them.",
            "运行时自己导出的、上一次回收后存活的字节数，任何情况下都准确；"
                + "只有导出全部 runtime/metrics 的服务才有。")
        {
            Exported = "go_gc_heap_live_bytes",
            Formula = "go_gc_heap_live_bytes", KeepsHeap = true, Profile = MetricProfile.Heap,
        },
        new(Metric.HeapAlloc, "heapAlloc", OfProcess, MetricUnit.Bytes, MetricNoise.Garbage, MetricChart.Process,
            "Bytes of heap objects, live ones and garbage, judged by their floors.",
            "堆对象的字节数，包括存活对象和垃圾，按低点判断。")
        {
            Exported = "go_memstats_heap_alloc_bytes",
            InClient = true,
            Formula = "heap_alloc", ChartName = "heap_alloc", KeepsHeap = true, Profile = MetricProfile.Heap, Watched = true,
                InBaselines = true,
        },
        new(Metric.HeapObjects, "heapObjects", OfProcess, MetricUnit.Count, MetricNoise.Garbage, MetricChart.Counts,
            "Objects on the heap, live ones and garbage, judged by their floors: a leak of small things shows here first.",
            "堆上的对象数，包括存活对象和垃圾，按低点判断：小对象的泄漏最先在这里显现。")
        {
            Exported = "go_memstats_heap_objects",
            Formula = "heap_objects", ChartName = "heap_objects", Profile = MetricProfile.Heap,
        },
        new(Metric.HeapInuse, "heapInuse", OfProcess, MetricUnit.Bytes, MetricNoise.Garbage, MetricChart.Process,
            "Bytes of the heap spans that hold at least one object.",
            "至少存有一个对象的堆 span 的字节数。")
        {
            Exported = "go_memstats_heap_inuse_bytes",
            Formula = "heap_inuse", ChartName = "heap_inuse", KeepsHeap = true, Profile = MetricProfile.Heap, InBaselines = true,
        },
        new(Metric.Rss, "rss", OfProcess, MetricUnit.Bytes, MetricNoise.Garbage, MetricChart.Process,
            "Resident bytes: all memory of the process that is in RAM, mapped files included.",
            "常驻内存：进程在物理内存中的全部字节，包括映射的文件。")
        {
            Exported = "process_resident_memory_bytes",
            InClient = true, Formula = "VmRSS", ChartName = "rss", KeepsHeap = true, Watched = true, InBaselines = true,
        },
        new(Metric.RssAnon, "rssAnon", OfProcess, MetricUnit.Bytes, MetricNoise.Garbage, MetricChart.Process,
            "Resident bytes that no file backs: the part of rss that a leak can be in.",
            "没有文件支持的常驻字节：rss 中可能泄漏的部分。")
        {
            InClient = true, Formula = "RssAnon", ChartKey = "LineRssAnon", KeepsHeap = true, InBaselines = true,
        },
        new(Metric.Goroutines, "goroutines", OfProcess, MetricUnit.Count, MetricNoise.Steady, MetricChart.Counts,
            "Goroutines that exist.",
            "现存的 goroutine 数。")
        {
            Exported = "go_goroutines",
            Formula = "num_goroutine", ChartKey = "LineGoroutines", Profile = MetricProfile.Goroutine, Watched = true, InBaselines = true,
        },
        new(Metric.OpenFiles, "openFiles", OfProcess, MetricUnit.Count, MetricNoise.Steady, MetricChart.Counts,
            "Open file descriptors, sockets included.",
            "打开的文件描述符数，包括套接字。")
        {
            Exported = "process_open_fds",
            InClient = true, Formula = "entries of /proc/PID/fd", ChartKey = "LineOpenFiles", InBaselines = true,
        },
        new(Metric.Threads, "threads", OfProcess, MetricUnit.Count, MetricNoise.Steady, MetricChart.Counts,
            "Threads of the operating system.",
            "操作系统线程数。")
        {
            Exported = "go_threads",
            InClient = true, Formula = "Threads", ChartKey = "LineThreads", InBaselines = true,
        },
        new(Metric.Native, "native", OfProcess, MetricUnit.Bytes, MetricNoise.Steady, MetricChart.Outside,
            "Anonymous memory beyond what the Go runtime took and kept: cgo, malloc in libraries, mmap of one's own.",
            "Go 运行时占用之外的匿名内存：cgo、库中的 malloc、自行调用的 mmap。")
        {
            InClient = true, Formula = "RssAnon + VmSwap - LazyFree - (sys - heap_released)",
            Error = "Too low by what the runtime took and nobody has touched yet (below 0 there; then growth alone "
                + "can be judged, and first touches count as growth); too high by what transparent huge pages round up.",
            ErrorInChinese = "运行时已占用但尚未被访问的内存会使它偏低（此时可能小于 0，"
                + "只能判断增长，而首次访问会被算作增长）；透明大页的取整会使它偏高。",
        },
        new(Metric.Fragmentation, "fragmentation", OfProcess, MetricUnit.Bytes, MetricNoise.Garbage, MetricChart.Outside,
            "Heap spans in use less the objects in them: room that only objects of the same size class can take.",
            "使用中的堆 span 减去其中的对象：只有同一大小级别的对象才能使用的空间。")
        {
            Formula = "heap_inuse - heap_alloc",
            Error = "Garbage that fills free slots lowers it until the next collection, hence its floors are read.",
            ErrorInChinese = "填入空位的垃圾会使它在下一次回收之前偏低，因此按低点读取。",
        },
        new(Metric.IdleHeap, "idleHeap", OfProcess, MetricUnit.Bytes, MetricNoise.Garbage, MetricChart.Outside,
            "Free heap spans that the runtime keeps and has not given back to the system.",
            "运行时保留、尚未归还系统的空闲堆 span。")
        {
            Formula = "heap_idle - heap_released",
            Error = "Rises after each collection and is given back over minutes, hence its floors are read.",
            ErrorInChinese = "每次回收后上升，随后数分钟内逐渐归还，因此按低点读取。",
        },
        new(Metric.Stacks, "stacks", OfProcess, MetricUnit.Bytes, MetricNoise.Steady, MetricChart.Outside,
            "Stacks of goroutines.",
            "goroutine 的栈。")
        {
            Exported = "go_memstats_stack_inuse_bytes",
            Formula = "stack_inuse", Profile = MetricProfile.Goroutine,
        },
        new(Metric.RuntimeMemory, "runtimeMemory", OfProcess, MetricUnit.Bytes, MetricNoise.Steady, MetricChart.Outside,
            "What the Go runtime keeps for itself: its tables, profiling buckets, collector and threads.",
            "Go 运行时自身占用的内存：内部表、剖析桶、回收器和线程。")
        {
            Formula = "sys - heap_inuse - heap_idle - stack_inuse",
        },
        new(Metric.ProfileTable, "profileTable", OfProcess, MetricUnit.Bytes, MetricNoise.Steady, MetricChart.None,
            "The table that the runtime's profiles are counted in: an entry per call stack, never freed, so that code with "
                + "ever new stacks grows it.",
            "运行时剖析计数所用的表：每个调用栈一项，从不释放，"
                + "因此不断产生新调用栈的代码会使它增长。")
        {
            Exported = "go_memstats_buck_hash_sys_bytes",
            Formula = "buck_hash_sys",
        },
        new(Metric.Mapped, "mapped", OfProcess, MetricUnit.Bytes, MetricNoise.Steady, MetricChart.Outside,
            "Resident pages of mapped files, the program's own among them, and shared memory; the system takes file "
                + "pages back when it needs them.",
            "映射文件（包括程序本身）与共享内存的常驻页；系统需要时会收回文件页。")
        {
            InClient = true, Formula = "RssFile + RssShmem",
        },
        new(Metric.Bytes, "bytes", OfModule, MetricUnit.Bytes, MetricNoise.Steady, MetricChart.ModuleBytes,
            "approx_bytes, as the module reports them by its own formula.",
            "模块按自己的公式报告的 approx_bytes。")
        {
            Formula = "approx_bytes", InBaselines = true,
        },
        new(Metric.Objects, "objects", OfModule, MetricUnit.Count, MetricNoise.Steady, MetricChart.ModuleObjects,
            "Objects that the module says it holds.",
            "模块报告的对象数。")
        {
            Formula = "objects", InBaselines = true,
        },
        new(Metric.CacheItems, "cacheItems", OfModule, MetricUnit.Count, MetricNoise.Steady, MetricChart.None,
            "Entries in the module's cache, as it reports them.",
            "模块报告的缓存条目数。")
        {
            Formula = "cache_items",
        },
        new(Metric.QueueLength, "queueLength", OfModule, MetricUnit.Count, MetricNoise.Steady, MetricChart.ModuleObjects,
            "Entries in the module's queue, as it reports them.",
            "模块报告的队列长度。")
        {
            Formula = "queue_length",
        },
        new(Metric.MeasuredBytes, "measuredBytes", OfModule, MetricUnit.Bytes, MetricNoise.Sampled, MetricChart.None,
            "Bytes that heap profiles find in the module's functions.",
            "堆剖析在模块的函数中测得的字节数。")
        {
            Formula = "inuse_space of heap profiles", Profile = MetricProfile.Heap,
        },
        new(Metric.Failed, "failed", OfLoad, MetricUnit.Count, MetricNoise.Steady, MetricChart.None,
            "Requests of the phase that the node did not do: refused, not accepted, timed out, never sent.",
            "该阶段中节点未完成的请求数：被拒绝、未被接受、超时或从未发出。")
        {
            Formula = "due - done",
        },
        new(Metric.NotSent, "notSent", OfLoad, MetricUnit.Count, MetricNoise.Steady, MetricChart.None,
            "Requests of the phase that were due and never left.",
            "该阶段中应发而从未发出的请求数。")
        {
            Formula = "due - sent",
        },
        new(Metric.LatencyP99, "latencyP99", OfLoad, MetricUnit.Milliseconds, MetricNoise.Steady, MetricChart.None,
            "The time from sending to the answer that 99 of 100 requests of the phase took at most, in milliseconds.",
            "该阶段 99 % 的请求从发出到应答所需的最长时间（毫秒）。")
        {
            Formula = "p99 of answered - sent",
        },
        new(Metric.Lateness, "lateness", OfLoad, MetricUnit.Milliseconds, MetricNoise.Steady, MetricChart.None,
            "The time by which 99 of 100 requests of the phase left late at most, in milliseconds: the harness's own delay.",
            "该阶段 99 % 的请求发出时的最大延误（毫秒）：来自测试工具自身。")
        {
            Formula = "p99 of sent - due",
        },
    ];

    /// <summary>What is known of a metric.</summary>
    public static MetricRow Row(this Metric metric) =>
        RowOf(row => row.Metric == metric) ?? throw new ArgumentOutOfRangeException(nameof(metric), metric, "not in the table");

    /// <summary>The name in files, like <c>liveHeap</c>.</summary>
    public static string Name(this Metric metric) => metric.Row().Name;

    /// <summary>Whether it is a size in bytes; else it is a count.</summary>
    public static bool IsSize(this Metric metric) => metric.Row().Unit == MetricUnit.Bytes;

    /// <summary>Whether it belongs to the process; else to a module.</summary>
    public static bool IsOfProcess(this Metric metric) => metric.Row().Of == MetricOf.Process;

    /// <summary>The names of the process's metrics, or of a module's.</summary>
    public static IReadOnlyList<string> Names(bool ofProcess) => Names(ofProcess ? MetricOf.Process : MetricOf.Module);

    /// <summary>The names of the metrics of whose figures they are.</summary>
    public static IReadOnlyList<string> Names(MetricOf whose) => [.. Of(whose).Select(row => row.Name)];

    /// <summary>The names of a client's metrics: those of the node's process that a .NET process has as well.</summary>
    public static IReadOnlyList<string> NamesOfClient { get; } = [.. All.Where(row => row.InClient).Select(row => row.Name)];

    /// <summary>The rows of whose figures they are.</summary>
    public static IEnumerable<MetricRow> Of(MetricOf whose) => All.Where(row => row.Of == whose);

    /// <summary>The metric of that name, or null.</summary>
    public static Metric? Find(string name) => RowOf(row => string.Equals(row.Name, name, StringComparison.Ordinal))?.Metric;

    private static MetricRow? RowOf(Func<MetricRow, bool> wanted) => All.FirstOrDefault(wanted);
}
