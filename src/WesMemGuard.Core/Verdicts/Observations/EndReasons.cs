using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>What there is to say of how a run, and the node in it, ended, and of what was not seen.</summary>
internal static class EndReasons
{
    /// <summary>The id of <see cref="Died"/>.</summary>
    public const string DiedId = "end.died";

    /// <summary>The id of <see cref="ClientDied"/>.</summary>
    public const string ClientDiedId = "end.clientDied";

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(EndReasons));

    /// <summary>A process that the harness started ended by itself.</summary>
    public static Reason Died(Reason how, DateTimeOffset at, TimeSpan? after, Reason? rss) =>
        new(Texts, DiedId, ("how", how), ("at", at), ("after", after is { } time ? time : ReasonValue.None), ("rss", rss));

    /// <summary>The same of the client beside the node.</summary>
    public static Reason ClientDied(Reason how, DateTimeOffset at, TimeSpan? after, Reason? rss) => new(Texts, ClientDiedId,
        ("how", how), ("at", at), ("after", after is { } time ? time : ReasonValue.None), ("rss", rss));

    public static Reason HowUnknown() => new(Texts, "end.howUnknown");

    public static Reason Killed(int code) => new(Texts, "end.killed", ("code", code));

    public static Reason Signalled(int code, int signal) => new(Texts, "end.signalled", ("code", code), ("signal", signal));

    public static Reason Exited(int code) => new(Texts, "end.exited", ("code", code));

    public static Reason Rss(ByteSize rss, TimeSpan before) => new(Texts, "end.rss", ("rss", rss), ("before", before));

    public static Reason NeverAnswered(int requests) => new(Texts, "end.neverAnswered", ("requests", requests));

    public static Reason Gone(int requests, DateTimeOffset since) => new(Texts, "end.gone", ("requests", requests), ("since", since));

    public static Reason Stopped(int requests, DateTimeOffset since, DateTimeOffset stopped) =>
        new(Texts, "end.stopped", ("requests", requests), ("since", since), ("stopped", stopped));

    public static Reason Silence(string source, TimeSpan silence, DateTimeOffset since) =>
        new(Texts, "end.silence", ("source", source), ("silence", silence), ("since", since));

    /// <summary>A phase that a limit speaks of is not in the run.</summary>
    public static Reason NotReached(string phase, Reason why) => new(Texts, "end.notReached", ("phase", phase), ("why", why));

    public static Reason Interrupted(DateTimeOffset? from, Reason? seen) => new(Texts, "loss.interrupted", ("from", from), ("seen", seen));

    public static Reason NoEnd(Reason where, DateTimeOffset? from, Reason? seen) =>
        new(Texts, "loss.noEnd", ("where", where), ("from", from), ("seen", seen));

    public static Reason Torn(Reason where, DateTimeOffset? from) => new(Texts, "loss.torn", ("where", where), ("from", from));

    public static Reason Damaged(Reason where, DateTimeOffset? from) => new(Texts, "loss.damaged", ("where", where), ("from", from));

    public static Reason Incomplete(Reason where, long? count) => new(Texts, "loss.incomplete", ("where", where), ("count", Number(count)));

    public static Reason Unreadable(Reason where, long? count, DateTimeOffset? from) =>
        new(Texts, "loss.unreadable", ("where", where), ("count", Number(count)), ("from", from));

    public static Reason EarlierGone(Reason where, DateTimeOffset? to) => new(Texts, "loss.earlierGone", ("where", where), ("to", to));

    public static Reason Altered(Reason where) => new(Texts, "loss.altered", ("where", where));

    public static Reason DiskFull(DateTimeOffset? from, Reason? seen) => new(Texts, "loss.diskFull", ("from", from), ("seen", seen));

    public static Reason Line(string file, long line) => new(Texts, "loss.line", ("file", file), ("line", line));

    public static Reason File(string file) => new(Texts, "loss.file", ("file", file));

    public static Reason TheRun() => new(Texts, "loss.theRun");

    /// <summary>Which part of the plan was seen.</summary>
    public static Reason Seen(TimeSpan seen, TimeSpan planned) => new(Texts, "loss.seen", ("seen", seen), ("planned", planned));

    private static ReasonValue Number(long? count) => count is { } number ? number : ReasonValue.None;
}
