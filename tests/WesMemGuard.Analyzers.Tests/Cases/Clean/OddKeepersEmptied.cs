// The same odd keepers, replaced, cut or set back.
using System.Buffers;
using System.Collections.Immutable;

namespace OddKeepersEmptied;

public sealed class Peers
{
    private ImmutableList<string> _peers = ImmutableList<string>.Empty;

    public void OnPeer(object? sender, string address)
    {
        ImmutableList<string> before, after;
        do
        {
            before = _peers;
            after = before.Add(address);
        }
        while (Interlocked.CompareExchange(ref _peers, after, before) != before);
    }

    public void OnGone(object? sender, string address)
    {
        ImmutableList<string> before, after;
        do
        {
            before = _peers;
            after = before.Remove(address);
        }
        while (Interlocked.CompareExchange(ref _peers, after, before) != before);
    }
}

public sealed class Quotes : BackgroundService
{
    private ImmutableDictionary<string, decimal> _quotes = ImmutableDictionary<string, decimal>.Empty;
    private readonly Func<Task<Dictionary<string, decimal>>> _all;

    public Quotes(Func<Task<Dictionary<string, decimal>>> all) => _all = all;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var builder = ImmutableDictionary.CreateBuilder<string, decimal>();
            foreach (var (id, price) in await _all())
                builder[id] = price;
            _quotes = builder.ToImmutable();
            await Task.Delay(1000, stoppingToken);
        }
    }
}

public sealed class Frames(Func<byte[], Task> send)
{
    private byte[] _buffer = new byte[64];
    private int _count;

    public void Write(ReadOnlySpan<byte> part)
    {
        if (_count + part.Length > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _count + part.Length));
        part.CopyTo(_buffer.AsSpan(_count));
        _count += part.Length;
    }

    public async Task FlushAsync()
    {
        await send(_buffer[.._count]);
        _count = 0;
    }
}

public sealed class FrameUser(Frames frames)
{
    public void Use(byte[] b) => frames.Write(b);
}

public class Recent : List<decimal>
{
    public void Record(decimal price)
    {
        Add(price);
        if (Count > 100)
            RemoveAt(0);
    }
}

public class Open : Dictionary<string, DateTime>
{
    public void Enter(string id) => this[id] = DateTime.UtcNow;
}

public sealed class Ticker(Recent recent, Open open, Func<Task<decimal>> price) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            recent.Record(await price());
            open.Enter("a" + DateTime.UtcNow);
            foreach (var (id, at) in open.ToArray())
                if (DateTime.UtcNow - at > TimeSpan.FromHours(1))
                    open.Remove(id);
        }
    }
}

public sealed class Chain
{
    private sealed class Link(string hash, Link? before)
    {
        public string Hash { get; } = hash;
        public Link? Before { get; set; } = before;
    }

    private Link? _head;

    public void Push(string hash) => _head = new Link(hash, _head);

    public string? Pop()
    {
        var hash = _head?.Hash;
        _head = _head?.Before;
        return hash;
    }
}

public sealed class Tail
{
    private sealed class Item
    {
        public string Text = "";
        public Item? Next;
    }

    private Item _first = new();
    private Item _last;

    public Tail() => _last = _first;

    public void OnLine(string text)
    {
        var item = new Item { Text = text };
        _last.Next = item;
        _last = item;
    }

    public string? Take()
    {
        if (_first.Next is not { } next)
            return null;
        _first = next;
        return next.Text;
    }
}

public sealed class TailUser(Tail tail)
{
    public void Use(string line) => tail.OnLine(line);
}

public sealed record Snapshot(ulong Block, decimal Price, decimal Before);

public sealed class Pool
{
    private Snapshot? _current;

    public Snapshot Sync(ulong block, decimal price)
    {
        while (true)
        {
            var before = Volatile.Read(ref _current);
            var next = new Snapshot(block, price, before?.Price ?? 0);
            if (Interlocked.CompareExchange(ref _current, next, before) == before)
                return next;
        }
    }
}

public interface IPipe { Task SendAsync(byte[] body); }

public sealed class Counting(IPipe inner, string name) : IPipe
{
    public Task SendAsync(byte[] body) { Console.WriteLine(name); return inner.SendAsync(body); }
}

public sealed class Uplink(IPipe pipe, Func<CancellationToken, Task<string>> reconnect) : BackgroundService
{
    private IPipe _pipe = pipe;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var name = await reconnect(stoppingToken);
            _pipe = new Counting(pipe, name);
        }
    }
}

public sealed class Filters : BackgroundService
{
    private Func<string, bool> _accept = static _ => true;
    private readonly ChannelReader<string> _bans;

    public Filters(ChannelReader<string> bans) => _bans = bans;

    public bool Accepts(string peer) => _accept(peer);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var ban in _bans.ReadAllAsync(stoppingToken))
            _accept = peer => peer != ban;
    }
}

public sealed class LastError : BackgroundService
{
    private Exception? _last;
    private readonly Func<Task> _work;

    public LastError(Func<Task> work) => _work = work;

    public Exception? Last => _last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await _work();
            }
            catch (IOException error)
            {
                _last = new InvalidOperationException(error.Message, error);
            }
    }
}

public sealed record State(ulong Height, ImmutableList<string> Hashes, ImmutableDictionary<string, decimal> Balances);

public sealed class Reducer
{
    private State _state = new(0, [], ImmutableDictionary<string, decimal>.Empty);
    private readonly Lock _gate = new();

    public void OnBlock(object? sender, string hash)
    {
        lock (_gate)
        {
            var hashes = _state.Hashes.Add(hash);
            if (hashes.Count > 100)
                hashes = hashes.RemoveAt(0);
            _state = _state with { Height = _state.Height + 1, Hashes = hashes };
        }
    }

    public void OnOpen(object? sender, string account)
    {
        lock (_gate)
            _state = _state with { Balances = _state.Balances.Add(account, 0) };
    }

    public void OnClose(object? sender, string account)
    {
        lock (_gate)
            _state = _state with { Balances = _state.Balances.Remove(account) };
    }
}

public sealed class Scanner(ChannelReader<string> input, Func<string, Task> forward) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = ImmutableQueue<string>.Empty;
        var count = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var hash = await input.ReadAsync(stoppingToken);
            seen = seen.Enqueue(hash);
            if (++count > 100)
                seen = seen.Dequeue();
            await forward(hash);
        }
    }
}

public sealed class Writer2(Func<ReadOnlyMemory<byte>, Task> send)
{
    private readonly ArrayBufferWriter<byte> _out = new();

    public void OnFrame(object? sender, byte[] frame) => _out.Write(frame);

    public async Task FlushAsync()
    {
        await send(_out.WrittenMemory);
        _out.ResetWrittenCount();
    }
}
