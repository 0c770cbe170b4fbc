namespace WesMemGuard.LiveHeap;

/// <summary>Bytes live at the end of one collection.</summary>
/// <param name="At">When the collection ended, UTC.</param>
/// <param name="Bytes">Live bytes; read from next_gc they hold what is unknown of stacks and globals, at most what
/// <see cref="Low"/> leaves out.</param>
/// <param name="StackInuse">Bytes of stacks whose scanned part is unknown; 0 when nothing of them is in <see cref="Bytes"/>.</param>
/// <param name="Allocated">Bytes ever allocated at the page, null when unknown.</param>
internal readonly record struct LiveHeapPoint(DateTimeOffset At, double Bytes, double StackInuse = 0, double? Allocated = null)
{
    private readonly double? _low;
    private readonly double? _high;

    /// <summary>The least that can have been live.</summary>
    public double Low { get => _low ?? Bytes; init => _low = value; }

    /// <summary>The most that can have been live.</summary>
    public double High { get => _high ?? Bytes; init => _high = value; }

    /// <summary>
    /// Floating garbage: of <see cref="Bytes"/> what may have been allocated while the collection marked. It counts as live until
    /// the next one, so a limit is not broken by it alone.
    /// </summary>
    public double Floating { get; init; }

    /// <summary>
    /// Whether a forced collection ran while next to nothing was allocated; else what was allocated while marking counts as live.
    /// </summary>
    public bool IsQuiet { get; init; }
}

/// <summary>Which evidence live-heap points rest on, best first.</summary>
internal enum LiveHeapEvidence
{
    /// <summary>
    /// Collections that were asked for (<c>gc=1</c>): next_gc of these, or <c># HeapAlloc</c> where their goal says nothing.
    /// </summary>
    Collected,

    /// <summary><c>go_gc_heap_live_bytes</c>: exact.</summary>
    Exported,

    /// <summary>The goal <c>go_memstats_next_gc_bytes</c> by the collector's rule.</summary>
    NextGc,

    /// <summary>No value, but the most that can be live: by the goal, or by <c>heap_alloc</c>.</summary>
    Bounds,

    /// <summary>Floors of <c>heap_alloc</c>: live bytes plus least garbage.</summary>
    Floors,
}
