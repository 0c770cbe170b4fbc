using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>Does the run have everything that a budget names? All that it lacks is told at once.</summary>
internal static class BudgetNames
{
    /// <exception cref="BadInputException">A phase or a module is missing.</exception>
    public static void Check(MemoryRun run, MemoryBudget budget)
    {
        FileProblem[] problems =
            [.. MissingPhases.Of(run, budget).Concat(ModuleGate.Unknown(run, budget)).OrderBy(p => p.Line).ThenBy(p => p.Column)];
        if (problems.Length > 0)
            throw new BadInputException(problems);
    }
}
