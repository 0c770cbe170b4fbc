using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.LiveHeap;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// Evidence held against evidence. The live heap of one window shows in several ways: goals of the collector,
/// collections that were asked for, floors of <c>heap_alloc</c>. Where one decides a limit and another decides the
/// opposite, their intervals apart, one of them is wrong, and nobody can say which.
/// </summary>
internal static class EvidenceConflict
{
    /// <summary>
    /// Bytes allocated between collections of which at least some are live at each: then no two goals are equal to the
    /// byte.
    /// </summary>
    private const double Churn = 16 * ByteSize.MiB;

    /// <summary>Why the finding of a source can't be believed; null when all there is agrees or can't tell.</summary>
    /// <param name="view">The run.</param>
    /// <param name="limit">A limit of the live heap's growth an hour.</param>
    /// <param name="source">What the finding rests on.</param>
    /// <param name="found">The finding.</param>
    /// <param name="window">The window it was found in.</param>
    /// <param name="judged">Judges another source by the same limit.</param>
    public static Reason? Of(RunView view, Limit limit, LimitSource source, GrowthFinding found, Window window,
        Func<LimitSource, GrowthFinding> judged)
    {
        if (source.Kind != SeriesKind.LiveHeap || limit.Metric != Metric.LiveHeap
            || found.Outcome == GrowthOutcome.Inconclusive)
            return null;
        if (found.Outcome == GrowthOutcome.Held && StoodStill(source) is { } stood)
            return stood;
        if (source.LiveHeap?.Evidence == LiveHeapEvidence.NextGc
            && GogcEvidence.Contradicted(view.Run, window) is { } gogc)
            return gogc;
        return Others(view, limit, window).Where(o => o.Evidence != source.Evidence && o.WhyNone is null
            && o.Values.Count > 0)
            .Select(other => Against(source, found, other, judged(other)))
            .FirstOrDefault(reason => reason is not null);
    }

    /// <summary>The other evidence of the window: collections that were asked for, pages, floors.</summary>
    private static IEnumerable<LimitSource> Others(RunView view, Limit limit, Window window)
    {
        if (view.Run.LiveHeap.Exists(r => r.Sample is not null))
            yield return ByEvidence(view, limit, window, Evidence.Gc);
        if (view.Run.Metrics.Exists(r => r.Sample?.NextGc is not null || r.Sample?.HeapLive is not null))
            yield return ByEvidence(view, limit, window, Evidence.NextGc);
        var floors = view.Once((limit, window, "conflict floors"), () => LimitSource.Floors(view, window));
        if (LiveHeapFloors.Collected(view, floors, window))
            yield return floors;
    }

    /// <summary>Read once, however often Holm asks: a limit with other evidence is another limit each time.</summary>
    private static LimitSource ByEvidence(RunView view, Limit limit, Window window, Evidence evidence) =>
        view.Once((limit, window, $"conflict {evidence}"),
            () => LimitSource.Of(view, limit with { Evidence = evidence }, window));

    private static Reason? Against(LimitSource source, GrowthFinding found, LimitSource other, GrowthFinding opposite)
    {
        var apart = Math.Max(opposite.LowPerHour - found.HighPerHour, found.LowPerHour - opposite.HighPerHour);
        return opposite.Outcome != GrowthOutcome.Inconclusive && opposite.Outcome != found.Outcome && apart > 0
            ? EvidenceReasons.Excluded(Said(source, found), Said(other, opposite), apart)
            : null;
    }

    private static Reason Said(LimitSource source, GrowthFinding found) =>
        EvidenceReasons.Says(source.Evidence, found.LowPerHour, found.HighPerHour);

    /// <summary>
    /// A collector's goal that is the same to the byte over collection after collection, while much was allocated, is
    /// no goal of these collections.
    /// </summary>
    private static Reason? StoodStill(LimitSource source)
    {
        if (source.LiveHeap is not { Evidence: LiveHeapEvidence.NextGc, Points.Count: >= FewPoints.Fewest } live)
            return null;
        var (first, last) = (live.Points[0], live.Points[^1]);
        return last.Allocated - first.Allocated > Churn && live.Points.All(p => p.Bytes == first.Bytes)
            ? EvidenceReasons.StoodStill(live.Points.Count, last.Allocated!.Value - first.Allocated!.Value)
            : null;
    }
}
