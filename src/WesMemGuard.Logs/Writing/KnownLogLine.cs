using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Writing;

/// <summary>
/// A line of the node's log as far as a reader of logs understands it: time, level, caller, the messages that are looked for,
/// figures, modules. Of other messages the length is left, and lines of no known form are left out: nobody knows what they hold.
/// </summary>
internal static partial class KnownLogLine
{
    private const int LongestName = 100;
    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-/");
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32 };
    private static readonly HashSet<string> ModuleFields = new(
        ["module", "layer", "objects", "approx_bytes", "cache_items", "queue_length"], StringComparer.Ordinal);

    /// <summary>The known part of a line; null when it has none.</summary>
    public static string? Of(string line)
    {
        if (line.StartsWith('{'))
            return Json(line);
        var bytes = Encoding.UTF8.GetBytes(line);
        if (ConsoleLine.Looks(bytes))
            return Console(line.Split('\t'));
        return Phrases.Of(bytes) is null ? null : line;
    }

    private static string? Json(string line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line, Reading);
            return Written(parsed.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Console(string[] columns)
    {
        if (columns.Length < 4)
            return null;
        var known = IsKnown(columns[3]);
        var fields = known && columns.Length > 4 && columns[^1].StartsWith('{') ? Json(columns[^1]) : null;
        var level = LevelForm().IsMatch(columns[1]) ? columns[1] : "";
        return string.Join('\t',
            [columns[0], level, IsName(columns[2].Replace(':', '.'))
            ? columns[2] : "", known ? columns[3] : Length(columns[3]), .. fields is null ? Array.Empty<string>() : [fields]]);
    }

    private static string Written(JsonElement root)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer,
            new JsonWriterOptions
            {
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                SkipValidation = true
            }))
        {
            var message = Text(root, "message") ?? Text(root, "msg") ?? "";
            json.WriteStartObject();
            foreach (var member in root.EnumerateObject())
                Write(json, member, IsKnown(message));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, JsonProperty member, bool known)
    {
        var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : null;
        switch (member.Name)
        {
            case "level" or "logger" or "module" when text is not null && IsName(text):
            case "timestamp" or "time" or "ts" when text is not null && TimeForm().IsMatch(text):
            case "caller" when text is not null && IsName(text.Replace(':', '.')):
                json.WriteString(member.Name, text);
                break;
            case "ts" or "time" or "timestamp" when member.Value.ValueKind == JsonValueKind.Number:
                member.WriteTo(json);
                break;
            case "message" or "msg" when text is not null:
                json.WriteString(member.Name, known ? text : Length(text));
                break;
            case "modules" or "top_modules" when known && member.Value.ValueKind == JsonValueKind.Array:
                Modules(json, member);
                break;
            case var name when known && text is not null && LineReader.ShownTexts.Contains(name):
                json.WriteString(name, text);
                break;
            case var name when known && member.Value.ValueKind == JsonValueKind.Number && IsName(name):
                member.WriteTo(json);
                break;
        }
    }

    private static void Modules(Utf8JsonWriter json, JsonProperty modules)
    {
        json.WriteStartArray(modules.Name);
        foreach (var module in modules.Value.EnumerateArray().Where(m => m.ValueKind == JsonValueKind.Object))
        {
            json.WriteStartObject();
            foreach (var field in module.EnumerateObject().Where(f => ModuleFields.Contains(f.Name)))
            {
                if (field.Value.ValueKind == JsonValueKind.Number
                    || (field.Value.ValueKind == JsonValueKind.String && IsName(field.Value.GetString()!)))
                    field.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static bool IsKnown(string message) => message == "memory_sample" || Phrases.Of(Encoding.UTF8.GetBytes(message)) is not null;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && !text.AsSpan().ContainsAnyExcept(NameLetters);

    private static string Length(string text) => string.Create(CultureInfo.InvariantCulture, $"(not kept: text, {text.Length})");

    [GeneratedRegex(@"\A[0-9TZ:.+ -]{5,40}\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex TimeForm();

    [GeneratedRegex(@"\A(?:\x1b\[[0-9;]{1,8}m)?[A-Za-z]{1,10}(?:\x1b\[[0-9;]{1,8}m)?\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex LevelForm();
}
