namespace WesMemGuard.Budgets;

/// <summary>A figure of the process or of a module that a limit can be set on.</summary>
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
}
