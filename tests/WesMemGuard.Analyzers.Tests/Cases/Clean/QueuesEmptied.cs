// Queues that are cut, or that time empties.
namespace QueuesEmptied;

public sealed class Offers
{
    private readonly PriorityQueue<string, decimal> _byFee = new();
    private readonly Lock _gate = new();

    public void Put(string offer, decimal fee)
    {
        lock (_gate)
        {
            _byFee.Enqueue(offer, fee);
            if (_byFee.Count > 500)
                _byFee.Dequeue();
        }
    }

    public string? Take()
    {
        lock (_gate)
            return _byFee.TryDequeue(out var offer, out _) ? offer : null;
    }
}

public sealed class Schedule
{
    private readonly PriorityQueue<Action, long> _due = new();
    private readonly Lock _gate = new();

    public void After(TimeSpan time, Action action)
    {
        lock (_gate)
            _due.Enqueue(action, DateTime.UtcNow.Add(time).Ticks);
    }

    public void Tick()
    {
        lock (_gate)
            while (_due.TryPeek(out _, out var at) && at <= DateTime.UtcNow.Ticks)
                _due.Dequeue()();
    }
}

// The buffer of one message after the other, and a stream that owns its socket.
public sealed class Frames
{
    private readonly System.Buffers.ArrayBufferWriter<byte> _message = new();

    public async Task<byte[]?> NextAsync(WebSocket socket, CancellationToken token)
    {
        _message.ResetWrittenCount();
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(_message.GetMemory(4096), token);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            _message.Advance(part.Count);
        }
        while (!part.EndOfMessage);
        return _message.WrittenSpan.ToArray();
    }
}

public static class Streams
{
    public static async Task<Stream> OpenAsync(string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, 443);
            var network = new NetworkStream(socket, ownsSocket: true);
            var secure = new System.Net.Security.SslStream(network, leaveInnerStreamOpen: false);
            await secure.AuthenticateAsClientAsync(host);
            return secure;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
