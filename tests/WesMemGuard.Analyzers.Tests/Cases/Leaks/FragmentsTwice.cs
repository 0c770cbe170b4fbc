// One loop that gathers without a bound is one finding.
namespace FragmentsTwice;

public sealed class Receiver(WebSocket socket)
{
    public async Task<string> NextAsync(CancellationToken token)
    {
        using var whole = new MemoryStream();
        var parts = new List<int>();
        var buffer = new byte[4096];
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(buffer.AsMemory(), token);
            whole.Write(buffer, 0, got.Count); // leak: WMG3005
            parts.Add(got.Count);
        }
        while (!got.EndOfMessage);
        return Encoding.UTF8.GetString(whole.ToArray()) + parts.Count;
    }
}
