using System.Text;
using System.Text.Json;

namespace WesMemGuard.Logs.Envelopes;

/// <summary>
/// A log that was exported as one JSON document (an array, an answer of Loki or of a cloud's logging, objects over several lines)
/// as lines: each element of its arrays on a line of its own.
/// </summary>
internal static class DocumentLines
{
    /// <summary>A document is held whole; a larger one is no export of one node's log.</summary>
    private const int LargestDocument = 256 * 1024 * 1024;

    private static readonly byte[][] Answers =
        ["\"resultType\""u8.ToArray(), "\"events\""u8.ToArray(), "\"logEvents\""u8.ToArray(), "\"hits\""u8.ToArray(),
        "\"entries\""u8.ToArray()];

    /// <summary>
    /// Whether a file is such a document, by its head: an array, an object whose first line does not end it, or one line that is an answer.
    /// </summary>
    public static bool IsDocument(ReadOnlySpan<byte> head)
    {
        var text = (head.StartsWith("\uFEFF"u8) ? head[3..] : head).TrimStart(" \t\r\n"u8);
        if (text.Length < 2)
            return false;
        var next = text[1..].TrimStart(" \t\r\n"u8);
        if (text[0] == (byte)'[')
            return !next.IsEmpty && next[0] is (byte)'{' or (byte)'"';
        if (text[0] != (byte)'{' || text.StartsWith("{\"level\""u8))
            return false;
        var first = text.IndexOf((byte)'\n') is var end and >= 0 ? text[..end].TrimEnd("\r "u8) : text;
        if (first is [(byte)'{'])
            return true;
        foreach (var answer in Answers)
        {
            if (first[..Math.Min(first.Length, 200)].IndexOf(answer) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>The document's lines.</summary>
    /// <exception cref="InvalidDataException">It is too large, or no JSON.</exception>
    public static Stream Of(Stream document)
    {
        using (document)
        {
            var bytes = Whole(document);
            var lines = new MemoryStream();
            try
            {
                var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 64, AllowMultipleValues = true });
                while (reader.Read())
                {
                    using var value = JsonDocument.ParseValue(ref reader);
                    Write(value.RootElement, lines);
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                if (lines.Length == 0)
                    throw new InvalidDataException(e.Message, e);
                lines.Write("{\"cut\n"u8); // what follows can't be read: a torn line says so
            }

            lines.Position = 0;
            return lines;
        }
    }

    private static ReadOnlySpan<byte> Whole(Stream document)
    {
        var whole = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = document.Read(buffer); read > 0; read = document.Read(buffer))
        {
            if (whole.Length + read > LargestDocument)
                throw new InvalidDataException($"a JSON document of more than {LargestDocument} bytes");
            whole.Write(buffer, 0, read);
        }

        var bytes = whole.GetBuffer().AsSpan(0, (int)whole.Length);
        return bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
    }

    private static void Write(JsonElement element, MemoryStream lines)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in IsNewestFirst(element) ? element.EnumerateArray().Reverse() : element.EnumerateArray())
                    Item(item, lines);
                break;
            case JsonValueKind.Object when Lists(element) is { Count: > 0 } lists:
                foreach (var list in lists)
                    Write(list, lines);
                break;
            case JsonValueKind.Object:
                Object(element, lines);
                break;
            case JsonValueKind.String:
                Line(element.GetString()!, lines);
                break;
        }
    }

    /// <summary>Loki and clouds answer with the newest line first unless asked otherwise.</summary>
    private static bool IsNewestFirst(JsonElement array)
    {
        var length = array.GetArrayLength();
        return length > 1 && Time(array[0]) is { } first && Time(array[length - 1]) is { } last && string.CompareOrdinal(first, last) > 0;
    }

    private static string? Time(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Array when item.GetArrayLength() > 1 && item[0].ValueKind == JsonValueKind.String => item[0].GetString(),
        JsonValueKind.Object when item.TryGetProperty("timestamp", out var time) && time.ValueKind == JsonValueKind.String =>
            time.GetString(),
        _ => null,
    };

    /// <summary>Loki writes <c>["time", "line"]</c>.</summary>
    private static void Item(JsonElement item, MemoryStream lines)
    {
        if (item.ValueKind == JsonValueKind.Array && item.GetArrayLength() >= 2 && item[1].ValueKind == JsonValueKind.String)
            Line(item[1].GetString()!, lines);
        else
            Write(item, lines);
    }

    /// <summary>The arrays of objects or pairs within an object that is no line itself.</summary>
    private static List<JsonElement> Lists(JsonElement element)
    {
        var lists = new List<JsonElement>();
        if (element.TryGetProperty("level", out _) || element.TryGetProperty("message", out _) || element.TryGetProperty("msg", out _))
            return lists;
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() > 0
                && member.Value[0].ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                lists.Add(member.Value);
            else if (member.Value.ValueKind == JsonValueKind.Object && member.Name is "data" or "result" or "hits" or "response")
                lists.AddRange(Lists(member.Value));
        }

        return lists;
    }

    // A line feed in a JSON text stands between its parts only; in texts it is escaped.
    private static void Object(JsonElement element, MemoryStream lines) => Line(element.GetRawText(), lines);

    private static void Line(string text, MemoryStream lines)
    {
        lines.Write(Encoding.UTF8.GetBytes(text.TrimEnd('\n', '\r').Replace('\n', ' ').Replace('\r', ' ')));
        lines.WriteByte((byte)'\n');
    }
}
