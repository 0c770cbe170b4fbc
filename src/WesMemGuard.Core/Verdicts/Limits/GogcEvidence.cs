using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>
/// Whether a GOGC that changes is the one that the collector goes by. Right after a collection <c>heap_alloc</c> lies
/// at the live heap, whatever GOGC is; the live heap by a GOGC that the collector doesn't go by lies off, by as much
/// for all collections of that GOGC.
/// </summary>
internal static class GogcEvidence
{
    private const int FewestCollections = 3;

    /// <summary>Right ones agree within 3 % (live-heap.md).</summary>
    private const double MostRatio = 1.05;

    /// <summary>Why it isn't; null when it doesn't change, agrees, or can't be told.</summary>
    public static Reason? Contradicted(MemoryRun run, Window window)
    {
        var collections = run.Metrics
            .Where(r => window.Contains(r.At)
                && r.Sample is { GcCount: not null, NextGc: > 0, GoGcPercent: > 0, HeapAlloc: > 0 })
            .GroupBy(r => (r.Sample!.GcCount, r.Sample.GoGcPercent))
            .Select(g => (Gogc: g.Key.GoGcPercent!.Value,
                Above: g.Min(r =>
                r.Sample!.HeapAlloc!.Value) / (g.Min(r => r.Sample!.NextGc!.Value) / (1 + (g.Key.GoGcPercent.Value / 100)))))
            .ToList();
        if (collections.Count == 0)
            return null;
        var (least, most) = (collections.Min(c => c.Gogc), collections.Max(c => c.Gogc));
        // The outer thirds: where it drifts, those in the middle are nearly alike.
        var third = (most - least) / 3;
        var lower = collections.Where(c => c.Gogc <= least + third).Select(c => c.Above).ToList();
        var upper = collections.Where(c => c.Gogc >= most - third).Select(c => c.Above).ToList();
        if (most <= least || lower.Count < FewestCollections || upper.Count < FewestCollections)
            return null;
        var (low, high) = (lower.Min(), upper.Min());
        return Math.Max(low, high) / Math.Min(low, high) > MostRatio
            ? EvidenceReasons.Gogc(least, most, low, high) : null;
    }
}
