using WesMemGuard.Cli.Options;
using WesMemGuard.Harness;
using WesMemGuard.Reasons;
using WesMemGuard.Units;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Cli.Output;

/// <summary>A self test: each limit's message on both runs, and one line that says what they prove.</summary>
internal static class SelfTestReport
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SelfTestReport));

    public static void Write(SelfTest test, Surroundings surroundings)
    {
        var (texts, output) = (Texts.In(surroundings.Language), surroundings.Out);
        var leak = SizeText.Write(test.LeakPerHour);
        foreach (var limit in test.Limits)
        {
            Write(texts.Format("AsItIs", LimitTitle.Of(limit.Limit), Named(limit.AsItIs.Outcome)), limit.AsItIs);
            Write(texts.Format("WithLeak", leak, Named(limit.WithLeak.Outcome)), limit.WithLeak);
        }

        foreach (var limit in test.Limits.Where(l => !l.Passed))
            output.WriteLine(SafeText.Of(texts.Format(Why(limit), LimitTitle.Of(limit.Limit), leak)));
        var end = test.Passed ? "Passed" : test.ExitCode == ExitCodes.Broken ? "Failed" : "Untold";
        output.WriteLine(texts.Format(end, test.Limits.Count(l => l.Passed), test.Limits.Count, leak));

        string Named(Outcome outcome) => OutcomeReasons.Of(outcome).In(surroundings.Language);

        void Write(string title, Verdict verdict)
        {
            output.WriteLine(SafeText.Of(title));
            output.WriteLine();
            output.WriteLine(SafeText.Of(verdict.Message.In(surroundings.Language, surroundings.Width)));
            output.WriteLine();
        }
    }

    private static string Why(SelfTestedLimit limit) => (limit.AsItIs.Outcome, limit.WithLeak.Outcome) switch
    {
        (Outcome.Broken, _) => "Leaks",
        (_, Outcome.Held) => "Blind",
        (Outcome.NotMeasured, _) or (_, Outcome.NotMeasured) => "NotMeasured",
        _ => "Inconclusive",
    };
}
