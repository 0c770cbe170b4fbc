using WesMemGuard.Reasons;

namespace WesMemGuard.LiveHeap;

/// <summary>The live-heap points of a run, or why there are none.</summary>
/// <param name="Evidence">What they rest on.</param>
/// <param name="Points">In time order; empty when there are none.</param>
/// <param name="WhyNone">Why the evidence can't be read; null when it can.</param>
/// <param name="Notices">What a reader must know.</param>
/// <param name="GoGcPercent">GOGC on the pages; 100 when assumed.</param>
internal sealed record LiveHeapSeries(
    LiveHeapEvidence Evidence, IReadOnlyList<LiveHeapPoint> Points, Reason? WhyNone, IReadOnlyList<Reason> Notices,
        double GoGcPercent = 100)
{
    /// <summary>
    /// Every collection with the least and the most that can have been live, also those that have no value and so are no
    /// <see cref="Points"/>: what a peak or a level may rest on. Empty when all of them are points.
    /// </summary>
    public IReadOnlyList<LiveHeapPoint> Bounds { get; init; } = [];

    /// <summary>All that is known of each collection.</summary>
    public IReadOnlyList<LiveHeapPoint> Known => Bounds.Count > 0 ? Bounds : Points;

    /// <summary>The evidence's name in messages and JSON.</summary>
    public string Name => NameOf(Evidence);

    /// <summary>The name of an evidence in messages and JSON.</summary>
    public static string NameOf(LiveHeapEvidence evidence) => evidence switch
    {
        LiveHeapEvidence.Collected => "gc=1",
        LiveHeapEvidence.Exported => "go_gc_heap_live_bytes",
        LiveHeapEvidence.NextGc => "next_gc",
        LiveHeapEvidence.Bounds => "bounds",
        _ => "floors",
    };
}
