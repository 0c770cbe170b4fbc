using System.Globalization;
using System.Text;
using System.Text.Json;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// Judges what a node answered to a call: status 200 says nothing, and neither does an answer without an error (node.md
/// 6.1, 6.2).
/// </summary>
internal static class RpcAnswers
{
    private const int LongestQuote = 200;
    private const int LongestReason = 80;

    /// <summary>How a call ended.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="scrub">Takes secrets out before an answer is cut to be quoted.</param>
    public static RequestEnd End(ReadOnlyMemory<byte> body, Func<string, string> scrub) =>
        End(body, scrub, _ => null, must: true);

    /// <summary>How a request ended whose answer need not be JSON-RPC's: what is, counts as such.</summary>
    public static RequestEnd EndOfAny(ReadOnlyMemory<byte> body, Func<string, string> scrub) =>
        body.Span.TrimStart(" \r\n\t"u8).StartsWith("{"u8) ? End(body, scrub, _ => null, must: false) : RequestEnd.Ok;

    /// <summary>How a call ended, and what a success holds.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="scrub">Takes secrets out.</param>
    /// <param name="read">Reads the result of a success; told of no other.</param>
    /// <param name="must">Whether anything but JSON-RPC has failed.</param>
    public static RequestEnd End(ReadOnlyMemory<byte> body, Func<string, string> scrub, Func<JsonElement, string?> read,
        bool must)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("jsonrpc", out var version)
                || version.ValueKind != JsonValueKind.String)
                return must
                    ? new(LoadResultKind.Unreadable, null, null, "no JSON-RPC: " + Quote(body, scrub)) : RequestEnd.Ok;
            if (root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
                return OfError(error, Quote(body, scrub), scrub);
            if (!root.TryGetProperty("result", out var result))
                return RequestEnd.Ok;
            if (!Denies(result, "accepted") && !Denies(result, "success"))
                return RequestEnd.Ok with { Reason = read(result) };
            return new(LoadResultKind.NotAccepted, null, Text(result, "reason", scrub)
                ?? Text(result, "message", scrub), Quote(body, scrub));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a surrogate pair in a text
        {
            return must ? new(LoadResultKind.Unreadable, null, null, "no JSON: " + Quote(body, scrub)) : RequestEnd.Ok;
        }
    }

    /// <summary>The result of an answer; default where there is none, as of another node's or a torn one.</summary>
    public static T? Result<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T?> read)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("result", out var result) ? read(result) : default;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default; // another node, or a torn answer: nothing is known of it
        }
    }

    /// <summary>A height as the node writes it: 0x1a.</summary>
    public static long? Height(JsonElement result) =>
        result.ValueKind == JsonValueKind.String && result.GetString() is ['0', 'x', .. var hex]
        && long.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var height)
            ? height
            : null;

    private static RequestEnd OfError(JsonElement error, string quote, Func<string, string> scrub)
    {
        int? code = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var number)
            && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var given)
            ? given
            : null;
        var reason = error.ValueKind == JsonValueKind.Object
            && error.TryGetProperty("data", out var data) ? Text(data, "code", scrub) : null;
        return new(code is { } known ? RpcErrors.KindOf(known, reason) : LoadResultKind.RpcError, code, reason, quote);
    }

    private static bool Denies(JsonElement result, string field) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty(field, out var value)
            && value.ValueKind != JsonValueKind.True;

    private static string? Text(JsonElement of, string field, Func<string, string> scrub)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(field, out var value)
            || value.ValueKind != JsonValueKind.String)
            return null;
        var text = scrub(value.GetString()!).ReplaceLineEndings(" ").Trim();
        return text.Length <= LongestReason ? text : text[..LongestReason] + "…";
    }

    private static string Quote(ReadOnlyMemory<byte> body, Func<string, string> scrub)
    {
        var text = scrub(Encoding.UTF8.GetString(body.Span)).ReplaceLineEndings(" ").Trim();
        return text.Length <= LongestQuote ? text : text[..LongestQuote];
    }
}
