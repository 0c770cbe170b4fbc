using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Alerting;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Measurement;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Export;

/// <summary>
/// The table of exported series, and what verdicts are as points of them. Sizes are bytes, never MiB: that is for who shows them.
/// </summary>
internal static class ExportedTable
{
    private const string Node = "node";

    private static readonly string[] OfLimit = [Node, "of", "metric", "limit", "phase"];
    private static readonly string[] OfFigure = [.. OfLimit, "unit"];
    private static readonly string[] OfSlope = [Node, "metric", "unit"];
    private static readonly Outcome[] Outcomes = Enum.GetValues<Outcome>();

    /// <summary>1 for the outcome that a limit has, 0 for the three others.</summary>
    public static ExportedSeries Outcome { get; } =
        new("wesmemguard_limit_outcome", [.. OfLimit, "outcome"], ExportReasons.Outcome());

    /// <summary>What was measured.</summary>
    public static ExportedSeries Measured { get; } = new("wesmemguard_limit_measured", OfFigure, ExportReasons.Measured());

    /// <summary>The lower end of its interval.</summary>
    public static ExportedSeries MeasuredLow { get; } = new("wesmemguard_limit_measured_low", OfFigure, ExportReasons.MeasuredLow());

    /// <summary>The upper end of its interval.</summary>
    public static ExportedSeries MeasuredHigh { get; } = new("wesmemguard_limit_measured_high", OfFigure, ExportReasons.MeasuredHigh());

    /// <summary>What the limit allows.</summary>
    public static ExportedSeries Budget { get; } = new("wesmemguard_limit_budget", OfFigure, ExportReasons.Budget());

    /// <summary>Since when a broken limit is.</summary>
    public static ExportedSeries Since { get; } = new("wesmemguard_limit_broken_since_timestamp_seconds", OfLimit, ExportReasons.Since());

    /// <summary>The growth of a figure of the process in an hour.</summary>
    public static ExportedSeries Slope { get; } = new("wesmemguard_slope_per_hour", OfSlope, ExportReasons.Slope());

    /// <summary>The lower end of its interval.</summary>
    public static ExportedSeries SlopeLow { get; } = new("wesmemguard_slope_per_hour_low", OfSlope, ExportReasons.SlopeLow());

    /// <summary>The upper end of its interval.</summary>
    public static ExportedSeries SlopeHigh { get; } = new("wesmemguard_slope_per_hour_high", OfSlope, ExportReasons.SlopeHigh());

    /// <summary>How often the process was replaced in the judged time.</summary>
    public static ExportedSeries Restarts { get; } = new("wesmemguard_node_restarts", [Node], ExportReasons.Restarts());

    /// <summary>Whether the node did not answer at the end.</summary>
    public static ExportedSeries Gone { get; } = new("wesmemguard_node_gone", [Node], ExportReasons.Gone());

    /// <summary>The end of the judged time.</summary>
    public static ExportedSeries Judged { get; } = new("wesmemguard_judged_timestamp_seconds", [Node], ExportReasons.Judged());

    /// <summary>All series, in the order in which pages show them.</summary>
    public static IReadOnlyList<ExportedSeries> All { get; } =
    [
        Outcome, Measured, MeasuredLow, MeasuredHigh, Budget, Since, Slope, SlopeLow, SlopeHigh, Restarts, Gone, Judged,
    ];

    /// <summary>What came of a fleet.</summary>
    public static IReadOnlyList<ExportedPoint> Of(FleetVerdict fleet) =>
        [.. fleet.Nodes.Where(n => n.Error is null && n.Lives.Count > 0).SelectMany(node => Of(node, fleet.Budget))];

