using WesMemGuard.Json;
using WesMemGuard.Measurement;

namespace WesMemGuard.Budgets;

/// <summary>Reads the one rule of an entry.</summary>
internal sealed class RuleReader(Metric metric, ProblemList problems, List<PhaseReference> phases)
{
    internal static readonly IReadOnlyList<string> Names = ["peak", "growth", "growthPerHour", "returnsTo", "growthPer"];

    internal static readonly IReadOnlyList<(string Name, WorkUnit Value)> WorkUnits =
    [
        ("transfer", WorkUnit.Transfer), ("deploy", WorkUnit.Deploy), ("read", WorkUnit.Read), ("request", WorkUnit.Request),
        ("connection", WorkUnit.Connection), ("block", WorkUnit.Block), ("call", WorkUnit.Call), ("cycle", WorkUnit.Cycle),
    ];

    internal static readonly string[] OfGrowth = ["from", "to", "max"];

    internal static readonly string[] OfReturnsTo = ["from", "after", "tolerance"];

    internal static readonly string[] OfGrowthPer = ["unit", "max"];

    private string Of => metric.Name();

    internal LimitRule? Read(ObjectReader entry, string rule) => rule switch
    {
        "peak" => Amount(entry, "peak") is { } max ? new Peak(max) : null,
        "growthPerHour" => Amount(entry, "growthPerHour") is { } max ? new GrowthPerHour(max) : null,
        "growth" => ReadGrowth(entry.Get(rule)!),
        "returnsTo" => ReadReturnsTo(entry.Get(rule)!),
        _ => ReadGrowthPer(entry.Get(rule)!),
    };

    /// <summary>A size or a count, as the metric is one.</summary>
    internal double? Amount(ObjectReader reader, string name, bool must = false) => metric.IsSize()
        ? reader.Size(name, Of, must)
        : reader.Number(name, BudgetReasons.ACount(Of), must: must);

    private Growth? ReadGrowth(JsonValue value)
    {
        var reader = ObjectReader.Of(value, JsonReasons.Property("growth"), OfGrowth, problems);
        if (reader is null)
            return null;
        var (from, to, max) = (PhaseName(reader, "from"), PhaseName(reader, "to"), Amount(reader, "max", must: true));
        return from is not null && to is not null && AreTwo(reader, "to", from, to)
            && max is { } bound ? new Growth(from, to, bound) : null;
    }

    private ReturnsTo? ReadReturnsTo(JsonValue value)
    {
        var reader = ObjectReader.Of(value, JsonReasons.Property("returnsTo"), OfReturnsTo, problems);
        if (reader is null)
            return null;
        var (from, after, tolerance) = (PhaseName(reader, "from"), PhaseName(reader, "after"), Amount(reader, "tolerance", must: true));
        return from is not null && after is not null && AreTwo(reader, "after", from, after) && tolerance is { } bound
            ? new ReturnsTo(from, after, bound)
            : null;
    }

    private GrowthPer? ReadGrowthPer(JsonValue value)
    {
        var reader = ObjectReader.Of(value, JsonReasons.Property("growthPer"), OfGrowthPer, problems);
        if (reader is null)
            return null;
        var unit = reader.Choice("unit", BudgetReasons.WorkUnit(), WorkUnits, must: true);
        var max = Amount(reader, "max", must: true);
        return unit is { } work && max is { } bound ? new GrowthPer(work, bound) : null;
    }

    private string? PhaseName(ObjectReader reader, string name)
    {
        var phase = reader.Text(name, BudgetReasons.APhase(), must: true);
        if (phase is null)
            return null;
        var at = reader.Get(name)!;
        if (phase.IndexOf('*') >= 0)
        {
            problems.Add(at, BudgetReasons.StarInName(name, phase));
            return null;
        }

        phases.Add(new PhaseReference(phase, at.Line, at.Column));
        return phase;
    }

    private bool AreTwo(ObjectReader reader, string name, string from, string to)
    {
        if (!string.Equals(from, to, StringComparison.Ordinal))
            return true;
        problems.Add(reader.Get(name)!, BudgetReasons.OnePhaseTwice(name, from));
        return false;
    }
}
