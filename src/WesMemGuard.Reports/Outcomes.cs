using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports;

/// <summary>Outcomes, limits and figures as every form of report writes them.</summary>
internal static class Outcomes
{
    /// <summary>The key of an outcome's name.</summary>
    public static string Key(Outcome outcome) => "Outcome" + outcome;

    /// <summary>The class of an outcome's mark.</summary>
    public static string Style(Outcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>A limit without its bound: <c>mempool.txpool objects peak in load</c>.</summary>
    public static string Limit(Limit? limit, Verdict verdict)
    {
        var of = verdict.Of == Metrics.Process ? verdict.Metric : $"{verdict.Of} {verdict.Metric}";
        return $"{of} {Rule(limit?.Rule, verdict.Limit)}{(limit?.Phase is { } phase ? $" in {phase}" : "")}";
    }

    // The rule with what it counts by or between which phases, but without its figure.
    private static string Rule(LimitRule? rule, string name) => rule switch
    {
        Budgets.Growth growth => $"{name} ({growth.From} .. {growth.To})",
        ReturnsTo returns => $"{name} ({returns.From} .. {returns.After})",
        GrowthPer per => $"{name} ({LimitRuleText.NameOf(per.Unit)})",
        _ => name,
    };

    /// <summary>The limit of a report's verdict by its number, without its bound.</summary>
    public static string Limit(ReportedRun report, int number, Verdict verdict) =>
        Limit(report.Budget, number, verdict);

    /// <summary>The limit of a verdict by its number in the budget, without its bound.</summary>
    public static string Limit(MemoryBudget? budget, int number, Verdict verdict) =>
        Limit(budget is not null && number < budget.Limits.Count ? budget.Limits[number] : null, verdict);
}
