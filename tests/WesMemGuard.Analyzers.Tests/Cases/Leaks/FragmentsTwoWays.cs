// One loop that gathers in a text and in a buffer, or in two texts, is one finding.
namespace FragmentsTwoWays;

public sealed class Receiver(WebSocket socket)
{
    public async Task<string> NextAsync(CancellationToken token)
    {
        using var whole = new MemoryStream();
        var text = "";
        var buffer = new byte[4096];
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(buffer.AsMemory(), token);
            whole.Write(buffer, 0, got.Count);
            text += Encoding.UTF8.GetString(buffer, 0, got.Count); // leak: WMG3005
        }
        while (!got.EndOfMessage);
        return text + whole.Length;
    }

    public async Task<(string, string)> BothAsync(CancellationToken token)
    {
        var left = "";
        var right = "";
        var buffer = new byte[4096];
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(buffer.AsMemory(), token);
            left += Encoding.UTF8.GetString(buffer, 0, got.Count); // leak: WMG3005
            right += Encoding.ASCII.GetString(buffer, 0, got.Count);
        }
        while (!got.EndOfMessage);
        return (left, right);
    }
}
