using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Live;

/// <summary>What a live run says while it goes on.</summary>
internal static class LiveReasons
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(LiveReasons));

    public static Reason Silent(DateTimeOffset since, Reason? stopped) => new(Texts, "run.silent", ("since", since), ("stopped", stopped));

    public static Reason Stopped() => new(Texts, "run.stopped");

    public static Reason AnswersAgain(TimeSpan after) => new(Texts, "run.answersAgain", ("after", after));

    /// <summary>The diagnostics port is another process's.</summary>
    public static Reason OtherDiagnostics(string url, int owner, int node) =>
        new(Texts, "run.otherDiagnostics", ("url", url), ("owner", owner), ("node", node));

    /// <summary>A proxy, or a container's published port.</summary>
    public static Reason OtherProcess(int pid) => new(Texts, "run.otherProcess", ("pid", pid));

    public static Reason OtherCounts(string url, double counted, double from, double to) =>
        new(Texts, "run.otherCounts", ("url", url), ("counted", counted), ("from", from), ("to", to));
}
