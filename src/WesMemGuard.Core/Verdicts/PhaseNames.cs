using WesMemGuard.Files;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Text;

namespace WesMemGuard.Verdicts;

/// <summary>Does the run have every phase that a budget names?</summary>
internal static class PhaseNames
{
    /// <summary>Every phase that is named must be there: a limit on a phase that never was would pass having judged nothing.</summary>
    /// <exception cref="BadInputException">A phase is missing.</exception>
    public static void Check(MemoryRun run, MemoryBudget budget)
    {
        var missing = budget.PhaseNames.Where(p => !run.Phases.Any(r => p.Matches(r.Name))).ToList();
        if (missing.Count == 0)
            return;
        var there = run.Phases.Select(p => Plain.Text(p.Name)).Distinct().ToArray();
        throw new BadInputException(missing.Select(p => new FileProblem(budget.File, p.Line, p.Column, MissingNames.PhaseOfRun(p.Name, there))).ToList());
    }
}
