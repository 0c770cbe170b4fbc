using WesMemGuard.Budgets;
using WesMemGuard.Harness;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>One line of the table at the end.</summary>
/// <param name="Subject">The scenario or file; empty on its further lines.</param>
/// <param name="Limit">The limit without its figure.</param>
/// <param name="Measured">What was measured, with its interval.</param>
/// <param name="Budget">The limit's figure.</param>
/// <param name="Outcome">The outcome; null for bad input.</param>
/// <param name="IsExpected">Whether the scenario came out as expected; null where nothing is expected.</param>
/// <param name="Reason">Why this outcome.</param>
internal sealed record Row(string Subject, string Limit, string Measured, string Budget, Outcome? Outcome,
    bool? IsExpected, Reason Reason)
{
    /// <summary>The lines of a judged run.</summary>
    public static IEnumerable<Row> Of(string subject, MemoryBudget budget, RunVerdict verdict, bool? isExpected)
    {
        for (var i = 0; i < verdict.Verdicts.Count; i++)
        {
            var v = verdict.Verdicts[i];
            yield return new Row(
                i == 0 ? subject : "", LimitTitle.WithoutBound(budget.Limits[i]), VerdictFigures.Measured(v),
                VerdictFigures.Budget(v),
                v.Outcome, i == 0 ? isExpected : null, v.Reason);
        }
    }

    /// <summary>The line of an input that could not be judged.</summary>
    public static Row Bad(string subject, Reason error) => new(subject, "", "", "", null, null, error);
}
