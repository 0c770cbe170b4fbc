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
        Message = new VerdictMessage(InputReasons.Verbatim(message)),
    };
}
