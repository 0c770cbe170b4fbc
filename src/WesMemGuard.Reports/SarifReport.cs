using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using WesMemGuard.Budgets;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports;

/// <summary>
/// Judged scenarios as SARIF 2.1.0 (OASIS, 2020), as code hosts show it: a result a limit at its line of the budget, with the
/// functions that grew beside it. Only what held is a pass; what could not be judged is a warning, never silence.
/// </summary>
internal static class SarifReport
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string InputRule = "input";

    // RepositoryUrl of the build.
    private static readonly string Repository = typeof(SarifReport).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(data => data.Key == "RepositoryUrl").Value!.TrimEnd('/');

    /// <summary>Writes one log with one run for all scenarios.</summary>
    /// <param name="scenarios">What was judged.</param>
    /// <param name="version">The tool's version.</param>
    /// <param name="to">Where it goes, UTF-8.</param>
    public static void Write(IReadOnlyList<JUnitScenario> scenarios, string version, Stream to)
    {
        using var json =
            new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Default });
        string[] rules =
            [.. scenarios.SelectMany(s => s.Verdict?.Verdicts ?? []).Select(RuleOf).Append(InputRule)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        Tool(json, rules, version);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var scenario in scenarios)
            Results(json, scenario, rules);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Tool(Utf8JsonWriter json, string[] rules, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "wesmemguard");
        json.WriteString("version", version);
        json.WriteString("informationUri", Repository);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule);
            json.WriteString("helpUri", Repository + (rule == InputRule
                ? "/blob/main/src/WesMemGuard.Core/Input/README.md" : "/blob/main/docs/verdicts.md"));
            Message(json, "shortDescription", rule == InputRule ? "A scenario that could not be judged" : $"The budget's limit {rule}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Results(Utf8JsonWriter json, JUnitScenario scenario, string[] rules)
    {
        if (scenario.Verdict is not { } verdict)
        {
            Begin(json, InputRule, rules, Outcome.Broken, $"{scenario.Name}: {scenario.Error?.In(Language.English) ?? "not judged"}");
            json.WriteEndObject();
            return;
        }

        for (var i = 0; i < verdict.Verdicts.Count; i++)
        {
            var v = verdict.Verdicts[i];
            Begin(json, RuleOf(v), rules, v.Outcome, v.Outcome == Outcome.Held
                ? $"{scenario.Name}: {Outcomes.Limit(scenario.Budget, i, v)} held: {v.Reason.In(Language.English)}"
                : v.Message.In(Language.English));
            if (scenario.Budget is { } budget && i < budget.Limits.Count)
                Locations(json, budget.File, budget.Limits[i], v.Suspects);
            json.WriteStartObject("partialFingerprints");
            json.WriteString("limit/v1", SafeText.Of($"{scenario.Name}/{i + 1}/{Outcomes.Limit(scenario.Budget, i, v)}"));
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void Begin(Utf8JsonWriter json, string rule, string[] rules, Outcome outcome, string message)
    {
        var (kind, level) =
            outcome switch { Outcome.Held => ("pass", "none"), Outcome.Broken => ("fail", "error"), _ => ("fail", "warning") };
        json.WriteStartObject();
        json.WriteString("ruleId", rule);
        json.WriteNumber("ruleIndex", Array.IndexOf(rules, rule));
        json.WriteString("kind", kind);
        json.WriteString("level", level);
        Message(json, "message", message);
    }

    private static void Locations(Utf8JsonWriter json, string file, Limit limit, IReadOnlyList<Suspect> suspects)
    {
        json.WriteStartArray("locations");
        json.WriteStartObject();
        Place(json, UriOf(file), limit.Line, limit.Column);
        json.WriteEndObject();
        json.WriteEndArray();
        if (suspects.Count == 0)
            return;
        json.WriteStartArray("relatedLocations");
        foreach (var suspect in suspects)
        {
            json.WriteStartObject();
            if (Line(suspect.Where) is { } place)
                Place(json, UriOf(place.File), place.Line, 0);
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", SafeText.Of(suspect.Function));
            json.WriteString("kind", "function");
            json.WriteEndObject();
            json.WriteEndArray();
            Message(json, "message",
                string.Create(CultureInfo.InvariantCulture, $"{suspect.Module}: {100 * suspect.Share:0} % of the growth"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Place(Utf8JsonWriter json, string uri, int line, int column)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", uri);
        json.WriteEndObject();
        if (line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", line);
            if (column > 0)
                json.WriteNumber("startColumn", column);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", SafeText.Of(text));
        json.WriteEndObject();
    }

    private static string RuleOf(Verdict verdict) => $"{verdict.Metric}/{verdict.Limit}";

    /// <summary><c>txpool.go:412</c>; null where there is no line.</summary>
    private static (string File, int Line)? Line(string? where)
    {
        var at = where?.LastIndexOf(':') ?? -1;
        return at > 0
            && int.TryParse(where.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (where![..at], line) : null;
    }

    // A relative reference stays one; letters that a reference can't hold are escaped.
    private static string UriOf(string path) => Path.IsPathRooted(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
