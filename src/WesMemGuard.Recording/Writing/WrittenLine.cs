using System.Text;
using System.Text.Json;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Writing;

/// <summary>
/// A line of a recording without what became known as a secret after it was written: what the node said is looked through, and not what
/// this recorder put there. A secret that begins like a header's name, a time or a kind leaves those as they are.
/// </summary>
internal static class WrittenLine
{
    /// <summary>Names and words of the recorder's own, in the objects that it writes.</summary>
    private static readonly HashSet<string> Own = ["at", "startedAt", "endedAt", "method", "errorKind", "kind", "event", "file"];

    /// <summary>The line; the same one where it holds nothing that is known.</summary>
    public static string Known(string line, Scrubber scrubber)
    {
        if (scrubber.Known(line) is var struck && (struck == line || !line.StartsWith('{')))
            return struck == line ? line : struck;
        try
        {
            using var read = JsonDocument.Parse(line);
            return Encoding.UTF8.GetString(RecordedLines.Object(json => Fields(read.RootElement, json, scrubber, isForeign: false)));
        }
        catch (JsonException)
        {
            return struck; // a line of a log
        }
    }

    private static void Fields(JsonElement fields, Utf8JsonWriter json, Scrubber scrubber, bool isForeign)
    {
        foreach (var field in fields.EnumerateObject())
        {
            json.WritePropertyName(isForeign ? scrubber.Known(field.Name) : field.Name);
            if (!isForeign && field.Value.ValueKind == JsonValueKind.String && Own.Contains(field.Name))
                field.Value.WriteTo(json);
            else
                Value(field.Value, json, scrubber, isForeign || field.Name == "requestBody");
        }
    }

    private static void Value(JsonElement value, Utf8JsonWriter json, Scrubber scrubber, bool isForeign)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                Fields(value, json, scrubber, isForeign);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Value(item, json, scrubber, isForeign);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(scrubber.Known(value.GetString()!));
                break;
            case JsonValueKind.Number when isForeign && scrubber.Known(value.GetRawText()) is var number && number != value.GetRawText():
                json.WriteStringValue(number);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
