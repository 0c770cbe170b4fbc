using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Suites;

/// <summary>Verdicts as a judge might give them.</summary>
internal static class Judged
{
    public static Verdict Limit(Outcome outcome, string message = "a message") => new()
    {
        Of = "process",
        Metric = "rss",
        Limit = "peak",
        Outcome = outcome,
        Budget = 1,
        Unit = "MiB",
        Evidence = "/proc",
        Reason = InputReasons.Verbatim("seen"),
        Message = Message(message.Split('\n', 2)),
    };

    private static VerdictMessage Message(string[] lines) =>
        new(InputReasons.Verbatim(lines[0]), lines.Length > 1 ? InputReasons.Verbatim(lines[1].Trim()) : null);
}
