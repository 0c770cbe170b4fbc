using WesMemGuard.Reasons;

namespace WesMemGuard.LiveHeap;

/// <summary>Bytes live at the end of one collection.</summary>
/// <param name="At">When the collection ended, UTC.</param>
/// <param name="Bytes">Live bytes; read from next_gc it is high by the program's globals and part of the stacks (here 0.3 MB, constant).</param>
/// <param name="StackInuse">Bytes of stacks on the page, 0 when unknown: the estimate is high by at most their GOGC share.</param>
/// <param name="Allocated">Bytes ever allocated at the page, null when unknown.</param>
public readonly record struct LiveHeapPoint(DateTimeOffset At, double Bytes, double StackInuse = 0, double? Allocated = null);

/// <summary>Which evidence live-heap points rest on, best first.</summary>
public enum LiveHeapEvidence
{
    /// <summary>A collection that was asked for: exact <c># HeapAlloc</c> of <c>gc=1</c>.</summary>
    Collected,

    /// <summary><c>go_gc_heap_live_bytes</c>: exact.</summary>
    Exported,

    /// <summary><c>go_memstats_next_gc_bytes / (1 + GOGC/100)</c>.</summary>
    NextGc,

    /// <summary>Floors of <c>heap_alloc</c>: live bytes plus least garbage.</summary>
    Floors,
}

/// <summary>The live-heap points of a run, or why there are none.</summary>
/// <param name="Evidence">What they rest on.</param>
/// <param name="Points">In time order; empty when there are none.</param>
/// <param name="WhyNone">Why the evidence can't be read; null when it can.</param>
/// <param name="Notices">What a reader must know.</param>
/// <param name="GoGcPercent">GOGC on the pages; 100 when assumed.</param>
public sealed record LiveHeapSeries(
    LiveHeapEvidence Evidence, IReadOnlyList<LiveHeapPoint> Points, Reason? WhyNone, IReadOnlyList<Reason> Notices, double GoGcPercent = 100)
{
    /// <summary>The evidence's name in messages and JSON.</summary>
    public string Name => Evidence switch
    {
        LiveHeapEvidence.Collected => "gc=1",
        LiveHeapEvidence.Exported => "go_gc_heap_live_bytes",
        LiveHeapEvidence.NextGc => "next_gc",
        _ => "floors",
    };
}
