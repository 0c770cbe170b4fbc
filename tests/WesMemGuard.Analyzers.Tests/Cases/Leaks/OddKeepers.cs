// Growth that is no call of Add on a collection of the object's own.
using System.Buffers;
using System.Collections.Immutable;

namespace OddKeepers;

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

    public bool Knows(string address) => _peers.Contains(address);
}

public sealed class Quotes : BackgroundService
{
    private ImmutableDictionary<string, decimal> _quotes = ImmutableDictionary<string, decimal>.Empty;
    private readonly System.Threading.Channels.ChannelReader<(string, decimal)> _reader;

    public Quotes(System.Threading.Channels.ChannelReader<(string, decimal)> reader) => _reader = reader;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, price) in _reader.ReadAllAsync(stoppingToken))
        {
            var builder = _quotes.ToBuilder();
            builder[id] = price;
            _quotes = builder.ToImmutable(); // leak: WMG1002
        }
    }
}

public sealed class Bits
{
    private byte[] _map = [];

    public void Mark(int height)
    {
        if (height / 8 >= _map.Length)
            Array.Resize(ref _map, height / 8 + 1024); // leak: WMG1002
        _map[height / 8] |= (byte)(1 << (height % 8));
    }
}

public sealed class BitsFeed(Bits bits, Func<CancellationToken, Task<int>> next) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            bits.Mark(await next(stoppingToken));
    }
}

public class History : List<(DateTime At, decimal Price)>
{
    public void Record(decimal price) => Add((DateTime.UtcNow, price)); // leak: WMG1002
}

public sealed class Ticker(History history, Func<Task<decimal>> price) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
            history.Record(await price());
    }
}

public sealed class SessionMap : ConcurrentDictionary<string, byte[]>
{
    public byte[] For(string session) => GetOrAdd(session, static _ => new byte[4096]); // leak: WMG1002
}

public sealed class SessionService(SessionMap map)
{
    public int Use(string session, ReadOnlySpan<byte> data)
    {
        data.CopyTo(map.For(session));
        return data.Length;
    }
}

public sealed record Step(string Name, Step? Parent);

public sealed class Flow
{
    private Step _current = new("root", null);

    public void Enter(string name)
    {
        var parent = _current;
        _current = new Step(name, parent); // leak: WMG1002
    }
}

public sealed class FlowFeed(Flow flow, IAsyncEnumerable<string> names) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var name in names.WithCancellation(stoppingToken))
            flow.Enter(name);
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
            _pipe = new Counting(_pipe, name); // leak: WMG1002
        }
    }
}

public sealed class Filters : BackgroundService
{
    private Func<string, bool> _accept = static _ => true;
    private IEnumerable<string> _all = [];
    private readonly ChannelReader<string> _bans;

    public Filters(ChannelReader<string> bans) => _bans = bans;

    public bool Accepts(string peer) => _accept(peer);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var ban in _bans.ReadAllAsync(stoppingToken))
        {
            var before = _accept;
            _accept = peer => peer != ban && before(peer); // leak: WMG1002
            _all = _all.Append(ban); // leak: WMG1002
        }
    }
}

public sealed class LastError : BackgroundService
{
    private Exception? _last;
    private readonly Func<Task> _work;

    public LastError(Func<Task> work) => _work = work;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await _work();
            }
            catch (IOException error)
            {
                _last = new InvalidOperationException(error.Message, _last); // leak: WMG1002
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
            _state = _state with { Height = _state.Height + 1, Hashes = _state.Hashes.Add(hash) }; // leak: WMG1002
    }

    public void OnTransfer(object? sender, (string To, decimal Amount) transfer)
    {
        lock (_gate)
        {
            var balances = _state.Balances;
            _state = _state with { Balances = balances.SetItem(transfer.To, transfer.Amount) }; // leak: WMG1002
        }
    }

    public State Current => _state;
}

public sealed class Scanner(ChannelReader<string> input, Func<string, Task> forward) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = ImmutableHashSet<string>.Empty;
        while (!stoppingToken.IsCancellationRequested)
        {
            var hash = await input.ReadAsync(stoppingToken);
            if (seen.Contains(hash))
                continue;
            seen = seen.Add(hash); // leak: WMG1002
            await forward(hash);
        }
    }
}

public sealed class Writer2
{
    private readonly ArrayBufferWriter<byte> _out = new();

    public void OnFrame(object? sender, byte[] frame) => _out.Write(frame); // leak: WMG1002

    public int Size => _out.WrittenCount;
}
