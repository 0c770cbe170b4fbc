using System.Text.Json.Nodes;
using WesMemGuard.Json;
using WesMemGuard.Scenarios;
using WesMemGuard.Texts;

namespace WesMemGuard.Schemas;

/// <summary>
/// Scenario files as JSON Schema, made of the readers' own tables. What it refuses the reader refuses; names that occur twice, bounds of
/// durations and what one phase means for a later one only the reader knows.
/// </summary>
internal static class ScenarioSchema
{
    // A space in front is let by, as the reader of addresses does. Written with the usual two strokes it would look like an
    // address with a password, and be struck from the output.
    private const string Url = "^\\s*[hH][tT][tT][pP][sS]?:[/]{2}[^/?#@]+(/[^?#]*)?$";

    /// <summary>The schema, with descriptions in a language.</summary>
    public static JsonObject Create(Language language)
    {
        var parts = new SchemaParts(language);
        var body = parts.Object("scenario",
        [
            ("$schema", SchemaParts.AnyText()),
            ("title", SchemaParts.Text()),
            ("recording", Path()),
            ("node", Node(parts)),
            ("peers", SchemaParts.Items(
                parts.Object("peer", [("start", SchemaParts.Ref("start")), ("miner", SchemaParts.Text())]), NodeReader.MostPeers)),
            ("client", parts.Object("client", [("start", SchemaParts.Ref("start"))], "start")),
            ("budget", Path()),
            ("interval", SchemaParts.Duration()),
            ("metricsInterval", SchemaParts.Duration()),
            ("liveHeapInterval", SchemaParts.Duration()),
            ("timeBudget", SchemaParts.Duration()),
            ("seed", SchemaParts.Whole(int.MaxValue)),
            ("stopsTheChain", SchemaParts.Flag()),
            ("profile", SchemaParts.OneOf(ScenarioFile.Profiles)),
            ("phases", new JsonObject()),
        ]);
        body["allOf"] = new JsonArray(
            SchemaParts.ExactlyOne(["recording", "node"]),
            SchemaParts.If(SchemaParts.Required("client"), new JsonObject
            {
                ["allOf"] = new JsonArray(
                    SchemaParts.Required("node"),
                    SchemaParts.Has("client", SchemaParts.Has("start", SchemaParts.Not(SchemaParts.Required("config"))))),
            }),
            SchemaParts.If(SchemaParts.Required("peers"), SchemaParts.Has("node", SchemaParts.Required("start"))),
            SchemaParts.If(SchemaParts.Required("node"),
                SchemaParts.Has("phases", PhaseSchema.List(isReplay: false)),
                SchemaParts.Where("phases", PhaseSchema.List(isReplay: true))));
        var definitions = new JsonObject { ["start"] = Start(parts) };
        PhaseSchema.AddTo(definitions, parts);
        return parts.File("scenario", body, definitions);
    }

    private static JsonObject Path() => SchemaParts.Text("\\\\");

    private static JsonObject Node(SchemaParts parts)
    {
        var node = parts.Object("node",
        [
            ("url", OfUrl()), ("diagnosticsUrl", OfUrl()), ("start", SchemaParts.Ref("start")),
            ("metricsPath", OfPath()), ("pprofPath", OfPath()), ("ca", SchemaParts.Text()),
            ("bearer", Credential()), ("basic", Credential()), ("map", SchemaParts.Items(Figure(), NodeReader.MostFigures)),
        ]);
        node["allOf"] = new JsonArray(
            SchemaParts.ExactlyOne(["url", "start"]), SchemaParts.Not(SchemaParts.Required("start", "diagnosticsUrl")),
            SchemaParts.Not(SchemaParts.Required("bearer", "basic")));
        return node;
    }

    private static JsonObject OfPath()
    {
        var path = SchemaParts.Text();
        path["allOf"] = new JsonArray(new JsonObject { ["pattern"] = "^/(?!/)[^?# ]*$" });
        return path;
    }

    private static JsonObject Credential()
    {
        var source = SchemaParts.Text();
        source["allOf"] = new JsonArray(new JsonObject { ["pattern"] = $"^({string.Join('|', NodeReader.Sources)})." });
        return source;
    }

    private static JsonObject Figure() => new() { ["type"] = "string", ["maxLength"] = ObjectReader.LongestText, ["pattern"] = "[\\s\\S]" };

    /// <summary>An address without user, query and fragment.</summary>
    internal static JsonObject OfUrl()
    {
        var url = SchemaParts.Text();
        url["allOf"] = new JsonArray(new JsonObject { ["pattern"] = Url });
        return url;
    }

    private static JsonObject Start(SchemaParts parts) => parts.Object("start",
    [
        ("command", SchemaParts.Text()),
        ("args", new JsonObject { ["type"] = "array", ["items"] = SchemaParts.AnyText() }),
        ("config", new JsonObject { ["type"] = "object" }),
        ("workDir", SchemaParts.Text()),
        ("env", new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = new JsonObject { ["pattern"] = "^[^=\\u0000]+$" },
            ["additionalProperties"] = SchemaParts.AnyText(),
        }),
    ], "command");
}
