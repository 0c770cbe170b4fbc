using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>What peaks, levels and heap profiles say of a limit.</summary>
internal static class LimitReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LimitReasons));

    public static Reason EverySampleWithin() => new(Texts, "peak.within");

    public static Reason NoSample() => new(Texts, "peak.noSample");

    public static Reason PeakAbove(DateTimeOffset at) => new(Texts, "peak.above", ("at", at));

    /// <summary>An exact breach stands whatever else was missing; this was.</summary>
    public static Reason SeenAlthough(Reason gate) => new(Texts, "peak.seenAlthough", ("gate", gate));

    /// <summary>Every collection leaves at most so much, which keeps the limit.</summary>
    public static Reason WithinBound(string high) => new(Texts, "peak.withinBound", ("high", high));

    public static Reason CrestBetween(ByteSize goal) => new(Texts, "peak.crest", ("goal", goal));

    /// <summary>What the evidence leaves open reaches across the limit.</summary>
    public static Reason Between(string low, string high, Reason? why) =>
        new(Texts, "live.between", ("low", low), ("high", high), ("why", why));

    public static Reason StacksOpen() => new(Texts, "live.stacksOpen");

    public static Reason StacksGrow(ByteSize hourly) => new(Texts, "live.stacksGrow", ("hourly", hourly));

    /// <summary>What is open of a live heap whose ends have no value reaches across the limit.</summary>
    public static Reason OpenSpans(Reason? why) => new(Texts, "live.openSpans", ("why", why));

    public static Reason FloorsArePeaks() => new(Texts, "peak.floors");

    public static Reason FloorsBetween(string high) => new(Texts, "peak.floorsBetween", ("high", high));

    public static Reason LevelWithinBounds() => new(Texts, "levels.withinBounds");

    public static Reason PhasesReversed(string from, string to) => new(Texts, "levels.reversed", ("from", from), ("to", to));

    public static Reason LevelAbove() => new(Texts, "levels.above");

    public static Reason LevelWithin() => new(Texts, "levels.within");

    /// <summary>The spread of what a level rests on spans the limit.</summary>
    /// <param name="ofLiveHeap">Whether they are live-heap points; else samples.</param>
    public static Reason SpreadSpans(bool ofLiveHeap) => new(Texts, "levels.spans", ("points", Points(ofLiveHeap)));

    public static Reason NothingLeftOf(string phase) => new(Texts, "levels.nothingLeft", ("phase", phase));

    public static Reason NoPointsIn(string phase, bool ofLiveHeap) =>
        new(Texts, "levels.none", ("points", Points(ofLiveHeap)), ("phase", phase));

    public static Reason UnitsNeedMoreProfiles() => new(Texts, "profiles.units");

    public static Reason NothingAfterWarmUp() => new(Texts, "profiles.nothingAfterWarmUp");

    public static Reason ProfileAbove(DateTimeOffset at) => new(Texts, "profiles.above", ("at", at));

    public static Reason ProfileSpans(DateTimeOffset at) => new(Texts, "profiles.spans", ("at", at));

    public static Reason OneProfile() => new(Texts, "profiles.one");

    public static Reason ProfilesWithin() => new(Texts, "profiles.within");

    public static Reason NoProfileInPhase(string phase) => new(Texts, "profiles.noneInPhase", ("phase", phase));

    public static Reason SameProfile() => new(Texts, "profiles.same");

    public static Reason ProfilesNotComparable() => new(Texts, "profiles.notComparable");

    public static Reason ModuleGrewAbove() => new(Texts, "profiles.grewAbove");

    public static Reason ModuleGrowthSpans() => new(Texts, "profiles.growthSpans");

    public static Reason ModuleGrowthWithin() => new(Texts, "profiles.growthWithin");

    public static Reason SamplingErrorSpans(int profiles) => new(Texts, "profiles.errorSpans", ("profiles", profiles));

    public static Reason TooFewProfiles(int profiles, int needed) =>
        new(Texts, "profiles.tooFew", ("profiles", profiles), ("needed", needed));

    public static Reason ProfilesNotRead() => new(Texts, "profiles.notRead");

    public static Reason NoneReadable() => new(Texts, "profiles.noneReadable");

    /// <summary>The run has no client beside its node.</summary>
    public static Reason NoClient() => new(Texts, "client.none");

    /// <summary>Fewer dumps of a heap than a growth needs.</summary>
    public static Reason NoHeapDumps(int dumps) => new(Texts, "client.noHeapDumps", ("dumps", dumps));

    public static Reason HeapDumpsUnread() => new(Texts, "client.heapDumpsUnread");

    public static Reason NoTypeGrew() => new(Texts, "client.dumpsAlike");

    /// <summary>Of a .NET process whose runtime told no full collection.</summary>
    public static Reason NoFullCollection() => new(Texts, "client.noFullCollection");

    public static Reason NoneInWindow() => new(Texts, "profiles.noneInWindow");

    public static Reason ProfilesLost(int lost, int all) => new(Texts, "profiles.lost", ("lost", lost), ("all", all));

    private static Reason Points(bool ofLiveHeap) => new(Texts, ofLiveHeap ? "levels.liveHeapPoints" : "levels.samples");
}
