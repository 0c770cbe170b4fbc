using System.Text.Json;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>
/// Reads the node's JSON without guessing: a field that is missing, twice there or of another type is a miss that names
/// it.
/// </summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    public static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new MissException(MissKind.Unreadable,
                    $"found {Found(json.RootElement)}, a JSON object is needed");
            return read(json.RootElement);
        }
        catch (JsonException e)
        {
            var where = e.LineNumber is { } line
                ? FormattableString.Invariant($" at line {line + 1}, byte {e.BytePositionInLine + 1}") : ", a name twice";
            throw new MissException(MissKind.Unreadable, $"no JSON{where}: {Excerpt.Of(body.Span)}");
        }
        catch (InvalidOperationException)
        {
            throw new MissException(MissKind.Unreadable, $"no JSON, text that is not UTF-8: {Excerpt.Of(body.Span)}");
        }
    }

    public static JsonElement Object(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value : throw Wrong(of, "", name, "an object");

    public static JsonElement Array(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value : throw Wrong(of, "", name, "an array");

    public static double Count(JsonElement of, string path, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetUInt64(out var count)
            ? count
            : throw Wrong(of, path, name, "an integer >= 0");

    public static string Text(JsonElement of, string path, string name) =>
        of.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(of, path, name, "a text");

    public static bool Flag(JsonElement of, string path, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Wrong(of, path, name, "true or false");

    public static string Found(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => Excerpt.Of(System.Text.Encoding.UTF8.GetBytes(value.GetRawText())),
    };

    private static MissException Wrong(JsonElement of, string path, string name, string needed) =>
        new(MissKind.Unreadable,
            $"{path}{name}: {(of.TryGetProperty(name, out var value) ? "found " + Found(value) : "not there")}, {needed} is needed");
}
