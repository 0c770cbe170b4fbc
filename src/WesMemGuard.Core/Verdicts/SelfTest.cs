using WesMemGuard.Files;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>
/// Shows on a user's own run that the gate can tell: the run as it is must hold a limit on live-heap growth, and the same run with a leak put into
/// it must break that limit. A gate that was never seen to fail proves nothing.
/// </summary>
/// <param name="AsItIs">The verdict on the run as it is.</param>
/// <param name="WithLeak">The verdict on the run with the leak.</param>
public sealed record SelfTest(Verdict AsItIs, Verdict WithLeak)
{
    /// <summary>Whether the gate held the one and broke the other.</summary>
    public bool Passed => AsItIs.Outcome == Outcome.Held && WithLeak.Outcome == Outcome.Broken;

    /// <summary>Judges both.</summary>
    /// <param name="run">A run without a leak.</param>
    /// <param name="warmUp">Cut from both.</param>
    /// <param name="growthPerHour">The limit, bytes an hour.</param>
    /// <param name="leakPerHour">The leak, bytes an hour; well above the limit.</param>
    /// <param name="name">The run's name, for the messages.</param>
    public static SelfTest Of(MemoryRun run, TimeSpan warmUp, double growthPerHour, double leakPerHour, string name)
    {
        var rule = new GrowthPerHour(growthPerHour);
        var limit = new Limit { Metric = Metric.LiveHeap, Rule = rule, Text = RuleText.Of(rule, isSize: true), Line = 1, Column = 1 };
        var budget = new MemoryBudget(warmUp, [limit], "selftest");
        Verdict Judge(MemoryRun judged, string called) =>
            BudgetJudge.Judge(judged, budget, new JudgeContext(called, "selftest", name)).Verdicts[0];
        return new SelfTest(Judge(run, name), Judge(LeakInjection.Into(run, leakPerHour), $"{name} with a leak of {new ByteSize(leakPerHour)}/h"));
    }
}
