using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Answer;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Harness;
using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Fleets;

/// <summary>
/// A fleet as JSON lines: an object a node, the worst first, then one of the fleet; the keys are a contract with scripts.
/// </summary>
internal static class FleetJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<string> Lines(FleetVerdict fleet, FleetShow show)
    {
        foreach (var node in fleet.WorstFirst)
            yield return Line(json => Node(json, node, fleet.Source));
        yield return Line(json => Fleet(json, fleet, show));
    }

    private static void Node(Utf8JsonWriter json, NodeVerdict node, string source)
    {
        json.WriteString("file", source);
        json.WriteString("node", node.Name);
        Labels(json, "labels", node.Labels);
        if (node.Facts.Pairs.Count > 0)
            Labels(json, "facts", node.Facts);
        json.WriteString("outcome", node.Worst is { } worst ? OutcomeName.InJson(worst) : "badInput");
        json.WriteNumber("exitCode", node.ExitCode);
        json.WriteNumber("restarts", node.Restarts);
        if ((node.Error ?? node.Gone) is { } error)
            json.WriteString(node.Error is null ? "gone" : "error", error.In(Language.English));
        VerdictJson.Verdicts(json, node.Verdicts);
        if (node.Lives.Count > 1)
            Lives(json, node);
    }

    private static void Lives(Utf8JsonWriter json, NodeVerdict node)
    {
        json.WriteStartArray("lives");
        foreach (var life in node.Lives)
        {
            json.WriteStartObject();
            JsonFields.Time(json, "from", life.From);
            JsonFields.Time(json, "to", life.To);
            json.WriteString("outcome", OutcomeName.InJson(life.Verdict.Worst));
            VerdictJson.Verdicts(json, life.Verdict.Verdicts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Fleet(Utf8JsonWriter json, FleetVerdict fleet, FleetShow show)
    {
        json.WriteString("file", fleet.Source);
        json.WriteString("outcome",
            fleet.Nodes.Any(n => n.Worst is null) ? "badInput" : OutcomeName.InJson(fleet.Nodes.Max(n => n.Worst!.Value)));
        json.WriteNumber("exitCode", fleet.ExitCode);
        json.WriteStartObject("fleet");
        json.WriteNumber("nodes", fleet.Nodes.Count);
        json.WriteStartObject("outcomes");
        foreach (var outcome in fleet.Nodes.GroupBy(n => n.Worst).OrderByDescending(g => g.Key))
            json.WriteNumber(outcome.Key is { } known ? OutcomeName.InJson(known) : "badInput", outcome.Count());
        json.WriteEndObject();
        json.WriteStartArray("groupings");
        foreach (var grouping in FleetGrouping.Of(fleet, show.By))
            Grouping(json, grouping);
        json.WriteEndArray();
        json.WriteStartArray("differing");
        foreach (var node in DifferingNode.Of(fleet))
            Differing(json, node);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Grouping(Utf8JsonWriter json, FleetGrouping grouping)
    {
        json.WriteStartObject();
        json.WriteString("label", grouping.Label);
        json.WriteStartArray("groups");
        foreach (var group in grouping.Groups)
        {
            json.WriteStartObject();
            json.WriteString("value", group.Value);
            json.WriteNumber("nodes", group.Nodes);
            json.WriteNumber("broken", group.Broken);
            json.WriteNumber("notMeasured", group.NotMeasured);
            json.WriteNumber("inconclusive", group.Inconclusive);
            json.WriteNumber("held", group.Held);
            JsonFields.Number(json, "median", group.Median);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Differing(Utf8JsonWriter json, DifferingNode node)
    {
        json.WriteStartObject();
        json.WriteString("node", node.Node.Name);
        json.WriteString("metric", node.Verdict.Metric);
        json.WriteString("limit", node.Verdict.Limit);
        JsonFields.Number(json, "value", node.Verdict.Value);
        JsonFields.Number(json, "median", node.Median);
        JsonFields.Number(json, "spread", node.Spread);
        json.WriteString("unit", node.Verdict.Unit);
        json.WriteEndObject();
    }

    private static void Labels(Utf8JsonWriter json, string name, LabelSet labels)
    {
        json.WriteStartObject(name);
        foreach (var (label, value) in labels.Pairs)
            json.WriteString(label, value);
        json.WriteEndObject();
    }

    private static string Line(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
