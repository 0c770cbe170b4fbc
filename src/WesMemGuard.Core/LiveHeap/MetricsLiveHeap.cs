using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>
/// Reads the live heap from plain <c>/metrics</c> pages, without touching the process: one point a collection, by
/// <see cref="GoalRule"/>.
/// </summary>
internal static class MetricsLiveHeap
{
    /// <summary>The points of the pages, one a collection, or why there are none.</summary>
    /// <param name="pages">Pages in time order.</param>
    /// <param name="facts">What is known beside them; null: nothing.</param>
    /// <param name="isForced">Which collections, by their number, were asked for; null: none.</param>
    /// <param name="whole">All pages of the run, which tell more of its settings than those of a window; null:
    /// <paramref name="pages"/>.</param>
    public static LiveHeapSeries Read(
        IReadOnlyList<Reading<MetricsSample>> pages, CollectorFacts? facts = null, Func<double, bool>? isForced = null,
            IReadOnlyList<Reading<MetricsSample>>? whole = null)
    {
        facts ??= CollectorFacts.Unknown;
        var present = Present(pages);
        if (present.Count == 0)
            return None(LiveHeapReasons.NoAnswer());
        var exported = present.Exists(p => p.Sample.HeapLive is not null);
        if (!exported && present.TrueForAll(p => p.Sample.NextGc is null))
            return None(LiveHeapReasons.NoNextGc());
        var all = Collection.Of(present).FindAll(c => c.Page.GcCount is not 0
            && (exported ? c.Page.HeapLive : c.Page.NextGc) is not null);
        var natural = isForced is null ? all : all.FindAll(c => c.Page.GcCount is not { } count || !isForced(count));
        if (natural.Count == 0)
            return None(all.Count == 0
                ? LiveHeapReasons.NoCollection() : LiveHeapReasons.AllForced(), exported
                ? LiveHeapEvidence.Exported : LiveHeapEvidence.NextGc) with
            { Bounds = Uncollected(present) };
        return exported
            ? Exported(natural)
            : ByGoal(present, natural, facts,
                whole is null || whole.Count == pages.Count ? all : Told(Collection.Of(Present(whole))));
    }

    private static List<(DateTimeOffset At, MetricsSample Sample)> Present(IReadOnlyList<Reading<MetricsSample>> pages) =>
        pages.Where(p => p.Sample is not null).Select(p => (p.At, Sample: p.Sample!)).ToList();

    /// <summary>
    /// Before the first collection, which never comes when the collector is off, all that was allocated bounds what is
    /// live.
    /// </summary>
    private static List<LiveHeapPoint> Uncollected(List<(DateTimeOffset At, MetricsSample Sample)> pages) =>
        pages.TrueForAll(p => p.Sample is { GcCount: 0, HeapAlloc: not null })
            ? pages.ConvertAll(p => new LiveHeapPoint(p.At, p.Sample.HeapAlloc!.Value, 0, p.Sample.AllocTotal) { Low = 0 }) : [];

    private static List<Collection> Told(List<Collection> collections) =>
        collections.FindAll(c => c.Page is { GcCount: not 0, NextGc: not null });

    private static LiveHeapSeries None(Reason why, LiveHeapEvidence evidence = LiveHeapEvidence.NextGc) =>
        new(evidence, [], why, []);

    private static LiveHeapSeries Exported(List<Collection> collections) => new(
        LiveHeapEvidence.Exported,
            collections.ConvertAll(c => new LiveHeapPoint(c.At, c.Page.HeapLive!.Value, 0, c.Page.AllocTotal)), null,
            []);

    private static LiveHeapSeries ByGoal(List<(DateTimeOffset At, MetricsSample Sample)> pages,
        List<Collection> collections,
        CollectorFacts facts, List<Collection> whole)
    {
        var settings = SettingsCheck.Of(whole, facts);
        var moves = RisesTwiceWithoutCollection(pages);
        var ruling = collections.ConvertAll(c => GoalRule.RegimeOf(c.Page, facts));
        var regimes = moves || settings.Trust == SettingsTrust.Wrong ? ruling.ConvertAll(_ => GoalRegime.Off) : ruling;
        var floating = FloatingGarbage.Of(collections);
        var leastGoal = whole.Min(c => c.Page.NextGc!.Value);
        LiveHeapPoint Value(Collection c) => (settings.Trust == SettingsTrust.Assumed
            ? GoalRule.Assumed(c, facts, leastGoal) : GoalRule.Point(c, facts)) with
        { Floating = floating[c] };
        var points = Boot.Without(Ruled(collections, regimes), Value);
        var known = collections.Select((c, i) => regimes[i] == GoalRegime.Ruled
            ? Value(c) : GoalRule.Bound(c, facts, regimes[i])).ToList();
        var why = settings.Trust == SettingsTrust.Wrong
            ? SettingsReason(settings,
                pages.Exists(p => p.Sample.GoGcPercent is not null) || facts.GoGcPercent is not null)
            : WhyNone(collections, ruling, points.Count, moves);
        var percent = 100 * GoalRule.Share(collections[0].Page, facts);
        if (why is not null)
            return new LiveHeapSeries(LiveHeapEvidence.NextGc, [], why, [], percent) { Bounds = known };
        return new LiveHeapSeries(LiveHeapEvidence.NextGc, points, null, [.. Notices(pages, facts, settings)], percent)
        {
            Bounds = points.Count == known.Count ? [] : WithoutBoot(known, collections, regimes, points),
        };
    }

