// Objects that were there before a call, or a connection, keep something of it: handlers, continuations, links, loops, instruments.
using System.Diagnostics.Metrics;
using System.Reactive.Disposables;
using System.Threading.Tasks.Dataflow;

namespace LongerLivedKeepers;

public sealed class Bus
{
    public Action<string>? Told { get; set; }

    public void Tell(string text) => Told?.Invoke(text);
}

public sealed class Session
{
    private readonly string _id;

    public Session(Bus bus, string id)
    {
        _id = id;
        bus.Told += Print; // leak: WMG4001
    }

    private void Print(string text) => Console.WriteLine(_id + text);
}

public interface ITopics
{
    IDisposable Listen<T>(Action<T> handler);
}

public sealed class Count
{
    private int _seen;

    public Count(ITopics topics) => topics.Listen<string>(_ => _seen++); // leak: WMG4004

    public int Seen => _seen;
}

public sealed class Counting(ITopics topics)
{
    public async Task<int> ForAsync(TimeSpan time)
    {
        var count = new Count(topics);
        await Task.Delay(time);
        return count.Seen;
    }
}

public sealed class Signal
{
    private readonly TaskCompletionSource _source = new();

    public Task Over => _source.Task;

    public void Fire() => _source.TrySetResult();
}

public sealed class Requests(Signal signal)
{
    public async Task AnswerAsync(Stream request)
    {
        _ = signal.Over.ContinueWith(_ => request.Dispose(), TaskScheduler.Default); // leak: WMG4006
        await request.FlushAsync();
    }
}

public sealed class Supervisor : IDisposable
{
    private readonly CompositeDisposable _all = new();
    private readonly Func<string, IObservable<decimal>> _prices;
    private decimal _last;

    public Supervisor(IObservable<string> connections, Func<string, IObservable<decimal>> prices)
    {
        _prices = prices;
        _all.Add(connections.Subscribe(Connected));
    }

    public decimal Last => _last;

    public void Dispose() => _all.Dispose();

    private void Connected(string session) => _all.Add(_prices(session).Subscribe(price => _last = price)); // leak: WMG1002
}

public static class Sequences
{
    public static IDisposable Bind(this IObservable<int> values, Action<int> set) => values.Subscribe(set);
}

public sealed class Height(IObservable<int> heights)
{
    private int _height;

    public int Value => _height;

    public void Open() => heights.Bind(height => _height = height); // leak: WMG4004
}

public sealed class Viewers
{
    private readonly BroadcastBlock<string> _frames = new(static frame => frame);

    public void Push(string frame) => _frames.Post(frame);

    public async Task ServeAsync(Stream to, CancellationToken token)
    {
        var viewer = new BufferBlock<string>(new DataflowBlockOptions { BoundedCapacity = 32 });
        _frames.LinkTo(viewer, frame => frame.Length > 0); // leak: WMG4004
        while (await viewer.OutputAvailableAsync(token))
            await to.WriteAsync(Encoding.UTF8.GetBytes(await viewer.ReceiveAsync(token)), token);
    }
}

public sealed class Keepalive
{
    private readonly WebSocket _socket;

    public Keepalive(WebSocket socket)
    {
        _socket = socket;
        _ = PingAsync(); // leak: WMG3006
    }

    private async Task PingAsync()
    {
        while (true)
        {
            await Task.Delay(30_000);
            if (_socket.State == WebSocketState.Open)
                await _socket.SendAsync(new byte[1], WebSocketMessageType.Binary, true, default);
        }
    }
}

public sealed class Depth
{
    private int _depth;

    public Depth(Meter meter) => meter.CreateObservableGauge("depth", () => _depth); // leak: WMG5001

    public void Add() => _depth++;
}

public sealed class Acceptor(Meter meter)
{
    public async Task AcceptAsync(WebSocket socket)
    {
        var keepalive = new Keepalive(socket);
        var depth = new Depth(meter);
        depth.Add();
        await Task.Delay(1000);
        Console.WriteLine(keepalive);
    }
}
