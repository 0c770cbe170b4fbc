using System.Text.Json;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>
/// An answer of <c>/jsonrpc</c>: status 200 even for errors, which carry <c>error</c> in place of <c>result</c>
/// (node.md 6.1).
/// </summary>
internal static class JsonRpcAnswer
{
    public static T Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read) => StrictJson.Read(body, root =>
    {
        if (StrictJson.Text(root, "", "jsonrpc") != "2.0")
            throw new MissException(MissKind.Unexpected,
                $"jsonrpc: found {StrictJson.Found(root.GetProperty("jsonrpc"))}, \"2.0\" is needed");
        if (root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
            throw new MissException(MissKind.Unexpected, "JSON-RPC error "
                + Excerpt.Of(System.Text.Encoding.UTF8.GetBytes(error.GetRawText())));
        return read(root);
    });
}
