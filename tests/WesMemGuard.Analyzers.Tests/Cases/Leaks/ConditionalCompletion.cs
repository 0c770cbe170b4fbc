// A pipe is completed only while another object is in a good state.
using System.Threading.Tasks.Dataflow;

namespace ConditionalCompletion;

public sealed class Feed
{
    private readonly WebSocket _socket;
    private readonly BufferBlock<string> _head = new(new DataflowBlockOptions { BoundedCapacity = 100 });
    private readonly ActionBlock<string> _tail;

    public Feed(WebSocket socket, Action<string> take)
    {
        _socket = socket;
        _tail = new ActionBlock<string>(take, new ExecutionDataflowBlockOptions { BoundedCapacity = 100 });
        _head.LinkTo(_tail, new DataflowLinkOptions { PropagateCompletion = true });
    }

    public Task Done => _tail.Completion;

    public Task<bool> TakeAsync(string text) => _head.SendAsync(text);

    public async Task EndAsync()
    {
        if (_socket.State == WebSocketState.Open)
        {
            await _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
            _head.Complete(); // leak: WMG2003
        }
    }
}

public sealed class Outbox(TcpClient wire)
{
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(10);

    public ValueTask PutAsync(string line) => _lines.Writer.WriteAsync(line);

    public async Task PumpAsync(CancellationToken token)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(token))
            await wire.GetStream().WriteAsync(Encoding.UTF8.GetBytes(line), token);
    }

    public void Finish()
    {
        if (wire.Connected)
            _lines.Writer.TryComplete(); // leak: WMG2003
    }
}
