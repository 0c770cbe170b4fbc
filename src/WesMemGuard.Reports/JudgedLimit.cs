using WesMemGuard.Budgets;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports;

/// <summary>
/// A limit with its verdict: of the budget, or where there is none, of what diagnosis holds harmless.
/// </summary>
/// <param name="Limit">The limit; null where only the verdict is known.</param>
/// <param name="Verdict">What the judge says.</param>
/// <param name="IsHarmless">Whether nobody gave a budget.</param>
internal sealed record JudgedLimit(Limit? Limit, Verdict Verdict, bool IsHarmless)
{
    /// <summary>The limit without its bound: <c>mempool.txpool objects peak in load</c>.</summary>
    public string Name => Outcomes.Limit(Limit, Verdict);

    /// <summary>Whether it is about growth, which somebody holds.</summary>
    public bool IsGrowth => Limit?.Rule is GrowthPerHour or GrowthPer or Budgets.Growth;

    /// <summary>All limits of a report, in the budget's order.</summary>
    public static IReadOnlyList<JudgedLimit> Of(ReportedRun report) => report.Verdict is { } verdict
        ? [.. verdict.Verdicts.Select((v, i) => new JudgedLimit(report.Budget?.Limits.ElementAtOrDefault(i), v, false))]
        : [.. report.Growths.Select(g => new JudgedLimit(g.Limit, g.Verdict, true))];
}
