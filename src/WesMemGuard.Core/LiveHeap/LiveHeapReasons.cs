using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.LiveHeap;

/// <summary>
/// What there is to say of live-heap evidence: why it can't be read, and what a reader must know of it.
/// </summary>
internal static class LiveHeapReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LiveHeapReasons));

    public static Reason NotAsked() => new(Texts, "live.notAsked");

    public static Reason NoAnswer() => new(Texts, "live.noAnswer");

    public static Reason NoNextGc() => new(Texts, "live.noNextGc");

    public static Reason NoCollection() => new(Texts, "live.noCollection");

    public static Reason JustStarted() => new(Texts, "live.justStarted");

    public static Reason GogcWrong(DateTimeOffset at) => new(Texts, "live.gogcWrong", ("at", at));

    public static Reason CollectorOff() => new(Texts, "live.collectorOff");

    public static Reason LimitBinds(ByteSize limit) => new(Texts, "live.limitBinds", ("limit", limit));

    /// <summary>A limit that nobody tells rules the goal.</summary>
    public static Reason LimitBindsUntold() => new(Texts, "live.limitBindsUntold");

    /// <summary>The settings that are told can't be: the estimate exceeds what is there.</summary>
    public static Reason GogcNotAsTold(DateTimeOffset at) => new(Texts, "live.gogcNotAsTold", ("at", at));

    /// <summary>The settings that are assumed can't be: heap_alloc stays too far above what they mean.</summary>
    public static Reason SettingsUntold(double ratio) => new(Texts, "live.settingsUntold", ("ratio", ratio));

    /// <summary>The settings that are told can't be: heap_alloc stays too far above what they mean.</summary>
    public static Reason SettingsNotAsTold(double ratio) => new(Texts, "live.settingsNotAsTold", ("ratio", ratio));

    public static Reason GogcOfEnvironment(double percent) =>
        new(Texts, "live.gogcOfEnvironment", ("percent", percent));

    public static Reason GogcConfirmed() => new(Texts, "live.gogcConfirmed");

    /// <summary>Natural collections were wanted, and all were forced.</summary>
    public static Reason AllForced() => new(Texts, "live.allForced");

    public static Reason NeverMixed() => new(Texts, "live.neverMixed");

    public static Reason FewForced(int count) => new(Texts, "live.fewForced", ("count", count));

    public static Reason LimitMoves() => new(Texts, "live.limitMoves");

    public static Reason LimitUnknown() => new(Texts, "live.limitUnknown");

    public static Reason Tiny() => new(Texts, "live.tiny");

    public static Reason GogcAssumed() => new(Texts, "live.gogcAssumed");

    public static Reason GogcChanged() => new(Texts, "live.gogcChanged");

    public static Reason NoLimitKnown() => new(Texts, "live.noLimitKnown");

    public static Reason Forced() => new(Texts, "live.forced");

    /// <summary>Growth is judged by the forced collections of a quiet process alone.</summary>
    public static Reason Quiet(int quiet, int all) => new(Texts, "live.quiet", ("quiet", quiet), ("all", all));

    public static Reason NoPages() => new(Texts, "live.noPages");

    /// <summary>A page answered, and nothing on it is believed.</summary>
    public static Reason PageUnreadable(string detail) => new(Texts, "live.pageUnreadable", ("detail", detail));

    /// <summary>No page answered; how that was, most frequent first.</summary>
    public static Reason PagesMissed(IReadOnlyList<Reason> kinds) =>
        new(Texts, "live.pagesMissed", ("kinds", ReasonValue.Of(kinds)));

    public static Reason Log() => new(Texts, "live.log");

    /// <summary>Floors stand in for live-heap points, and why.</summary>
    public static Reason Floors(Reason why) => new(Texts, "live.floors", ("why", why));
}
