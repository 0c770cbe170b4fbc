// Fragments gathered by a loop that a size bounds.
namespace FragmentsBounded;

public sealed class Receiver(WebSocket socket)
{
    public async Task<string> NextAsync(CancellationToken token)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[4096];
        ValueWebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(buffer.AsMemory(), token);
            whole.Write(buffer, 0, got.Count);
            if (whole.Length > 1 << 20)
                throw new InvalidDataException("too long");
        }
        while (!got.EndOfMessage);
        return Encoding.UTF8.GetString(whole.ToArray());
    }
}
