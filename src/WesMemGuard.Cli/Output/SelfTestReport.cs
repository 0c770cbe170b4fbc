using WesMemGuard.Files;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>A self test: each limit's message on both runs, and one line that says what they prove.</summary>
internal static class SelfTestReport
{
    public static void Write(SelfTest test, TextWriter output)
    {
        var leak = SizeText.Write(test.LeakPerHour);
        foreach (var limit in test.Limits)
        {
            Write(output, $"as it is, {LimitTitle.Of(limit.Limit)} must hold: {OutcomeName.Of(limit.AsItIs.Outcome)}", limit.AsItIs);
            Write(output, $"with a leak of {leak}/h put in, it must break: {OutcomeName.Of(limit.WithLeak.Outcome)}", limit.WithLeak);
        }

        foreach (var limit in test.Limits.Where(l => !l.Passed))
            output.WriteLine(SafeText.Of(Why(limit, leak)));
        var limits = test.Limits.Count == 1 ? "1 limit" : $"{test.Limits.Count} limits";
        output.WriteLine(test.Passed
            ? $"selftest passed: {limits} held as it is and broke with a leak of {leak}/h"
            : $"selftest {(test.ExitCode == ExitCodes.Broken ? "failed" : "could not tell")}: {test.Limits.Count(l => l.Passed)} of {limits} held as it is and broke with a leak of {leak}/h");
    }

    private static void Write(TextWriter output, string title, Verdict verdict)
    {
        output.WriteLine(SafeText.Of(title));
        output.WriteLine();
        output.WriteLine(SafeText.Of(verdict.Message));
        output.WriteLine();
    }

    private static string Why(SelfTestedLimit limit, string leak)
    {
        var title = LimitTitle.Of(limit.Limit);
        return (limit.AsItIs.Outcome, limit.WithLeak.Outcome) switch
        {
            (Outcome.Broken, _) => $"{title}: broken as it is: the run has a leak of its own, or the limit is too tight; take a quiet run",
            (_, Outcome.Held) => $"{title}: held with a leak of {leak}/h in it: the gate is blind on this run; please report it",
            (Outcome.NotMeasured, _) or (_, Outcome.NotMeasured) => $"{title}: not measured: the run lacks what the limit reads; its message says what to switch on",
            _ => $"{title}: inconclusive: the run is too short or too noisy to tell such a leak from none, so it proves nothing either way; its message says how much longer would do",
        };
    }
}
