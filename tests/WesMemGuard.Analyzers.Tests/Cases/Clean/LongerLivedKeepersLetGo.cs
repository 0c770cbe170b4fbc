// The like of LongerLivedKeepers: taken out again, ended with their owner, or kept by what goes with them.
using System.Reactive.Subjects;
using System.Threading.Tasks.Dataflow;

namespace LongerLivedKeepersLetGo;

public sealed class Bus
{
    public Action<string>? Told { get; set; }

    public void Tell(string text) => Told?.Invoke(text);
}

public sealed class Session : IDisposable
{
    private readonly Bus _bus;

    public Session(Bus bus)
    {
        _bus = bus;
        bus.Told += Print;
    }

    public void Dispose() => _bus.Told -= Print;

    private void Print(string text) => Console.WriteLine(this + text);
}

public sealed class Heights : IDisposable
{
    private readonly Subject<int> _heights = new();
    private int _last;

    public Heights() => _heights.Subscribe(height => _last = height);

    public int Last => _last;

    public void Dispose() => _heights.Dispose();
}

public sealed class Pipeline
{
    private readonly TransformBlock<string, int> _parse = new(int.Parse, new() { BoundedCapacity = 5 });
    private readonly ActionBlock<int> _print = new(Console.WriteLine, new() { BoundedCapacity = 5 });

    public Pipeline() => _parse.LinkTo(_print, new DataflowLinkOptions { PropagateCompletion = true });

    public Task<bool> SendAsync(string text) => _parse.SendAsync(text);
}

public sealed class Viewers
{
    private readonly BroadcastBlock<string> _frames = new(static frame => frame);

    public void Push(string frame) => _frames.Post(frame);

    public async Task ServeAsync(Stream to, CancellationToken token)
    {
        var viewer = new BufferBlock<string>(new DataflowBlockOptions { BoundedCapacity = 32 });
        using var link = _frames.LinkTo(viewer, new DataflowLinkOptions());
        while (await viewer.OutputAvailableAsync(token))
            await to.WriteAsync(Encoding.UTF8.GetBytes(await viewer.ReceiveAsync(token)), token);
    }
}

public sealed class Keepalive : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly WebSocket _socket;

    public Keepalive(WebSocket socket)
    {
        _socket = socket;
        _ = PingAsync(_stop.Token);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task PingAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            await Task.Delay(30_000, token);
            await _socket.SendAsync(new byte[1], WebSocketMessageType.Binary, true, token);
        }
    }
}
