using System.Text.Json.Nodes;
using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Modules;
using WesMemGuard.Texts;

namespace WesMemGuard.Schemas;

/// <summary>
/// Budget files as JSON Schema, made of the readers' own tables. What it refuses the reader refuses; that two phases differ, or how large
/// a duration is, only the reader knows.
/// </summary>
internal static class BudgetSchema
{
    private const string Limit = "limit";
    private const string Package = "^package:";

    /// <summary>The schema, with descriptions in a language.</summary>
    public static JsonObject Create(Language language)
    {
        var parts = new SchemaParts(language);
        var body = parts.Object("budget",
        [
            ("$schema", SchemaParts.AnyText()),
            ("warmUp", SchemaParts.Duration(zero: true)),
            ("warmUpFrom", SchemaParts.OneOf(BudgetFile.WarmUpBegins.Select(begin => begin.Name))),
            ("limits", SchemaParts.Items(SchemaParts.Ref(Limit), BudgetFile.MostLimits)),
        ], "limits");
        return parts.File("budget", body, new JsonObject { [Limit] = OfLimit(parts) });
    }

    private static JsonObject OfLimit(SchemaParts parts)
    {
        var limit = parts.Object(Limit,
        [
            ("of", Subjects()),
            ("metric", OneOfMetrics(Metrics.All, parts.Language)),
            ("phase", SchemaParts.Text()),
            ("evidence", SchemaParts.OneOf(LimitReader.Evidences.Select(evidence => evidence.Name))),
            ("zeroExpected", SchemaParts.Flag()),
            ("saturatesBy", SchemaParts.Duration()),
            ("difference", Amount()),
            ("load", SchemaParts.OneOf(LimitReader.LoadDemands.Select(demand => demand.Name))),
            ("peak", Amount()),
            ("growthPerHour", Amount()),
            ("growth", parts.Object("growth", [("from", Phase()), ("to", Phase()), ("max", Amount())], RuleReader.OfGrowth)),
            ("returnsTo",
                parts.Object("returnsTo", [("from", Phase()), ("after", Phase()), ("tolerance", Amount())], RuleReader.OfReturnsTo)),
            ("growthPer", parts.Object("growthPer",
                [("unit", SchemaParts.OneOf(RuleReader.WorkUnits.Select(unit => unit.Name))), ("max", Amount())], RuleReader.OfGrowthPer)),
        ], "of", "metric");
        limit["allOf"] = new JsonArray(
            SchemaParts.ExactlyOne(RuleReader.Names),
            OfWhom(),
            SchemaParts.If(SchemaParts.Has("metric", SchemaParts.OneOf(Names(row => row.Unit == MetricUnit.Bytes))),
                Amounts(SchemaParts.Size), Amounts(SchemaParts.Count)),
            SchemaParts.If(SchemaParts.Required("evidence"), OnlyMetric(Metric.LiveHeap)),
            SchemaParts.If(SchemaParts.Required("difference"), SchemaParts.Where("metric",
                SchemaParts.OneOf(Names(row => row.Of != MetricOf.Load && row.Name != Metric.MeasuredBytes.Name())))),
            SchemaParts.Not(SchemaParts.Required("saturatesBy", "peak")),
            SchemaParts.Not(SchemaParts.Required("phase", "growth")),
            SchemaParts.Not(SchemaParts.Required("phase", "returnsTo")),
            SchemaParts.If(SchemaParts.Has("growthPer", SchemaParts.Has("unit", SchemaParts.Const("cycle"))),
                new JsonObject
                {
                    ["allOf"] = new JsonArray(
                        SchemaParts.Has("phase", new JsonObject { ["pattern"] = "^[^*]+\\*$" }),
                        SchemaParts.Not(SchemaParts.Required("difference"))),
                },
                SchemaParts.Where("phase", new JsonObject { ["pattern"] = "^[^*]*$" })));
        return limit;
    }

    /// <summary>Each subject has its own metrics; whatever isn't named otherwise is a module.</summary>
    private static JsonObject OfWhom() => SchemaParts.If(SchemaParts.Has("of", SchemaParts.Const(Metrics.Process)),
        Only(MetricOf.Process),
        SchemaParts.If(SchemaParts.Has("of", SchemaParts.Const(Metrics.Load)),
            new JsonObject { ["allOf"] = new JsonArray(Only(MetricOf.Load), SchemaParts.Required("phase", "peak")) },
            SchemaParts.If(SchemaParts.Has("of", SchemaParts.Const(Metrics.Client)),
                SchemaParts.Where("metric", SchemaParts.OneOf(Metrics.NamesOfClient)),
                SchemaParts.If(SchemaParts.Has("of", new JsonObject { ["pattern"] = Package }),
                    OnlyMetric(Metric.MeasuredBytes),
                    Only(MetricOf.Module)))));

    private static JsonObject OnlyMetric(Metric metric) => SchemaParts.Where("metric", SchemaParts.Const(metric.Name()));

    private static JsonObject Only(MetricOf whose) => SchemaParts.Where("metric", SchemaParts.OneOf(Names(row => row.Of == whose)));

    private static IEnumerable<string> Names(Func<MetricRow, bool> wanted) => Metrics.All.Where(wanted).Select(row => row.Name);

    /// <summary>Any text; editors offer the names that are known.</summary>
    private static JsonObject Subjects()
    {
        var subject = SchemaParts.Text();
        subject["examples"] = SchemaParts.Names(
            [Metrics.Process, Metrics.Client, Metrics.Load, .. NodeModules.All.Select(module => module.Name), "package:go.etcd.io/bbolt"]);
        return subject;
    }

    private static JsonObject OneOfMetrics(IReadOnlyList<MetricRow> rows, Language language)
    {
        var metric = SchemaParts.OneOf(rows.Select(row => row.Name));
        metric["enumDescriptions"] =
            SchemaParts.Names(rows.Select(row => language == Language.Chinese ? row.Chinese : row.English));
        return metric;
    }

    private static JsonObject Phase() => SchemaParts.Text("*");

    private static JsonObject Amount() => SchemaParts.AnyOf(SchemaParts.Size(), SchemaParts.Count());

    private static JsonObject Amounts(Func<JsonObject> amount) => new()
    {
        ["properties"] = new JsonObject
        {
            ["difference"] = amount(),
            ["peak"] = amount(),
            ["growthPerHour"] = amount(),
            ["growth"] = SchemaParts.Where("max", amount()),
            ["returnsTo"] = SchemaParts.Where("tolerance", amount()),
            ["growthPer"] = SchemaParts.Where("max", amount()),
        },
    };
}
