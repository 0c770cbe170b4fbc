using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Node.Processes;

/// <summary>Why a node could not be started.</summary>
internal static class StartReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(StartReasons));

    /// <summary>Two nodes on one data folder would spoil each other.</summary>
    public static Reason FolderInUse(string path) => new(Texts, "start.folderInUse", ("path", path));

    /// <summary>The system doesn't run a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="error">The system's error; null: there is no such program, or it may not be run.</param>
    public static Reason NoProgram(string program, string? error) => error is null
        ? new(Texts, "start.noProgram", ("program", program))
        : new(Texts, "start.notRun", ("program", program), ("error", error));

    /// <summary>It ended before it answered.</summary>
    /// <param name="why">Why, as far as its output tells.</param>
    /// <param name="output">Its last lines.</param>
    public static Reason Ended(Reason why, IReadOnlyList<string> output) =>
        new(Texts, "start.ended", ("why", why), ("output", Output(output)));

    /// <summary>A client ended before its runtime answered.</summary>
    public static Reason ClientEnded(string program) => new(Texts, "start.clientEnded", ("program", program));

    /// <summary>A client whose runtime doesn't answer.</summary>
    public static Reason ClientSilent(string program, Reason why) =>
        new(Texts, "start.clientSilent", ("program", program), ("why", why));

    /// <summary>It didn't answer in time.</summary>
    /// <param name="port">The port that was asked.</param>
    /// <param name="within">How long.</param>
    /// <param name="last">What came of the last request; null: none was sent.</param>
    /// <param name="profile">The other kind of service that answers there; null: none.</param>
    /// <param name="output">Its last lines.</param>
    public static Reason Silent(int port, TimeSpan within, Reason? last, string? profile, IReadOnlyList<string> output) =>
        new(Texts, "start.silent", ("port", port), ("seconds", within.TotalSeconds), ("last", last), ("profile", profile),
            ("output", Output(output)));

    /// <summary>Another process is on the port.</summary>
    public static Reason OtherOwner(int port, int owner, int started) =>
        new(Texts, "start.otherOwner", ("port", port), ("owner", owner), ("started", started));

    /// <summary>Another chain answers.</summary>
    public static Reason OtherChain(int port, string chain, string configured) =>
        new(Texts, "start.otherChain", ("port", port), ("chain", chain), ("configured", configured));

    /// <summary>A process that began at another time answers.</summary>
    public static Reason OtherBegin(double apart) => new(Texts, "start.otherBegin", ("apart", apart));

    /// <summary>The node moved to other ports.</summary>
    public static Reason Moved(int port, int other, IReadOnlyList<string> ports) =>
        new(Texts, "start.moved", ("port", port), ("other", other), ("ports", ReasonValue.Of(ports)));

    /// <summary>A peer that can't be joined.</summary>
    public static Reason NoPeerId(string method) => new(Texts, "start.noPeerId", ("method", method));

    /// <summary>A peer that refuses what it is asked.</summary>
    public static Reason PeerRefuses(string method, string? quote) => new(Texts, "start.peerRefuses", ("method", method), ("quote", quote));

    /// <summary>What a node's output says of its end.</summary>
    internal static Reason Told(StartFault fault, string first, string second) => fault switch
    {
        StartFault.MissingChain => new(Texts, "start.missingChain"),
        StartFault.MissingConfig => new(Texts, "start.missingConfig"),
        StartFault.NoConfigFile => new(Texts, "start.noConfigFile", ("detail", first)),
        StartFault.TornConfig => new(Texts, "start.tornConfig", ("detail", first)),
        StartFault.RefusedKey => new(Texts, "start.refusedKey", ("key", first), ("detail", second)),
        StartFault.BadPort => new(Texts, "start.badPort", ("port", first)),
        StartFault.BusyPort => new(Texts, "start.busyPort", ("port", first)),
        StartFault.PrivateQuic => new(Texts, "start.privateQuic"),
        StartFault.OutOfMemory => new(Texts, "start.outOfMemory"),
        _ => new(Texts, "start.panic", ("detail", first)),
    };

    internal static Reason Killed() => new(Texts, "start.killed");

    internal static Reason WrongFlag(string flag) => new(Texts, "start.wrongFlag", ("flag", flag));

    internal static Reason UnknownEnd(int? exitCode) => exitCode is { } code
        ? new(Texts, "start.exitCode", ("code", code)) : new(Texts, "start.noExitCode");

    private static ReasonValue Output(IReadOnlyList<string> lines) =>
        lines.Count == 0 ? new Reason(Texts, "start.noOutput") : new Reason(Texts, "start.output", ("lines", string.Join(" | ", lines)));
}

/// <summary>What a node's output can say of why it doesn't start.</summary>
internal enum StartFault
{
    MissingChain,
    MissingConfig,
    NoConfigFile,
    TornConfig,
    RefusedKey,
    BadPort,
    BusyPort,
    PrivateQuic,
    OutOfMemory,
    Panic,
}
