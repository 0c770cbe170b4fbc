using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Runs;

/// <summary>What came of one input of <c>judge</c>.</summary>
/// <param name="File">The input as it was given, with <c>/</c>.</param>
/// <param name="Budget">The budget; null with bad input.</param>
/// <param name="Verdict">The verdicts in the budget's order; null with bad input (exit code 4).</param>
/// <param name="Error">What is wrong: with a verdict, why the node counts as absent (exit code 5); null when nothing is.</param>
internal sealed record JudgedRun(string File, MemoryBudget? Budget, RunVerdict? Verdict, Reason? Error)
{
    /// <summary>The exit code of this input alone.</summary>
    public int ExitCode => Verdict?.ExitCode ?? ExitCodes.BadInput;
}
