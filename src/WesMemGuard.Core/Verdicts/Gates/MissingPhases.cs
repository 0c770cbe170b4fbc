using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>Does the run have every phase that a budget names?</summary>
internal static class MissingPhases
{
    /// <summary>
    /// Every phase that is named must be there: a limit on a phase that never was would pass having judged nothing. In a run that
    /// was cut short a phase may be one that it did not reach: that is told by the limit.
    /// </summary>
    public static IEnumerable<FileProblem> Of(MemoryRun run, MemoryBudget budget)
    {
        var missing = budget.PhaseNames.Where(p => !run.Phases.Any(r => p.Matches(r.Name)) && !LossGate.MayLackPhase(run, p)).ToList();
        var there = run.Phases.Select(p => Plain.Text(p.Name)).Distinct().ToArray();
        return missing.Select(p => new FileProblem(budget.File, p.Line, p.Column, MissingNames.PhaseOfRun(p.Name, there)));
    }
}
