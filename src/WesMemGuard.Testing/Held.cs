using WesMemGuard.Budgets;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Testing;

/// <summary>The way from verdicts to a green or red test.</summary>
internal static class Held
{
    /// <summary>Returns only when the run kept every limit of the budget.</summary>
    /// <inheritdoc cref="OrThrow(RunVerdict, bool)"/>
    public static void OrThrow(MemoryRun run, MemoryBudget budget, bool inconclusiveFails)
    {
        var (evidence, command) = GuardFiles.PlaceOf(run);
        OrThrow(RunJudge.Judge(run, budget, run.Header.Name, budget.File, evidence, command), inconclusiveFails);
    }

    /// <summary>Returns only when every limit held.</summary>
    /// <exception cref="ShouldHoldException">One is broken, not measured, or inconclusive and that fails; or the node
    /// was not there.</exception>
    /// <exception cref="InconclusiveLimitException">The evidence can't tell, and that is accepted.</exception>
    public static void OrThrow(RunVerdict verdict, bool inconclusiveFails)
    {
        if (verdict.NodeGone is { } gone)
            throw TestFailure.Of(gone.In(ProcessLanguage.Now));
        OrThrow(verdict.Verdicts, inconclusiveFails);
    }

    /// <summary>Returns only when these held.</summary>
    public static void OrThrow(IReadOnlyList<Verdict> verdicts, bool inconclusiveFails)
    {
        var others = verdicts.Where(v => v.Outcome != Outcome.Held).ToArray();
        if (others.Length == 0)
            return;
        var message = string.Join("\n\n", others.Select(v => v.Message.In(ProcessLanguage.Now)));
        if (!inconclusiveFails && others.All(v => v.Outcome == Outcome.Inconclusive))
            throw TestFailure.Inconclusive(message);
        throw TestFailure.Of(message);
    }
}
