using System.Globalization;
using WesMemGuard.Files;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Html;

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
        return $"{of} {verdict.Limit}{(limit?.Phase is { } phase ? $" in {phase}" : "")}";
    }

    /// <summary>The limit of a report's verdict by its number, without its bound.</summary>
    public static string Limit(ReportedRun report, int number, Verdict verdict) => Limit(report.Budget, number, verdict);

    /// <summary>The limit of a verdict by its number in the budget, without its bound.</summary>
    public static string Limit(MemoryBudget? budget, int number, Verdict verdict) =>
        Limit(budget is not null && number < budget.Limits.Count ? budget.Limits[number] : null, verdict);

    /// <summary>The measured figure with its interval.</summary>
    public static string Measured(Verdict v)
    {
        if (v.Value is not { } value)
            return "-";
        return v is { Low: { } low, High: { } high } ? $"{Amount(value, v.Unit)} ({Number(low, v.Unit)} .. {Number(high, v.Unit)})" : Amount(value, v.Unit);
    }

    /// <summary>The limit's figure.</summary>
    public static string Budget(Verdict v) => Amount(v.Budget, v.Unit);

    private static string Amount(double value, string unit) => IsCount(unit) ? Number(value, unit) + unit["count".Length..] : $"{Number(value, unit)} {unit}";

    private static string Number(double value, string unit) => !double.IsFinite(value) ? "-"
        : value.ToString(IsCount(unit) ? "#,0.##" : Math.Abs(value) is > 0 and < 1 ? "0.00" : "#,0.0", CultureInfo.InvariantCulture);

    private static bool IsCount(string unit) => unit.StartsWith("count", StringComparison.Ordinal);
}
