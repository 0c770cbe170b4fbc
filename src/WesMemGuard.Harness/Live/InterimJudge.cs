using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Live;

/// <summary>Judges a live run while it goes on, by the limits whose phases it has reached.</summary>
internal sealed class InterimJudge(MemoryBudget budget, JudgeContext context)
{
    /// <summary>The budget.</summary>
    public MemoryBudget Budget => budget;

    /// <summary>What the run says so far; empty when none of the limits is asked for.</summary>
    /// <param name="run">What was seen, with the phase that is under way as if it ended now.</param>
    /// <param name="asked">Which limits matter now; the others that are known share the error with them.</param>
    /// <param name="error">The error of this look; null: that of the last judging.</param>
    public IReadOnlyList<(Limit Limit, Verdict Verdict)> Verdicts(MemoryRun run, Func<Limit, bool> asked,
        double? error = null)
    {
        var known = budget.Limits.Where(limit => PhasesOf(limit)
            .All(name => run.Phases.Any(p => new PhaseReference(name, 0, 0).Matches(p.Name)))).ToList();
        if (!known.Any(asked))
            return [];
        // The error is shared with those still to come, as it will be at the end: what can't be told then can't be told now.
        var toCome = BudgetJudge.Intervals(budget.Limits) - BudgetJudge.Intervals(known);
        var verdicts =
            BudgetJudge.Judge(run, budget with { Limits = known, PhaseNames = [] }, context, toCome, error).Verdicts;
        return known.Zip(verdicts).Where(pair => asked(pair.First)).Select(pair => (pair.First, pair.Second)).ToList();
    }

    /// <summary>The phases, or patterns of them, that a limit reads; empty: the whole run.</summary>
    public static IReadOnlyList<string> PhasesOf(Limit limit) => limit.Rule switch
    {
        Budgets.Growth growth => [growth.From, growth.To],
        ReturnsTo returns => [returns.From, returns.After],
        _ => limit.Phase is null ? [] : [limit.Phase],
    };
}
