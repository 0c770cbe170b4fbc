using WesMemGuard.Budgets;
using WesMemGuard.Harness;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>One line of the table at the end.</summary>
/// <param name="Subject">The scenario or file; empty on its further lines.</param>
/// <param name="Limit">The limit without its figure.</param>
/// <param name="Measured">What was measured, with its interval.</param>
/// <param name="Budget">The limit's figure.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Expected">Whether the scenario came out as expected; empty where nothing is expected.</param>
/// <param name="Reason">Why this outcome.</param>
internal sealed record Row(string Subject, string Limit, string Measured, string Budget, string Outcome, string Expected, string Reason)
{
    /// <summary>The lines of a judged run.</summary>
    public static IEnumerable<Row> Of(string subject, MemoryBudget budget, RunVerdict verdict, string expected)
    {
        for (var i = 0; i < verdict.Verdicts.Count; i++)
        {
            var v = verdict.Verdicts[i];
            yield return new Row(
                i == 0 ? subject : "", LimitTitle.WithoutBound(budget.Limits[i]), VerdictFigures.Measured(v), VerdictFigures.Budget(v),
                OutcomeName.Of(v.Outcome), i == 0 ? expected : "", v.Reason);
        }
    }

    /// <summary>The line of an input that could not be judged.</summary>
    public static Row Bad(string subject, string error) => new(subject, "", "", "", "bad input", "", error);
}
