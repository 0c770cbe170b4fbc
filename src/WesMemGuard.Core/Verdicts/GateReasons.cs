using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts;

/// <summary>Why a gate fired.</summary>
internal static class GateReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(GateReasons));

    /// <summary>The id of <see cref="UnderHalf"/>.</summary>
    public const string UnderHalfId = "gate.underHalf";

    public static Reason NeverAsked(string source) => new(Texts, "gate.neverAsked", Source(source));

    public static Reason NoRequest(string source, TimeSpan window) =>
        new(Texts, "gate.noRequest", Source(source), ("window", window));

    public static Reason Gap(string source, double seconds, DateTimeOffset from, double most,
        IReadOnlyList<Reason> kinds) =>
        new(Texts, "gate.gap", Source(source), ("seconds", seconds), ("from", from), ("most", most), Kinds(kinds));

    public static Reason RestOff(string source, int requests) =>
        new(Texts, "gate.restOff", Source(source), ("requests", requests));

    public static Reason NotFound(string source, int requests) =>
        new(Texts, "gate.notFound", Source(source), ("requests", requests));

    /// <summary>Answers came, and nothing in them is believed.</summary>
    public static Reason Unreadable(string source, int answers, string detail) =>
        new(Texts, "gate.unreadable", Source(source), ("answers", answers), ("detail", detail));

    public static Reason PortRefused(int requests) => new(Texts, "gate.portRefused", ("requests", requests));

    public static Reason NotCarried(string source, int answers) =>
        new(Texts, "gate.notCarried", Source(source), ("answers", answers));

    public static Reason UnderHalf(string source, int present, int due, IReadOnlyList<Reason> kinds) =>
        new(Texts, UnderHalfId, Source(source), ("present", present), ("due", due), Kinds(kinds));

    public static Reason Missing(string source, int missing, int due, int most, IReadOnlyList<Reason> kinds) =>
        new(Texts, "gate.missing", Source(source), ("missing", missing), ("due", due), ("most", most), Kinds(kinds));

    /// <summary>What was found of the whole run, where the window itself is whole.</summary>
    public static Reason OverWholeRun(Reason found) => new(Texts, "gate.wholeRun", ("found", found));

    /// <summary>No collection was requested; null: nobody knows that the port was closed.</summary>
    public static Reason NoCollection(int? refused) =>
        new(Texts, "gate.noCollection",
            ("why", refused is { } requests ? PortRefused(requests) : new Reason(Texts, "gate.requestCollections")));

    public static Reason NoProfile() => new(Texts, "gate.noProfile");

    public static Reason BlindZero(string module, string metric) =>
        new(Texts, "gate.blindZero", ("module", module), ("metric", metric));

    public static Reason Zero(string of, string metric, int answers) =>
        new(Texts, "gate.zero", ("of", of), ("metric", metric), ("answers", answers));

    public static Reason NeverRegistered(string module) => new(Texts, "gate.neverRegistered", ("module", module));

    public static Reason ModuleAbsent(string module, int answers) =>
        new(Texts, "gate.moduleAbsent", ("module", module), ("answers", answers));

    public static Reason MinimalMode(string module) => new(Texts, "gate.minimalMode", ("module", module));

    public static Reason LooksMinimal(string module, double objects) =>
        new(Texts, "gate.looksMinimal", ("module", module), ("objects", objects));

    public static Reason Frozen(string source, DateTimeOffset since, double seconds, double most) =>
        new(Texts, "gate.frozen", Source(source), ("since", since), ("seconds", seconds), ("most", most));

    public static Reason Stale(TimeSpan age, DateTimeOffset at) => new(Texts, "gate.stale", ("age", age), ("at", at));

    /// <summary>Something that tells of another process, at a moment.</summary>
    public static Reason At(Reason what, DateTimeOffset at) => new(Texts, "gate.at", ("what", what), ("at", at));

    /// <summary>One process took another's place, so many times; the first is told.</summary>
    public static Reason ProcessChanged(int times, Reason first, DateTimeOffset at) =>
        new(Texts, "gate.processChanged", ("times", times), ("first", first), ("at", at));

    public static Reason Fell(Reason counter, double from, double to) =>
        new(Texts, "gate.fell", ("counter", counter), ("from", from), ("to", to));

    public static Reason Went(Reason identity, double from, double to) =>
        new(Texts, "gate.went", ("identity", identity), ("from", from), ("to", to));

    public static Reason WentFrom(Reason identity, string from, string to) =>
        new(Texts, "gate.wentFrom", ("identity", identity), ("from", from), ("to", to));

    public static Reason TwoProcesses(string source, double count, string other, double otherCount) =>
        new(Texts, "gate.twoProcesses", Source(source), ("count", count), ("other", SourceReasons.Named(other)),
            ("otherCount", otherCount));

    private static (string, ReasonValue) Source(string source) => ("source", SourceReasons.Named(source));

    private static (string, ReasonValue) Kinds(IReadOnlyList<Reason> kinds) =>
        ("kinds", kinds.Count == 0 ? ReasonValue.None : ReasonValue.Of(kinds));
}
