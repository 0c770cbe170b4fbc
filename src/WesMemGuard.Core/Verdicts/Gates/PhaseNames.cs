using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Lines;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>Does the run have every phase that a budget names?</summary>
internal static class PhaseNames
{
    /// <summary>
    /// Why a limit that held on the first of several phases of one name can't be called held; null when each has its own.
    /// </summary>
    public static Reason? Repeated(MemoryRun run, Limit limit)
    {
        return Of(limit).Where(name => !name.EndsWith('*')).Select(name => (Name: name, Count: run.Phases.Count(p => p.Name == name)))
            .Where(n => n.Count > 1)
            .Select(n => JudgeReasons.PhaseRepeated(n.Count, n.Name)).FirstOrDefault();
    }

    /// <summary>The phases, or patterns of them, that a limit names.</summary>
    public static IReadOnlyList<string> Of(Limit limit) => limit.Rule switch
    {
        Budgets.Growth growth => [growth.From, growth.To],
        ReturnsTo returns => [returns.From, returns.After],
        _ => limit.Phase is { } phase ? [phase] : [],
    };

    /// <summary>Whether no phase of the run has the name, or matches the pattern.</summary>
    public static bool IsMissing(MemoryRun run, string name) => !run.Phases.Any(p => new PhaseReference(name, 0, 0).Matches(p.Name));

    /// <summary>
    /// Every phase that is named must be there: a limit on a phase that never was would pass having judged nothing. In a run that
    /// was cut short a phase may be one that it did not reach: that is told by the limit.
    /// </summary>
    public static IEnumerable<FileProblem> Missing(MemoryRun run, MemoryBudget budget)
    {
        var missing = budget.PhaseNames.Where(p => !run.Phases.Any(r => p.Matches(r.Name)) && !LossGate.MayLackPhase(run, p)).ToList();
        var there = run.Phases.Select(p => Plain.Text(p.Name)).Distinct().ToArray();
        return missing.Select(p => new FileProblem(budget.File, p.Line, p.Column, MissingNames.PhaseOfRun(p.Name, there)));
    }
}
