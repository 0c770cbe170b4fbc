// An unbounded channel whose reader waits for something else with each item; one that nothing reads.
namespace QueueWithSlowReader;

public sealed class Store(WebSocket socket, HttpClient http)
{
    private readonly Channel<byte[]> _packets = Channel.CreateUnbounded<byte[]>(); // leak: WMG2001

    public async Task ReceiveAsync(CancellationToken token)
    {
        var buffer = new byte[4096];
        try
        {
            while (!token.IsCancellationRequested)
            {
                var got = await socket.ReceiveAsync(buffer, token);
                _packets.Writer.TryWrite(buffer[..got.Count]);
            }
        }
        finally
        {
            _packets.Writer.TryComplete();
        }
    }

    public async Task StoreAsync(CancellationToken token)
    {
        await foreach (var packet in _packets.Reader.ReadAllAsync(token))
            using (await http.PostAsync("/packets", new ByteArrayContent(packet), token))
                Console.WriteLine(packet.Length);
    }
}
