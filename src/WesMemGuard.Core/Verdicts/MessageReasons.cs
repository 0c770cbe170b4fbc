using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts;

/// <summary>The sentences of a verdict's message, line by line.</summary>
internal static class MessageReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(MessageReasons));

    /// <summary>Whose figure in which scenario: <c>rss in scenario "idle"</c>.</summary>
    public static Reason Subject(string? module, string metric, string scenario) => module is null
        ? new(Texts, "message.ofProcess", ("metric", metric), ("scenario", scenario))
        : new(Texts, "message.ofModule", ("module", module), ("metric", metric), ("scenario", scenario));

    public static Reason ShouldStay(Reason subject, string bound, string? phase) =>
        new(Texts, "message.shouldStay", ("subject", subject), ("bound", bound), ("phase", phase));

    public static Reason ShouldGrow(Reason subject, string bound, string? phase) =>
        new(Texts, "message.shouldGrow", ("subject", subject), ("bound", bound), ("phase", phase));

    public static Reason ShouldGrowBetween(Reason subject, string bound, string from, string to) =>
        new(Texts, "message.shouldGrowBetween", ("subject", subject), ("bound", bound), ("from", from), ("to", to));

    public static Reason ShouldReturn(Reason subject, string bound, string from, string after) =>
        new(Texts, "message.shouldReturn", ("subject", subject), ("bound", bound), ("from", from), ("after", after));

    public static Reason CouldNotBeJudged(Reason subject) => new(Texts, "message.notJudged", ("subject", subject));

    public static Reason CouldNotBeMeasured(Reason subject) => new(Texts, "message.notMeasured", ("subject", subject));

    public static Reason Because(Reason why) => new(Texts, "message.because", ("why", why));

    public static Reason Peaked(string value, Reason? interval) => new(Texts, "message.peaked", ("value", value), ("interval", interval));

    public static Reason Kept(string value, Reason? interval, Reason? stopped) =>
        new(Texts, "message.kept", ("value", value), ("interval", interval), ("stopped", stopped));

    public static Reason Reached(string value, Reason? interval) => new(Texts, "message.reached", ("value", value), ("interval", interval));

    public static Reason StayedAbove(string value, Reason? interval) =>
        new(Texts, "message.stayedAbove", ("value", value), ("interval", interval));

    public static Reason ButDied(Reason death) => new(Texts, "message.butDied", ("death", death));

    public static Reason Grew(string value, Reason? interval) => new(Texts, "message.grew", ("value", value), ("interval", interval));

    /// <param name="percent">Its confidence; null for the range of what was seen.</param>
    /// <param name="low">Its lower end.</param>
    /// <param name="high">Its upper end.</param>
    public static Reason Interval(double? percent, string low, string high) =>
        new(Texts, "message.interval", ("percent", percent is { } p ? p : ReasonValue.None), ("low", low), ("high", high));

    public static Reason Budget(string limit, string? phase, TimeSpan? warmUp, string file, int line) => new(
        Texts, "message.budget", ("limit", limit), ("phase", phase), ("warmUp", warmUp is { } w ? w : ReasonValue.None),
            ("place", FormattableString.Invariant($"{file}:{line}")));

    /// <param name="measured">How it was measured; null: not at all.</param>
    /// <param name="value">The figure, where no verdict says it.</param>
    /// <param name="interval">Its interval.</param>
    public static Reason Measured(Reason? measured, string? value, Reason? interval) =>
        new(Texts, "message.measured", ("measured", measured ?? new Reason(Texts, "message.nothing")), ("value", value),
            ("interval", interval));

    public static Reason Since(DateTimeOffset at, Reason? inPhase) => new(Texts, "message.since", ("at", at), ("inPhase", inPhase));

    public static Reason AfterPhaseBegan(TimeSpan after, string phase) =>
        new(Texts, "message.afterPhaseBegan", ("after", after), ("phase", phase));

    public static Reason SinceUnknown() => new(Texts, "message.sinceUnknown");

    public static Reason SuspectUnknown(Reason? why) =>
        new(Texts, "message.suspectUnknown", ("why", why ?? new Reason(Texts, "message.nobodyFound")));

    public static Reason Suspect(string module, Reason growth, string function, string? where, bool isSure) => new(
        Texts, "message.suspect", ("module", module), ("growth", growth), ("function", function), ("where", where),
        ("unsure", isSure ? ReasonValue.None : new Reason(Texts, "message.unsure")));

    public static Reason GrownBytes(ByteSize bytes, double percent, ByteSize low, ByteSize high) =>
        new(Texts, "message.grownBytes", ("bytes", bytes), ("percent", percent), ("low", low), ("high", high));

    public static Reason GrownBytesAnHour(ByteSize bytes, double percent, ByteSize rate, ByteSize low, ByteSize high) =>
        new(Texts, "message.grownBytesAnHour", ("bytes", bytes), ("percent", percent), ("rate", rate), ("low", low), ("high", high));

    public static Reason GrownCount(double count, double percent, double? rate) =>
        new(Texts, "message.grownCount", ("count", count), ("percent", percent), ("rate", rate is { } r ? r : ReasonValue.None));

    /// <summary>Profiles name nobody, though somebody was seen otherwise.</summary>
    public static Reason ByProfiles(Reason? why) =>
        new(Texts, "message.byProfiles", ("why", why ?? new Reason(Texts, "message.nobodyFound")));

    /// <summary>The holders that profiles show are a part of the growth only.</summary>
    public static Reason ProfilesExplain(ByteSize explained, ByteSize all, TimeSpan elapsed) =>
        new(Texts, "message.profilesExplain", ("explained", explained), ("all", all), ("elapsed", elapsed));

    public static Reason WaitsFor(Reason waiting) => new(Texts, "message.waitsFor", ("waiting", waiting));

    public static Reason Waiting(string what, int least, int most, long goroutines) =>
        new(Texts, "message.waiting", ("what", what), ("least", least), ("most", most), ("goroutines", goroutines));

    /// <summary>A module or library with what is special about it: <c>api (no reporter)</c>.</summary>
    public static Reason Holder(string module, SuspectHolder kind) => kind switch
    {
        SuspectHolder.Module => InputReasons.Verbatim(module),
        SuspectHolder.NoReporter => new(Texts, "message.noReporter", ("module", module)),
        SuspectHolder.ThirdParty => new(Texts, "message.thirdParty", ("module", module)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    /// <summary>What a goroutineleak profile says: no growth need be told from noise to know it.</summary>
    public static Reason LeakedGoroutines(double count, double inFunction, string function) => new(Texts, "message.leakedGoroutines",
        ("count", count), ("inFunction", inFunction), ("function", function));

    public static Reason Stack(string calls) => new(Texts, "message.stack", ("calls", calls));

    public static Reason NoCounter(string module) => new(Texts, "message.noCounter", ("module", module));

    public static Reason OwnCounter(string grown, bool isBlind) =>
        new(Texts, "message.ownCounter", ("grown", grown), ("blind", isBlind ? new Reason(Texts, "message.blind") : ReasonValue.None));

    public static Reason Dark(ByteSize bytes, IReadOnlyList<Reason> shares) =>
        new(Texts, "message.dark", ("bytes", bytes), ("shares", ReasonValue.Of(shares)));

    public static Reason DarkShare(GrowthHolder kind, string module, int percent) => kind switch
    {
        GrowthHolder.Module => new(Texts, "message.shareOfModule", ("module", module), ("percent", percent)),
        GrowthHolder.OtherModules => new(Texts, "message.shareOfOthers", ("percent", percent)),
        GrowthHolder.OwnCounters => new(Texts, "message.shareOfCounters", ("percent", percent)),
        GrowthHolder.GoroutineStacks => new(Texts, "message.shareOfStacks", ("percent", percent)),
        GrowthHolder.Arenas => new(Texts, "message.shareOfArenas", ("percent", percent)),
        GrowthHolder.Unexplained => new(Texts, "message.shareUnexplained", ("percent", percent)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such holder"),
    };

    public static Reason StillGoroutines(double least, double most) =>
        new(Texts, "message.stillGoroutines", ("least", least), ("most", most));

    public static Reason StillOpenFiles(double least, double most) =>
        new(Texts, "message.stillOpenFiles", ("least", least), ("most", most));

    public static Reason StillThreads(double least, double most) => new(Texts, "message.stillThreads", ("least", least), ("most", most));

    public static Reason FreedItself(int times) => new(Texts, "message.freedItself", ("times", times));

    public static Reason RuledOut(IReadOnlyList<Reason> still) => new(Texts, "message.ruledOut", ("still", ReasonValue.Of(still)));

    public static Reason CapturedFiles(IReadOnlyList<string> files) => new(Texts, "message.captured", ("files", ReasonValue.Of(files)));

    public static Reason Evidence(string path, string evidence, Reason? window) =>
        new(Texts, "message.evidence", ("path", path), ("evidence", SourceReasons.Named(evidence)), ("window", window));

    public static Reason Window(DateTimeOffset from, DateTimeOffset to) => new(Texts, "message.window", ("from", from), ("to", to));

    public static Reason ProfilesNotRead() => new(Texts, "message.profilesNotRead");

    public static Reason ProfilesSilent(string metric) => new(Texts, "message.profilesSilent", ("metric", metric));

    public static Reason NoFunctionOf(string module) => new(Texts, "message.noFunctionOf", ("module", module));
}
