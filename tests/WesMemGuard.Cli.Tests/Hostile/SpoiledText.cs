using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WesMemGuard.Cli.Tests.Hostile;

/// <summary>
/// Texts as others wrote them, in which each string says something hostile: JSON, JSON in JSON, a page of metrics, a profile.
/// </summary>
/// <param name="appends">Whether the mark stands behind what was said, so that readers know it still, or in its place.</param>
internal sealed class SpoiledText(bool appends)
{
    /// <summary>Moments, kinds and whatever else a reader refuses where it isn't what it knows: no free text.</summary>
    private static readonly string[] Typed =
        ["at", "startedAt", "endedAt", "from", "to", "part", "origin", "timestamp", "level", "method", "path", "kind", "event", "jsonrpc"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>So many strings were spoiled.</summary>
    public int Count { get; private set; }

    public string Of(string text)
    {
        Count++;
        return appends ? text + HostileMarks.Text : HostileMarks.Text;
    }

    /// <summary>Lines of JSON; one that is none is spoiled as a whole.</summary>
    public string Lines(string text) =>
        string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Json(line) + "\n"));

    /// <summary>A JSON text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hasNames">Whether it may hold fields that nobody knows: their names are hostile too.</param>
    public string Json(string text, bool hasNames = false)
    {
        if (JsonNode.Parse(text) is not { } node)
            return text;
        Walk(node);
        if (hasNames && node is JsonObject fields)
            (fields[HostileMarks.Text.Replace("\ud800", "", StringComparison.Ordinal)], fields[Of("note")]) = (7, Of("x"));
        return node.ToJsonString(Plain).Replace("\ud800", "\\ud800", StringComparison.Ordinal); // half a pair stands in escapes alone
    }

    private void Walk(JsonNode node)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
                Child(list[i], "", value => list[i] = value);
        }
        else if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToList())
                Child(value, name, text => node[name] = text);
        }
    }

    private void Child(JsonNode? value, string name, Action<string> set)
    {
        if (value is JsonValue && value.GetValueKind() == JsonValueKind.String)
        {
            var text = value.GetValue<string>();
            if (name == "body")
                set(Body(text));
            else if (!Typed.Contains(name) && !IsFigure(text))
                set(Of(text));
        }
        else if (name == "headers" && value is JsonObject headers)
            Headers(headers);
        else if (value is not null and not JsonValue)
            Walk(value);
    }

    /// <summary>A header that isn't printable ASCII can't be served, and is refused: those below say what they can.</summary>
    private void Headers(JsonObject headers)
    {
        foreach (var (name, value) in headers.ToList())
        {
            if (name.StartsWith("X-", StringComparison.Ordinal) || name.StartsWith("Access-", StringComparison.Ordinal))
                headers[name] = new string([.. Of(value!.GetValue<string>()).Where(c => c is >= ' ' and <= '~')]);
        }
    }

    /// <summary>What an answer says: JSON, a page of metrics, or any text.</summary>
    private string Body(string text) => text.TrimStart() switch
    {
        ['{' or '[', ..] => Json(text, hasNames: true),
        ['#', ..] => Page(text),
        _ => Of(text),
    };

    /// <summary>Its help, the values of its labels, and a figure that nobody knows.</summary>
    private string Page(string text)
    {
        var page = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var open = line.IndexOf('{', StringComparison.Ordinal);
            if (line.StartsWith("# HELP", StringComparison.Ordinal))
                page.Append(line).Append(Of("").ReplaceLineEndings(" "));
            else if (open > 0 && !line.Contains("le=\"", StringComparison.Ordinal)
                && !line.Contains("quantile=\"", StringComparison.Ordinal))
                page.Append(line.AsSpan(0, open + 1)).Append("evil=\"").Append(Label()).Append("\",").Append(line.AsSpan(open + 1));
            else
                page.Append(line);
            page.Append('\n');
        }

        return page.Append("evil_total{evil=\"").Append(Label()).Append("\"} 1\n").ToString();
    }

    private string Label() => Of("").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Numbers and heights in texts are figures.</summary>
    private static bool IsFigure(string text) =>
        text.Length > 0 && (char.IsAsciiDigit(text[0]) || text.StartsWith("0x", StringComparison.Ordinal));
}
