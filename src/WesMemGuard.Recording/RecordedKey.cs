using System.Text;
using System.Text.Json;
using WesMemGuard.Node;
using WesMemGuard.Recording.Known;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording;

/// <summary>
/// What names a request in a recording: method and path, and of JSON-RPC the call with its parameters, as ids, spaces
/// and the order of fields differ between clients.
/// </summary>
internal static class RecordedKey
{
    private const int LongestShown = 200;
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 32 };

    /// <summary>The request as it is.</summary>
    public static string Of(string method, string path, string? body) => Of(method, path, body, Ordered);

    /// <summary>The request as a recorder writes it, which leaves out what may be a secret.</summary>
    public static string AsWritten(string method, string path, string? body) =>
        Of(method, KnownRequest.Path(path, new Scrubber()), body,
            (call, parameters) => Ordered(call, KnownRequest.Parameters(call, parameters)));

    private static string Of(string method, string path, string? body, Func<string, JsonElement, string> write)
    {
        if (path != NodePaths.JsonRpc || body is null || NodeSampler.MethodOf(body) is not { } call)
            return $"{method} {path}";
        try
        {
            using var json = JsonDocument.Parse(body, Reading);
            var parameters = json.RootElement.TryGetProperty("params", out var given) ? write(call, given) : "";
            return parameters is "" or "[]" or "{}" or "null"
                ? $"{method} {path} {call}" : $"{method} {path} {call} {parameters}";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a surrogate pair in a text
        {
            return $"{method} {path} {call}";
        }
    }

    /// <summary>A key fit to be listed.</summary>
    public static string Shown(string key) => key.Length <= LongestShown ? key : key[..LongestShown] + "…";

    private static string Ordered(string call, string parameters)
    {
        using var json = JsonDocument.Parse(parameters, Reading);
        return Ordered(call, json.RootElement);
    }

    private static string Ordered(string call, JsonElement parameters)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer,
            new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, parameters);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(json, item);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(value.GetString());
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
