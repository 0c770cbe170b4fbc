using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WesMemGuard.Files;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Alerting;

/// <summary>
/// How alerts are written: JSON whose texts have places like <c>{node}</c>, <c>{summary}</c>, <c>{since}</c>. Those of Alertmanager,
/// Slack, DingTalk and Feishu come with the tool; any other is a file of one's own. A list stands for one alert after the other in one
/// request, an object for a request an alert.
/// </summary>
internal sealed partial class AlertFormat
{
    private const long Largest = 1024 * 1024;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonNode _template;

    private AlertFormat(string name, JsonNode template) => (Name, _template) = (name, template);

    /// <summary>The formats that come with the tool.</summary>
    public static IReadOnlyList<string> Known { get; } = ["alertmanager", "dingtalk", "feishu", "slack"];

    /// <summary>Its name, or its file.</summary>
    public string Name { get; }

    /// <summary>The format of a name, or of a file.</summary>
    /// <param name="name">A known name, or a file.</param>
    /// <param name="folder">The folder that a relative file starts from.</param>
    /// <exception cref="BadInputException">It is neither.</exception>
    public static AlertFormat Read(string name, string folder)
    {
        var path = Path.Combine(folder, name);
        if (!Known.Contains(name, StringComparer.Ordinal) && !File.Exists(path))
            throw new BadInputException("--alert-format", AlertReasons.NoFormat(name, Known));
        try
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
                return new AlertFormat(name, Parsed(PlainFile.Read(path, name, Largest)));
            using var stream =
                typeof(AlertFormat).Assembly.GetManifestResourceStream($"WesMemGuard.Fleets.Alerting.Templates.{name}.json")!;
            return new AlertFormat(name, Parsed(PlainFile.Bytes(stream, Largest)!));
        }
        catch (JsonException)
        {
            throw new BadInputException(name, AlertReasons.NoTemplate());
        }
    }

    /// <summary>The bodies of the requests that tell of these alerts, each with the alerts in it.</summary>
    internal IEnumerable<(string Body, IReadOnlyList<FleetAlert> Alerts)> Bodies(IReadOnlyList<FleetAlert> alerts)
    {
        if (_template is JsonArray { Count: > 0 } list)
        {
            var all = new JsonArray([.. alerts.Select(a => Filled(list[0], a))]);
            yield return (all.ToJsonString(Plain), alerts);
            yield break;
        }

        foreach (var alert in alerts)
            yield return (Filled(_template, alert)!.ToJsonString(Plain), [alert]);
    }

    private static JsonNode Parsed(byte[] json) => JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 32 })
        is JsonNode node and (JsonObject or JsonArray) ? node : throw new JsonException();

    private static JsonNode? Filled(JsonNode? template, FleetAlert alert) => template switch
    {
        JsonObject o => new JsonObject(o.Select(m => KeyValuePair.Create(m.Key, Filled(m.Value, alert)))),
        JsonArray a => new JsonArray([.. a.Select(item => Filled(item, alert))]),
        JsonValue v when v.TryGetValue<string>(out var text) => text == "{labels}" ? Labels(alert) : JsonValue.Create(Filled(text, alert)),
        _ => template?.DeepClone(),
    };

    private static JsonObject Labels(FleetAlert alert)
    {
        var labels = new JsonObject
        {
            ["alertname"] = "WesMemGuard",
            ["node"] = alert.Node,
            ["metric"] = alert.Metric,
            ["limit"] = alert.Limit,
            ["severity"] = alert.SeverityName,
        };
        foreach (var (label, value) in alert.Labels.Pairs)
        {
            var name = LabelName(label);
            while (labels[name] is { } taken && taken.GetValue<string>() != value)
                name = "exported_" + name; // as Prometheus calls a label whose name is taken
            labels[name] = value;
        }

        return labels;
    }

    /// <summary>A name that Alertmanager takes: letters, digits and <c>_</c>, no digit first; another has it refuse the request.</summary>
    private static string LabelName(string label)
    {
        var name = string.Concat(label.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>All places at once: what one field says is no place for another.</summary>
    private static string Filled(string text, FleetAlert alert)
    {
        var fields = alert.Fields;
        return Place().Replace(text, place => fields.GetValueOrDefault(place.Groups[1].Value, place.Value));
    }

    [GeneratedRegex("\\{([a-z]+)\\}")]
    private static partial Regex Place();
}
