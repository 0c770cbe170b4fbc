using System.Text;
using System.Text.Json;

namespace WesMemGuard.Scenarios.Live.Load;

/// <summary>Judges what a node answered to a call: status 200 says nothing, and neither does an answer without an error (node.md 6.1, 6.2).</summary>
internal static class RpcAnswers
{
    private const int LongestQuote = 200;

    /// <summary>Why an answer is no success; null when it is one. An error that the node answered keeps the word jsonrpc: for reads it is work done.</summary>
    public static string? Refusal(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("jsonrpc", out var version) || version.ValueKind != JsonValueKind.String)
                return "no JSON-RPC: " + Quote(body);
            if (root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
                return Quote(body);
            return root.TryGetProperty("result", out var result) && (Denies(result, "accepted") || Denies(result, "success")) ? Quote(body) : null;
        }
        catch (JsonException)
        {
            return "no JSON: " + Quote(body);
        }
    }

    private static bool Denies(JsonElement result, string field) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.True;

    private static string Quote(ReadOnlyMemory<byte> body) =>
        Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, LongestQuote)]).ReplaceLineEndings(" ").Trim();
}
