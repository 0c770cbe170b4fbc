using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts;

/// <summary>What there is to say of a load: that it was not reached, and how its requests ended.</summary>
internal static class LoadReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LoadReasons));

    /// <summary>A phase fell short of its load.</summary>
    public static Reason NotReached(string phase, string kind, double done, double declared,
        IReadOnlyList<Reason> failures) => new(
        Texts, "load.notReached", ("phase", phase), ("kind", kind), ("done", Math.Floor(done)),
        ("declared", Math.Floor(declared)),
        ("percent", declared > 0 ? Math.Floor(100 * done / declared) : 0),
            ("failures", failures.Count == 0 ? ReasonValue.None : ReasonValue.Of(failures)));

    public static Reason RpcError(long count, string? code, string? why) =>
        new(Texts, "load.rpcError", ("count", count), ("code", code), ("why", why));

    public static Reason NotAccepted(long count, string? why) =>
        new(Texts, "load.notAccepted", ("count", count), ("why", why));

    public static Reason Status(long count, int status) =>
        new(Texts, "load.status", ("count", count), ("status", status));

    public static Reason RateLimited(long count) => new(Texts, "load.rateLimited", ("count", count));

    public static Reason TimedOut(long count) => new(Texts, "load.timedOut", ("count", count));

    public static Reason NoConnection(long count) => new(Texts, "load.connection", ("count", count));

    public static Reason Unreadable(long count) => new(Texts, "load.unreadable", ("count", count));

    public static Reason NotSent(long count, Reason? why) => new(Texts, "load.notSent", ("count", count), ("why", why));

    public static Reason HeldBack() => new(Texts, "load.heldBack");

    public static Reason TooManyInFlight() => new(Texts, "load.tooManyInFlight");

    public static Reason PhaseEnded() => new(Texts, "load.phaseEnded");

    /// <summary>An engine left no report.</summary>
    /// <param name="said">The last that it printed; null for nothing.</param>
    public static Reason NoReport(string? said) => new(Texts, "load.noReport", ("said", said));

    /// <summary>An engine went to another machine, and was ended.</summary>
    /// <param name="address">Where it went first.</param>
    public static Reason Elsewhere(string? address) => new(Texts, "load.elsewhere", ("address", address));

    public static Reason Failed(long count) => new(Texts, "load.failed", ("count", count));

    public static Reason Kept() => new(Texts, "load.kept");

    public static Reason Over(IReadOnlyList<Reason> failures) =>
        new(Texts, "load.over", ("failures", failures.Count == 0 ? ReasonValue.None : ReasonValue.Of(failures)));

    public static Reason NoLoad(string phase, string kind) =>
        new(Texts, "load.noLoad", ("phase", phase), ("kind", kind));

    public static Reason NotCounted(string phase) => new(Texts, "load.notCounted", ("phase", phase));

    /// <summary>What a limit on a load rests on.</summary>
    public static Reason Counted(long asked, long sent, long ok, string phase) =>
        new(Texts, "load.counted", ("asked", asked), ("sent", sent), ("ok", ok), ("phase", phase));
}
