using WesMemGuard.Budgets;
using WesMemGuard.Measurement;

namespace WesMemGuard.Harness;

/// <summary>A limit in one line, as test lists and tables show it.</summary>
internal static class LimitTitle
{
    /// <summary>
    /// <c>liveHeap growthPerHour &lt;= 2.0 MiB</c>, <c>mempool.txpool objects peak &lt;= 100 in load</c>.
    /// </summary>
    public static string Of(Limit limit) => $"{Subject(limit)} {limit.Text}{Where(limit)}";

    /// <summary><c>liveHeap growthPerHour</c>: where the figure has a column of its own.</summary>
    public static string WithoutBound(Limit limit) => $"{Subject(limit)} {Rule(limit.Rule)}{Where(limit)}";

    private static string Subject(Limit limit) =>
        limit.IsOfProcess ? limit.Metric.Name() : $"{limit.Of} {limit.Metric.Name()}";

    private static string Rule(LimitRule rule) => rule switch
    {
        Budgets.Growth growth => $"growth from {growth.From} to {growth.To}",
        ReturnsTo returns => $"returnsTo {returns.From} after {returns.After}",
        GrowthPer per => $"growthPer {LimitRuleText.NameOf(per.Unit)}",
        _ => rule.Name,
    };

    private static string Where(Limit limit) =>
        (limit.Phase is null ? "" : $" in {limit.Phase}") + (limit.Evidence is { } evidence
            ? $" by {Camel(evidence)}" : "");

    private static string Camel(Evidence evidence) => evidence switch
    {
        Evidence.Gc => "gc",
        Evidence.NextGc => "nextGc",
        _ => "floors",
    };
}
