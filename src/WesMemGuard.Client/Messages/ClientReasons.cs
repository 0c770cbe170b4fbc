using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Client.Messages;

/// <summary>What is said of a client's memory.</summary>
internal static class ClientReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(ClientReasons));

    /// <summary>Whose live heap.</summary>
    public static Reason LiveHeapOf(string client) => new(Texts, "client.liveHeap", ("client", client));

    public static Reason ConnectionsOf(string client) => new(Texts, "client.connections", ("client", client));

    public static Reason TimersOf(string client) => new(Texts, "client.timers", ("client", client));

    public static Reason HandlesOf(string client) => new(Texts, "client.handles", ("client", client));

    public static Reason ThreadsOf(string client) => new(Texts, "client.threads", ("client", client));

    public static Reason AssembliesOf(string client) => new(Texts, "client.assemblies", ("client", client));

    public static Reason FinalizationQueueOf(string client) => new(Texts, "client.finalizationQueue", ("client", client));

    public static Reason LargeObjectsOf(string client) => new(Texts, "client.largeObjects", ("client", client));

    public static Reason PinnedObjectsOf(string client) => new(Texts, "client.pinnedObjects", ("client", client));

    public static Reason FragmentationOf(string client) => new(Texts, "client.fragmentation", ("client", client));

    public static Reason NativeOf(string client) => new(Texts, "client.native", ("client", client));

    /// <summary>The unit in which growth is counted.</summary>
    public static Reason PerCall() => new(Texts, "client.perCall");

    public static Reason PerThousandCalls() => new(Texts, "client.perThousandCalls");

    public static Reason ShouldGrow(Reason subject, string limit, Reason per) =>
        new(Texts, "client.shouldGrow", ("subject", subject), ("limit", limit), ("per", per));

    public static Reason ShouldReturn(Reason subject) => new(Texts, "client.shouldReturn", ("subject", subject));

    public static Reason Kept(string bytes, Reason per, Reason? interval) =>
        new(Texts, "client.kept", ("bytes", bytes), ("per", per), ("interval", interval));

    /// <param name="bytes">Its growth.</param>
    /// <param name="objects">The objects of it; null when they were not counted.</param>
    /// <param name="per">The unit.</param>
    /// <param name="interval">The interval of the bytes.</param>
    public static Reason Grew(string bytes, double? objects, Reason per, Reason? interval) => new(
        Texts, "client.grew", ("bytes", bytes), ("objects", objects is { } o ? o : ReasonValue.None), ("per", per), ("interval", interval));

    public static Reason Returned(double from, double to) => new(Texts, "client.returned", ("from", from), ("to", to));

    public static Reason Rose(double from, double to, long calls) =>
        new(Texts, "client.rose", ("from", from), ("to", to), ("calls", calls));

    public static Reason Limit(string limit, Reason per, string place) =>
        new(Texts, "client.limit", ("limit", limit), ("per", per), ("place", place));

    public static Reason LimitOfCount(string place) => new(Texts, "client.limitOfCount", ("place", place));

    /// <param name="cycles">How many cycles.</param>
    /// <param name="calls">The calls in them.</param>
    /// <param name="elapsed">How long all took, in seconds.</param>
    /// <param name="warmUpCalls">The calls before.</param>
    /// <param name="first">The level after warm-up.</param>
    /// <param name="last">The last one.</param>
    public static Reason Measured(int cycles, long calls, double elapsed, long warmUpCalls, string first, string last) =>
        new(Texts, "client.measured", ("cycles", cycles), ("calls", calls), ("elapsed", elapsed), ("warmUpCalls", warmUpCalls),
            ("first", first), ("last", last));

    /// <param name="type">As C# writes it.</param>
    /// <param name="count">How many a call leaves; null where one grows in size.</param>
    /// <param name="bytes">What a call leaves in them.</param>
    /// <param name="path">What keeps them; null when it isn't known.</param>
    public static Reason Suspect(string type, double? count, string bytes, string? path) => new(Texts, "client.suspect",
        ("type", type), ("count", count is { } c ? c : ReasonValue.None), ("bytes", bytes), ("path", path));

    public static Reason OtherTypes(int types, string bytes) => new(Texts, "client.otherTypes", ("types", types), ("bytes", bytes));

    public static Reason Foretold(string rule, string place, string field) =>
        new(Texts, "client.foretold", ("rule", rule), ("place", place), ("field", field));

    public static Reason NotForetold(string field) => new(Texts, "client.notForetold", ("field", field));

    public static Reason NoErrorLog() => new(Texts, "client.noErrorLog");

    public static Reason Grows() => new(Texts, "client.grows");

    /// <summary>The heap could not be walked, so that no type is known.</summary>
    public static Reason GrowsUnwalked() => new(Texts, "client.growsUnwalked");

    public static Reason SizeGrows() => new(Texts, "client.sizeGrows");

    public static Reason SizeStoodStill() => new(Texts, "client.sizeStoodStill");

    public static Reason ServerInside() => new(Texts, "client.serverInside");

    public static Reason StoodStill() => new(Texts, "client.stoodStill");

    public static Reason NoTypeGrew(string bytes) => new(Texts, "client.noTypeGrew", ("bytes", bytes));

    public static Reason GoneAfterRest(double seconds) => new(Texts, "client.goneAfterRest", ("seconds", seconds));

    public static Reason GrewWithoutCalls(double percent) => new(Texts, "client.grewWithoutCalls", ("percent", percent));

    public static Reason RoseLate(long calls) => new(Texts, "client.roseLate", ("calls", calls));

    public static Reason MayDoubleLater(long warmUp, long calls, long missing) =>
        new(Texts, "client.mayDoubleLater", ("warmUp", warmUp), ("calls", calls), ("missing", missing));

    public static Reason CameBack() => new(Texts, "client.cameBack");

    public static Reason NotBackYet(double from, double to) => new(Texts, "client.notBackYet", ("from", from), ("to", to));

    public static Reason NotReadable() => new(Texts, "client.notReadable");

    public static Reason NotWalked(string why) => new(Texts, "client.notWalked", ("why", why));

    /// <summary>A process that no .NET runtime answers for.</summary>
    public static Reason NoRuntime(int pid, string why) => new(Texts, "client.noRuntime", ("pid", pid), ("why", why));

    public static Reason NotQuiet(double seconds) => new(Texts, "client.notQuiet", ("seconds", seconds));

    public static Reason FewCalls(long calls) => new(Texts, "client.fewCalls", ("calls", calls));

    public static Reason MayFillLater(long calls) => new(Texts, "client.mayFillLater", ("calls", calls));

    public static Reason OthersAllocate(string bytes) => new(Texts, "client.othersAllocate", ("bytes", bytes));

    public static Reason LoadedAssemblies(int count) => new(Texts, "client.loadedAssemblies", ("count", count));

    public static Reason UntilTimersEnd(double seconds) => new(Texts, "client.untilTimersEnd", ("seconds", seconds));

    public static Reason UntilIdleTimeout(double seconds) => new(Texts, "client.untilIdleTimeout", ("seconds", seconds));

    public static Reason Evidence(int collections, bool walked) => new(Texts, "client.evidence",
        ("collections", collections), ("walked", walked ? new Reason(Texts, "client.evidenceOfWalks") : null));
}