    private static List<Collection> Ruled(List<Collection> collections, List<GoalRegime> regimes) =>
        collections.Where((_, i) => regimes[i] == GoalRegime.Ruled).ToList();

    /// <summary>A goal of the boot that is no point is no bound either: the heap is not whole yet.</summary>
    private static List<LiveHeapPoint> WithoutBoot(List<LiveHeapPoint> known, List<Collection> collections,
        List<GoalRegime> regimes, List<LiveHeapPoint> points)
    {
        var kept = points.Select(p => p.At).ToHashSet();
        return known.Where((_, i) => regimes[i] != GoalRegime.Ruled || kept.Contains(collections[i].At)).ToList();
    }

    /// <summary>
    /// Steps 4, 5 and 7 of live-heap.md: the regimes in which next_gc says nothing of the live heap. One collection
    /// of them leaves a growth without its points.
    /// </summary>
    private static Reason? WhyNone(List<Collection> collections, List<GoalRegime> regimes, int points, bool moves)
    {
        if (regimes.Contains(GoalRegime.Off))
            return LiveHeapReasons.CollectorOff();
        if (regimes.IndexOf(GoalRegime.LimitBinds) is >= 0 and var bound)
            return collections[bound].Page.MemoryLimit is { } limit
                ? LiveHeapReasons.LimitBinds(new ByteSize(limit)) : LiveHeapReasons.LimitBindsUntold();
        if (regimes.Contains(GoalRegime.LimitUntold))
            return LiveHeapReasons.LimitUnknown();
        if (moves)
            return LiveHeapReasons.LimitMoves();
        return points > 0
            ? null : regimes.TrueForAll(r => r == GoalRegime.Smallest)
                ? LiveHeapReasons.Tiny() : LiveHeapReasons.JustStarted();
    }

    private static Reason SettingsReason(SettingsFinding found, bool told) => found.Ratio < 1
        ? told ? LiveHeapReasons.GogcNotAsTold(found.At) : LiveHeapReasons.GogcWrong(found.At)
        : told ? LiveHeapReasons.SettingsNotAsTold(found.Ratio) : LiveHeapReasons.SettingsUntold(found.Ratio);

    private static IEnumerable<Reason> Notices(List<(DateTimeOffset At, MetricsSample Sample)> pages,
        CollectorFacts facts,
        SettingsFinding settings)
    {
        if (pages.TrueForAll(p => p.Sample.GoGcPercent is null))
        {
            yield return facts.GoGcPercent is { } percent ? LiveHeapReasons.GogcOfEnvironment(percent)
                : settings.Trust == SettingsTrust.Confirmed
                    ? LiveHeapReasons.GogcConfirmed() : LiveHeapReasons.GogcAssumed();
        }

        if (pages.Select(p => p.Sample.GoGcPercent).Where(q => q is not null).Distinct().Count() > 1)
            yield return LiveHeapReasons.GogcChanged();
        if (pages.TrueForAll(p => p.Sample.MemoryLimit is null) && facts.MemoryLimit is null)
            yield return LiveHeapReasons.NoLimitKnown();
    }

    private static bool RisesTwiceWithoutCollection(List<(DateTimeOffset At, MetricsSample Sample)> pages)
    {
        var moves = 0;
        for (var i = 1; i < pages.Count; i++)
        {
            var (a, b) = (pages[i - 1].Sample, pages[i].Sample);
            var sameCollection = a.GcCount is not null && a.GcCount == b.GcCount && a.GoGcPercent == b.GoGcPercent
                && a.MemoryLimit == b.MemoryLimit;
            moves = sameCollection && a.NextGc != b.NextGc ? moves + 1 : sameCollection ? moves : 0;
            if (moves >= 2)
                return true;
        }

        return false;
    }
}
