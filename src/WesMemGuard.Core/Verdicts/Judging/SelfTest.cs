using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Units;

namespace WesMemGuard.Verdicts.Judging;

/// <summary>
/// Shows on a user's own run that the gate can tell: the run as it is (A/A) must hold its limits on growth an hour, and the same
/// run with a leak put into it must break them. A gate that was never seen to fail proves nothing.
/// </summary>
/// <param name="Limits">Every limit that the leak reaches, judged on both runs; at least one.</param>
/// <param name="LeakPerHour">The leak that was put in, bytes an hour.</param>
internal sealed record SelfTest(IReadOnlyList<SelfTestedLimit> Limits, double LeakPerHour)
{
    /// <summary>How large the leak is when nobody says: so many times the largest limit.</summary>
    public const double LeakPerLimit = 3;

    /// <summary>The limit of a self test without a budget: 4 MiB of live heap an hour after 5 minutes.</summary>
    public static MemoryBudget DefaultBudget { get; } = Budget(new GrowthPerHour(4 * ByteSize.MiB));

    /// <summary>Whether every limit held on the run as it is and broke with the leak.</summary>
    public bool Passed => Limits.All(l => l.Passed);

    /// <summary>
    /// 0 when it passed; 1 when the run as it is breaks a limit or a leak is called held; else 3 or 2 by what kept it from telling.
    /// </summary>
    public int ExitCode => Limits.Select(l => l.ExitCode).Aggregate(ExitCodes.Held, ExitCodes.Worse);

    /// <summary>Whether a leak of heap bytes shows in this limit: growth an hour of the process's memory.</summary>
    public static bool Reaches(Limit limit) => limit is { IsOfProcess: true, Rule: GrowthPerHour } && limit.Metric.Row().KeepsHeap;

    /// <summary>Judges both runs against the whole budget.</summary>
    /// <param name="run">A run without a leak; it stays as it is.</param>
    /// <param name="budget">Its budget.</param>
    /// <param name="leakPerHour">The leak, bytes an hour; null: <see cref="LeakPerLimit"/> times the largest limit that it reaches.</param>
    /// <param name="context">The names for the messages; the leak is said after the scenario's name.</param>
    /// <exception cref="BadInputException">The leak reaches no limit of the budget, or isn't above those that it reaches.</exception>
    public static SelfTest Of(MemoryRun run, MemoryBudget budget, double? leakPerHour, JudgeContext context)
    {
        var largest = budget.Limits.Where(Reaches).Select(l => l.Rule.Bound).DefaultIfEmpty(double.NaN).Max();
        if (double.IsNaN(largest))
            throw new BadInputException(budget.File, JudgeReasons.NothingReached(
                [.. Metrics.Of(MetricOf.Process).Where(row => row.KeepsHeap).Select(row => row.Name)]));
        var leak = leakPerHour ?? Math.Max(LeakPerLimit * largest, ByteSize.MiB);
        if (leak <= largest)
            throw new BadInputException(budget.File, JudgeReasons.SmallLeak(SizeText.Write(leak), SizeText.Write(largest)));
        var asItIs = BudgetJudge.Judge(run, budget, context).Verdicts;
        // Whoever is found in the run as it is did not put the leak there.
        var leaking = context with { Scenario = $"{context.Scenario} + {SizeText.Write(leak)}/h", Suspects = null, Symptoms = null };
        var withLeak = BudgetJudge.Judge(LeakInjection.Into(run, leak), budget, leaking).Verdicts;
        return new SelfTest([.. budget.Limits.Select((l, i) => new SelfTestedLimit(l, asItIs[i], withLeak[i]))
            .Where(t => Reaches(t.Limit))], leak);
    }

    private static MemoryBudget Budget(GrowthPerHour rule) => new(
        MemoryBudget.DefaultWarmUp,
            [new Limit { Metric = Metric.LiveHeap, Rule = rule, Text = LimitRuleText.Of(rule, isSize: true), Line = 1, Column = 1 }],
            "selftest");
}

/// <summary>One limit on the run as it is and on the run with the leak.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="AsItIs">Its verdict on the run as it is: must be held.</param>
/// <param name="WithLeak">Its verdict on the run with the leak: must be broken.</param>
internal sealed record SelfTestedLimit(Limit Limit, Verdict AsItIs, Verdict WithLeak)
{
    /// <summary>Whether the gate held the one and broke the other.</summary>
    public bool Passed => AsItIs.Outcome == Outcome.Held && WithLeak.Outcome == Outcome.Broken;

    /// <summary>As <see cref="SelfTest.ExitCode"/>, of this limit alone.</summary>
    public int ExitCode => ExitCodes.Worse(
        ExitCodes.Of(AsItIs.Outcome),
        WithLeak.Outcome switch
        {
            Outcome.Broken => ExitCodes.Held,
            Outcome.Held => ExitCodes.Broken,
            var unclear => ExitCodes.Of(unclear)
        });
}
