using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Live;

/// <summary>What a live run says while it goes on.</summary>
internal static class LiveReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LiveReasons));

    public static Reason Silent(DateTimeOffset since, Reason? stopped) =>
        new(Texts, "run.silent", ("since", since), ("stopped", stopped));

    public static Reason Stopped() => new(Texts, "run.stopped");

    public static Reason AnswersAgain(TimeSpan after) => new(Texts, "run.answersAgain", ("after", after));

    /// <summary>The diagnostics port is another process's.</summary>
    public static Reason OtherDiagnostics(string url, int owner, int node) =>
        new(Texts, "run.otherDiagnostics", ("url", url), ("owner", owner), ("node", node));

    /// <summary>Who keeps what a limit that breaks is about, as soon as that is known.</summary>
    public static Reason HeapHolder(string metric, Reason module, string function, ByteSize bytes, ByteSize low,
        ByteSize high,
        TimeSpan elapsed) => new(Texts, "run.heapHolder", ("metric", metric), ("module", module),
            ("function", function),
            ("bytes", bytes), ("low", low), ("high", high), ("elapsed", elapsed));

    /// <summary>Where the goroutines stand that a limit which breaks is about.</summary>
    public static Reason GoroutineHolder(string metric, Reason module, string function, double count,
        TimeSpan elapsed) => new(
        Texts, "run.goroutineHolder", ("metric", metric), ("module", module), ("function", function), ("count", count),
        ("elapsed", elapsed));

    /// <summary>A proxy, or a container's published port.</summary>
    public static Reason OtherProcess(int pid) => new(Texts, "run.otherProcess", ("pid", pid));

    public static Reason OtherCounts(string url, double counted, double from, double to) =>
        new(Texts, "run.otherCounts", ("url", url), ("counted", counted), ("from", from), ("to", to));
}
