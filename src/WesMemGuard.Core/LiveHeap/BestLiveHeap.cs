using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>The live heap of a whole run by the best evidence that it holds, in the judge's order.</summary>
public static class BestLiveHeap
{
    /// <summary>Collections that were asked for, else <c>/metrics</c>; without points it says why. Floors are read apart.</summary>
    public static LiveHeapSeries Of(MemoryRun run) =>
        run.LiveHeap.Any(r => r.Sample is not null) ? CollectedLiveHeap.Read(run.LiveHeap) : MetricsLiveHeap.Read(run.Metrics);
}
