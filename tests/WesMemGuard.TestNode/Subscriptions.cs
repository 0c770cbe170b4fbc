using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace WesMemGuard.TestNodes;

/// <summary>The WebSocket: subscribing is answered, no event ever comes (node.md 6.3).</summary>
internal static class Subscriptions
{
    private const int LargestFrame = 64 * 1024;

    public static async Task ServeAsync(WebSocket socket, CancellationToken ct)
    {
        var buffer = new byte[LargestFrame];
        var next = 0x68fa4eaa;
        while (socket.State == WebSocketState.Open)
        {
            var got = await socket.ReceiveAsync(buffer.AsMemory(), ct);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ct);
                return;
            }

            var answer = Answer(buffer.AsMemory(0, got.Count), ref next);
            await socket.SendAsync(Encoding.UTF8.GetBytes(answer), WebSocketMessageType.Text, endOfMessage: true, ct);
        }
    }

    private static string Answer(ReadOnlyMemory<byte> frame, ref int next)
    {
        try
        {
            using var json = JsonDocument.Parse(frame);
            var id = json.RootElement.TryGetProperty("id", out var found) ? found.GetRawText() : "null";
            return (json.RootElement.TryGetProperty("method", out var name) ? name.GetString() : null) switch
            {
                "wes_subscribe" => $$"""
                    {"jsonrpc":"2.0","id":{{id}},"result":"0x{{(next++).ToString("x8", CultureInfo.InvariantCulture)}}"}
                    """,
                "wes_unsubscribe" => $$"""{"jsonrpc":"2.0","id":{{id}},"result":true}""",
                _ => $$$"""{"error":{"code":-32601,"message":"Method not found"},"id":{{{id}}},"jsonrpc":"2.0"}""",
            };
        }
        catch (JsonException)
        {
            return """{"error":{"code":-32700,"message":"Parse error"},"id":null,"jsonrpc":"2.0"}""";
        }
    }
}
