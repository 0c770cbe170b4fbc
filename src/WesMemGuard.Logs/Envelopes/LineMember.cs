using System.Text;
using System.Text.Json;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Logs.Envelopes;

/// <summary>
/// The member of a collector's objects that holds the node's line, found in one object and looked up in those that follow.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="IsObject">Whether the line lies there as an object; else as text.</param>
/// <param name="Kind">What writes such objects.</param>
internal sealed record LineMember(string Name, bool IsObject, EnvelopeKind Kind)
{
    private const int Deepest = 6;

    /// <summary>The name as it stands in a line.</summary>
    public byte[] Quoted { get; } = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(Name)}\"");

    /// <summary>Looks for the member; null when the object holds no line of the node, or is one itself.</summary>
    public static LineMember? Find(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 64 });
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object ? In(document.RootElement, 0) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: a text that is no UTF-8
        {
            // A line that was cut short: others of the file tell where the node's line is.
            return null;
        }
    }

    private static LineMember? In(JsonElement element, int depth)
    {
        foreach (var member in element.EnumerateObject())
        {
            var found = member.Value.ValueKind switch
            {
                JsonValueKind.String when NodeLine.Looks(Encoding.UTF8.GetBytes(member.Value.GetString()!)) =>
                    Of(member.Name, false, element),
                JsonValueKind.Array when Bytes(member.Value) is { } bytes && NodeLine.Looks(bytes) => Of(member.Name, false, element),
                JsonValueKind.Object when depth < Deepest =>
                    In(member.Value, depth + 1) ?? (IsRecord(member.Value) ? Of(member.Name, true, element) : null),
                _ => null,
            };
            if (found is not null)
                return found;
        }

        return null;
    }

    /// <summary>Whether an object is a line of the node: level and message.</summary>
    private static bool IsRecord(JsonElement element) =>
        element.TryGetProperty("level", out var level) && level.ValueKind == JsonValueKind.String
        && (element.TryGetProperty("message", out _) || element.TryGetProperty("msg", out _));

    private static LineMember Of(string name, bool isObject, JsonElement beside) => new(name, isObject, name switch
    {
        "log" when beside.TryGetProperty("stream", out _) && beside.TryGetProperty("time", out _) => EnvelopeKind.Docker,
        "log" => EnvelopeKind.FluentBit,
        "MESSAGE" => EnvelopeKind.JournalJson,
        "line" => EnvelopeKind.Loki,
        "jsonPayload" or "textPayload" => EnvelopeKind.CloudLogging,
        "message" when beside.TryGetProperty("@timestamp", out _) => EnvelopeKind.Elastic,
        _ => EnvelopeKind.Json,
    });

    /// <summary>A text that journald keeps as a list of bytes, because not all of them are printable.</summary>
    public static byte[]? Bytes(JsonElement array)
    {
        var bytes = new List<byte>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetByte(out var value))
                return null;
            bytes.Add(value);
        }

        return bytes.Count > 0 ? [.. bytes] : null;
    }
}
