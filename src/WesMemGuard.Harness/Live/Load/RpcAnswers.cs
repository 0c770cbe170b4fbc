using System.Text;
using System.Text.Json;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>Judges what a node answered to a call: status 200 says nothing, and neither does an answer without an error (node.md 6.1, 6.2).</summary>
internal static class RpcAnswers
{
    private const int LongestQuote = 200;

    /// <summary>Why an answer is no success; null when it is one. An error that the node answered keeps the word jsonrpc: for reads it is work done.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="scrub">Takes secrets out before an answer is cut to be quoted.</param>
    public static string? Refusal(ReadOnlyMemory<byte> body, Func<string, string> scrub)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String)
                return "no JSON-RPC: " + Quote(body, scrub);
            if (root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
                return Quote(body, scrub);
            return root.TryGetProperty("result", out var result) && (Denies(result, "accepted") || Denies(result, "success")) ? Quote(body, scrub) : null;
        }
        catch (JsonException)
        {
            return "no JSON: " + Quote(body, scrub);
        }
    }

    private static bool Denies(JsonElement result, string field) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.True;

    private static string Quote(ReadOnlyMemory<byte> body, Func<string, string> scrub)
    {
        var text = scrub(Encoding.UTF8.GetString(body.Span)).ReplaceLineEndings(" ").Trim();
        return text.Length <= LongestQuote ? text : text[..LongestQuote];
    }
}
