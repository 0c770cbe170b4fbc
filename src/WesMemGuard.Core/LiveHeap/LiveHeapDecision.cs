using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>
/// Which live heap a window of a run has: the only decision of it. The judge, the diagnosis, the analysis, watch,
/// reports and the self test all ask here, so that no two of them rest on different evidence.
/// </summary>
/// <param name="Taken">What counts; without points it says why, and floors of heap_alloc are all that is left.</param>
/// <param name="Others">What else was there, best first, and why it was not taken.</param>
internal sealed record LiveHeapDecision(LiveHeapSeries Taken, IReadOnlyList<LiveHeapPassedOver> Others)
{
    /// <summary>
    /// Fewer forced collections than decide anything are not worth the natural ones, which go on all the time.
    /// </summary>
    private const int FewestForced = 5;

    /// <summary>
    /// A collection of the window may first be seen on the page after it; the boot rule needs the pages before it.
    /// </summary>
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(60);

    /// <summary>The live heap of a whole run.</summary>
    public static LiveHeapSeries Of(MemoryRun run) => Of(run, null, null).Taken;

    /// <summary>The live heap of a window.</summary>
    /// <param name="run">What was seen.</param>
    /// <param name="from">Start of the window, UTC; null: the run's.</param>
    /// <param name="to">End of the window, UTC; null: the run's.</param>
    /// <param name="asked">The evidence that a limit asks for; null: the best there is.</param>
    public static LiveHeapDecision Of(MemoryRun run, DateTimeOffset? from, DateTimeOffset? to, Evidence? asked = null)
    {
        var facts = CollectorFacts.Of(run);
        var forced = CollectedLiveHeap.Read(run.LiveHeap, run.Metrics, facts);
        var natural = Natural(run, facts, from, to);
        var taken = asked switch
        {
            Evidence.Gc => forced,
            Evidence.NextGc => natural,
            Evidence.Floors => Floors(run),
            _ => Best(run, forced, natural),
        };
        return new LiveHeapDecision(Within(taken, from, to), [.. PassedOver(taken, [forced, natural], run)]);
    }

    private static LiveHeapSeries Best(MemoryRun run, LiveHeapSeries forced, LiveHeapSeries natural)
    {
        if (forced.Points.Count >= FewestForced || (forced.Points.Count > 0 && natural.Points.Count == 0))
            return forced;
        return run.Metrics.Exists(r => r.Sample is { NextGc: not null } or { HeapLive: not null })
            ? natural : Floors(run);
    }

    private static LiveHeapSeries Natural(MemoryRun run, CollectorFacts facts, DateTimeOffset? from, DateTimeOffset? to)
    {
        var numbers = run.LiveHeap.Where(r => r.Sample is not null).Select(r => r.Sample!.NumGc).ToHashSet();
        var pages = from is null && to is null ? run.Metrics
            : run.Metrics.FindAll(r => r.At >= (from ?? DateTimeOffset.MinValue + Before) - Before
                && r.At <= (to ?? DateTimeOffset.MaxValue - After) + After);
        return MetricsLiveHeap.Read(pages, facts, numbers.Count == 0 ? null : numbers.Contains, run.Metrics);
    }

    private static LiveHeapSeries Floors(MemoryRun run) => new(LiveHeapEvidence.Floors, [], WhyFloors(run), []);

    private static Reason WhyFloors(MemoryRun run)
    {
        if (run.Metrics.Exists(r => r.Sample is not null))
            return LiveHeapReasons.NoNextGc();
        if (run.Metrics.Count == 0)
            return run.Header.Origin == RunOrigin.Log ? LiveHeapReasons.Log() : LiveHeapReasons.NoPages();
        return run.Metrics.TrueForAll(r => r.Miss is { IsUnbelieved: true })
            ? LiveHeapReasons.PageUnreadable(run.Metrics[^1].Miss!.Detail)
            : LiveHeapReasons.PagesMissed(MissReasons.Counted(run.Metrics.Select(r => r.Miss)));
    }

    private static LiveHeapSeries Within(LiveHeapSeries series, DateTimeOffset? from, DateTimeOffset? to)
    {
        bool Inside(LiveHeapPoint point) => (from is null || point.At >= from) && (to is null || point.At <= to);
        return from is null
            && to is null ? series : series with { Points = [.. series.Points.Where(Inside)], Bounds = [.. series.Bounds.Where(Inside)] };
    }

    private static IEnumerable<LiveHeapPassedOver> PassedOver(LiveHeapSeries taken, LiveHeapSeries[] all, MemoryRun run)
    {
        foreach (var other in all.Where(o => o.Evidence != taken.Evidence))
        {
            var isThere = other.Evidence == LiveHeapEvidence.Collected ? run.LiveHeap.Count > 0 : run.Metrics.Count > 0;
            if (isThere)
                yield return new LiveHeapPassedOver(other.Name, other.WhyNone
                    ?? (taken.Evidence == LiveHeapEvidence.Collected
                    ? LiveHeapReasons.NeverMixed() : LiveHeapReasons.FewForced(other.Points.Count)));
        }
    }
}

/// <summary>A live heap that a window has and that was not taken.</summary>
/// <param name="Name">The evidence's name.</param>
/// <param name="Why">Why it was not taken.</param>
internal sealed record LiveHeapPassedOver(string Name, Reason Why);
