using System.Text.Json.Nodes;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Schemas;

/// <summary>
/// The phases of scenarios: those of a live one need what their kind needs, those of a replay only rename the
/// recording's.
/// </summary>
internal static class PhaseSchema
{
    private const string Group = "repeat";
    private const string Together = "together";
    private const string Part = "part";

    /// <summary>An array of phases and repeated groups.</summary>
    internal static JsonObject List(bool isReplay) => SchemaParts.Items(
        SchemaParts.If(SchemaParts.Required(Group),
            SchemaParts.Ref("group" + Suffix(isReplay)), SchemaParts.Ref("phase" + Suffix(isReplay))),
        PhaseReader.MostPhases);

    /// <summary>Adds what <see cref="List"/> refers to.</summary>
    internal static void AddTo(JsonObject definitions, SchemaParts parts)
    {
        definitions["params"] = Parameters();
        definitions["stage"] = parts.Object("stage",
            [("rateTo", SchemaParts.Number(0, LoadCourse.MostRate)), ("for", SchemaParts.Duration())],
            LoadCourse.OfStages);
        definitions["target"] = parts.Object("target",
            [("weight", SchemaParts.Number(TargetReader.LeastWeight, TargetReader.MostWeight)), .. Asked()]);
        foreach (var isReplay in new[] { false, true })
        {
            definitions["phase" + Suffix(isReplay)] = Phase(parts, isReplay, isPart: false);
            definitions[Part + Suffix(isReplay)] = Phase(parts, isReplay, isPart: true);
            definitions["group" + Suffix(isReplay)] = parts.Object("group",
            [
                ("repeat", SchemaParts.Whole(PhaseReader.MostPhases)),
                ("phases", SchemaParts.Items(SchemaParts.Ref("phase" + Suffix(isReplay)), PhaseReader.MostPhases)),
            ], "phases");
        }
    }

    private static string Suffix(bool isReplay) => isReplay ? "OfReplay" : "";

    private static JsonObject Phase(SchemaParts parts, bool isReplay, bool isPart)
    {
        IReadOnlyList<(string, JsonObject)> own = isPart
            ? [("after", SchemaParts.Duration(zero: true))]
            : [(Together, SchemaParts.Items(SchemaParts.Ref(Part + Suffix(isReplay)), PhaseReader.MostPhases))];
        var phase = parts.Object("phase", [.. Properties(), .. own], "phase");
        var rules = new JsonArray(
            SchemaParts.Not(SchemaParts.Required("stages", "for")),
            SchemaParts.Not(SchemaParts.Required("stages", "rateTo")),
            SchemaParts.If(
                SchemaParts.AnyOf(SchemaParts.Required("stages"),
                    SchemaParts.Has("rateTo", new JsonObject { ["exclusiveMinimum"] = 0 })),
                new JsonObject(), SchemaParts.Where("rate", new JsonObject { ["minimum"] = LoadCourse.LeastRate })));
        if (!isReplay)
        {
            if (!isPart)
                rules.Add(SchemaParts.AnyOf(SchemaParts.Required("for"), SchemaParts.Required("stages")));
            rules.Add(isPart
                ? SchemaParts.Required("kind") : SchemaParts.AnyOf(SchemaParts.Required("kind"),
                    SchemaParts.Required(Together)));
            foreach (var row in PhaseKinds.All)
                rules.Add(OfKind(row, isPart));
        }

        phase["allOf"] = rules;
        return phase;
    }

    /// <summary>What a phase of a kind needs, and what has no effect in it.</summary>
    private static JsonObject OfKind(PhaseKindRow row, bool isPart)
    {
        var then = SchemaParts.OnlyNames([.. PhaseRules.Always, .. isPart ? PhaseRules.OfParts : [], .. row.Needs, .. row.May]);
        then["allOf"] = new JsonArray([.. row.Needs.Select(Needed), new JsonObject()]);
        var isMeant = SchemaParts.Has("kind", SchemaParts.Const(row.Name));
        return SchemaParts.If(row.Kind == PhaseKind.Together && !isPart
            ? SchemaParts.AnyOf(isMeant, SchemaParts.Not(SchemaParts.Required("kind"))) : isMeant, then);
    }

