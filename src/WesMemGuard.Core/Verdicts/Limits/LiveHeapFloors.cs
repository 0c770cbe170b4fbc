using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// When floors of <c>heap_alloc</c> may stand for the live heap: a floor without a collection is garbage of unknown
/// age.
/// </summary>
internal static class LiveHeapFloors
{
    /// <summary>Why two levels of floors say nothing of the live heap; null when they do.</summary>
    public static Reason? WhyNot(RunView view, LimitSource source, Limit limit)
    {
        string[] phases = limit.Rule switch
        {
            Budgets.Growth growth => [growth.From, growth.To],
            ReturnsTo returns => [returns.From, returns.After],
            _ => [],
        };
        var silent = Array.Find(phases, name => !Collected(view, source, view.PhaseWindow(name).SecondHalf));
        if (silent is not null)
            return SlopeReasons.NoKnownCollectionIn(silent);
        return source.Notices.Count > 0 && limit.Evidence is null
            && view.Run.Metrics.Exists(r => r.Sample?.NextGc is not null)
            ? SlopeReasons.ExportOrCollect(source.Notices[0])
            : null;
    }

    /// <summary>Whether the number of collections rose in a window.</summary>
    public static bool Collected(RunView view, LimitSource source, Window window)
    {
        var inside = source.Values.Where(v => window.Contains(v.At)).ToList();
        var counts = CollectionCounts.At(view.Run, inside);
        return counts.Length > 1 && counts[^1] > counts[0];
    }
}