    /// <summary>What came of limits of one node.</summary>
    public static IEnumerable<ExportedPoint> Of(string node, IEnumerable<(Limit Limit, Verdict Verdict)> judged)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (limit, verdict) in judged)
        {
            string[] labels = [node, verdict.Of, verdict.Metric, verdict.Limit, PhaseOf(limit)];
            // Two limits of one figure and phase are told apart by their place.
            for (var number = 2; !taken.Add(string.Join('\n', labels)); number++)
                labels[3] = $"{verdict.Limit} {number}";
            foreach (var point in OfOne(labels, verdict))
                yield return point;
            if (TellsSlope(limit, verdict.Metric) && verdict.Value is { } slope)
            {
                foreach (var point in SlopeOf(node, verdict.Metric, verdict.Unit, slope, verdict.Low, verdict.High))
                    yield return point;
            }
        }
    }

    /// <summary>Whether a limit's own figure is the slope of a metric of the process over the whole run.</summary>
    public static bool TellsSlope(Limit limit, string metric) =>
        limit is { IsOfProcess: true, Rule: GrowthPerHour, Phase: null } && limit.Metric.Name() == metric;

    /// <summary>A slope of a figure of a node's process.</summary>
    /// <param name="node">The node.</param>
    /// <param name="metric">The metric, as <c>liveHeap</c>.</param>
    /// <param name="unit">As verdicts write units: <c>MiB/h</c>, <c>count/h</c>.</param>
    /// <param name="slope">The slope, in the unit.</param>
    /// <param name="low">The lower end of its interval; null: there is none.</param>
    /// <param name="high">The upper end.</param>
    public static IEnumerable<ExportedPoint> SlopeOf(string node, string metric, string unit, double slope, double? low, double? high)
    {
        var (name, factor) = BaseUnit(unit);
        string[] labels = [node, metric, name];
        foreach (var (series, value) in new[] { (Slope, slope), (SlopeLow, low), (SlopeHigh, high) })
        {
            if (value is { } known)
                yield return new ExportedPoint(series, labels, known * factor);
        }
    }

    private static IEnumerable<ExportedPoint> Of(NodeVerdict node, MemoryBudget budget)
    {
        yield return new ExportedPoint(Restarts, [node.Name], node.Restarts);
        yield return new ExportedPoint(Gone, [node.Name], node.Gone is null ? 0 : 1);
        yield return new ExportedPoint(Judged, [node.Name], Seconds(node.Lives[^1].To));
        foreach (var point in Of(node.Name, budget.Limits.Zip(node.Verdicts)))
            yield return point;
    }

    private static IEnumerable<ExportedPoint> OfOne(string[] labels, Verdict verdict)
    {
        foreach (var outcome in Outcomes)
            yield return new ExportedPoint(Outcome, [.. labels, AlertStates.OutcomeId(outcome)], verdict.Outcome == outcome ? 1 : 0);
        var (unit, factor) = BaseUnit(verdict.Unit);
        string[] figure = [.. labels, unit];
        yield return new ExportedPoint(Budget, figure, verdict.Budget * factor);
        foreach (var (series, value) in new[] { (Measured, verdict.Value), (MeasuredLow, verdict.Low), (MeasuredHigh, verdict.High) })
        {
            if (value is { } known)
                yield return new ExportedPoint(series, figure, known * factor);
        }

        if (verdict is { Outcome: Verdicts.Outcome.Broken, Since: { } since })
            yield return new ExportedPoint(Since, labels, Seconds(since));
    }

    /// <summary>Where a limit is judged: its phase, both of two, or nothing for the whole run.</summary>
    private static string PhaseOf(Limit limit) => limit.Rule switch
    {
        Budgets.Growth growth => $"{growth.From} {growth.To}",
        ReturnsTo returns => $"{returns.From} {returns.After}",
        _ => limit.Phase ?? "",
    };

    private static (string Name, double Factor) BaseUnit(string unit)
    {
        var slash = unit.IndexOf('/', StringComparison.Ordinal);
        var (amount, per) = slash < 0 ? (unit, "") : (unit[..slash], unit[slash..]);
        return amount switch
        {
            "MiB" => ("bytes" + per, 1024 * 1024),
            "KiB" => ("bytes" + per, 1024),
            _ => (unit, 1),
        };
    }

    private static double Seconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 1000.0;
}