    /// <summary>Stages say the rate, targets what is asked for.</summary>
    private static JsonObject Needed(string name) => name switch
    {
        "rate" => SchemaParts.AnyOf(SchemaParts.Required(name), SchemaParts.Required("stages")),
        "method" or "path" => SchemaParts.AnyOf(SchemaParts.Required(name), SchemaParts.Required("targets")),
        _ => SchemaParts.Required(name),
    };

    private static IReadOnlyList<(string, JsonObject)> Asked() =>
    [
        ("method", SchemaParts.Text()),
        ("params", SchemaParts.AnyOf(Parameters(["array"]), Parameters(["object"]))),
        ("path", Path()),
        ("httpMethod", SchemaParts.OneOf(TargetReader.HttpMethods.Select(method => method.Name))),
        ("body", SchemaParts.AnyText()),
    ];

    private static IReadOnlyList<(string, JsonObject)> Properties()
    {
        var keys = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject([.. PhaseReader.OfKeys.Select(k => KeyValuePair.Create(k, (JsonNode?)SchemaParts.Text()))]),
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
        };
        return
        [
            ("phase", SchemaParts.Text("*")),
            ("kind", SchemaParts.OneOf(PhaseKinds.Names.Select(kind => kind.Name))),
            ("for", SchemaParts.Duration()),
            ("rate", SchemaParts.Number(0, LoadCourse.MostRate)),
            ("rateTo", SchemaParts.Number(0, LoadCourse.MostRate)),
            .. Asked(),
            ("addresses", SchemaParts.Whole(PhaseReader.MostAddresses)),
            ("amount", SchemaParts.Whole(long.MaxValue)),
            ("connections", SchemaParts.Whole(PhaseReader.MostConnections)),
            ("subscriptionsPerConnection", SchemaParts.Whole(PhaseReader.MostSubscriptions)),
            ("textSize", SchemaParts.Size()),
            ("miner", SchemaParts.Text()),
            ("keys", keys),
            ("stages", SchemaParts.Items(SchemaParts.Ref("stage"), LoadCourse.MostStages)),
            ("arrivals", SchemaParts.OneOf(PhaseReader.Arrivals.Select(arrival => arrival.Name))),
            ("inFlight", SchemaParts.Whole(PhaseReader.MostInFlight)),
            ("timeout", SchemaParts.Duration()),
            ("targets", SchemaParts.Items(SchemaParts.Ref("target"), TargetReader.MostTargets)),
            ("engine", SchemaParts.OneOf(PhaseReader.Engines.Select(engine => engine.Name))),
            ("script", SchemaParts.Text()),
        ];
    }

    /// <summary>Of the node and of nobody else; what escapes hide only the reader sees.</summary>
    private static JsonObject Path()
    {
        var allowed = RequestPath.Allowed.Replace("-", "", StringComparison.Ordinal) + "\\-";
        var path = SchemaParts.Text();
        path["allOf"] = new JsonArray(new JsonObject { ["pattern"] = $"^(?![^?]*//)(?![^?]*/\\.\\.(/|\\?|$))/[{allowed}]*$" });
        return path;
    }

    /// <summary>Parameters at any depth, with no key under a key's name.</summary>
    private static JsonObject Parameters() => Parameters(["array", "object", "string", "number", "boolean", "null"]);

    private static JsonObject Parameters(string[] types)
    {
        var secrets = new JsonObject();
        foreach (var name in PhaseParameters.SecretNames)
            secrets[name] = new JsonObject { ["type"] = "string", ["pattern"] = "^\\{[\\s\\S]*\\}$" };
        return new()
        {
            ["type"] = SchemaParts.Names(types),
            ["items"] = SchemaParts.Ref("params"),
            ["properties"] = secrets,
            ["additionalProperties"] = SchemaParts.Ref("params"),
        };
    }
}
