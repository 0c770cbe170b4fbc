// Places that are given out again, publishers that hand themselves to their parts, memories beside an index, signals that come once.
using System.Reflection;
using System.Reflection.Emit;

namespace PartsAndPlaces;

public sealed class Replies
{
    private readonly List<TaskCompletionSource<byte[]>?> _slots = new();
    private readonly Stack<int> _free = new();

    public (int Id, Task<byte[]> Reply) Reserve()
    {
        var source = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_slots)
        {
            if (_free.TryPop(out var id))
            {
                _slots[id] = source;
                return (id, source.Task);
            }
            _slots.Add(source);
            return (_slots.Count - 1, source.Task);
        }
    }

    public void Complete(int id, byte[] bytes)
    {
        TaskCompletionSource<byte[]>? source;
        lock (_slots)
        {
            source = _slots[id];
            _slots[id] = null;
            _free.Push(id);
        }
        source?.TrySetResult(bytes);
    }
}

public static class Formats
{
    private static readonly Lock Gate = new();
    private static string?[] s_readers = [];

    public static void Read(byte kind, string reader)
    {
        lock (Gate)
        {
            if (s_readers.Length <= kind)
                Array.Resize(ref s_readers, kind + 1);
            s_readers[kind] = reader;
        }
    }

    public static string? Of(byte[] bytes) => bytes.Length > 0 && bytes[0] < s_readers.Length ? s_readers[bytes[0]] : null;
}

public interface ICluster
{
    event Action<string> Added;
}

public interface IPolicy
{
    void Use(ICluster cluster);
}

public sealed class Cluster(IPolicy[] policies) : ICluster
{
    private readonly List<IPolicy> _policies = [.. policies];

    public event Action<string>? Added;

    public void Open()
    {
        foreach (var policy in _policies)
            policy.Use(this);
        Added?.Invoke("opened");
    }
}

public sealed class RoundRobin : IPolicy
{
    private ICluster? _cluster;
    private int _turn;

    public void Use(ICluster cluster)
    {
        _cluster = cluster;
        _cluster.Added += _ => _turn = 0;
    }

    public int Next() => _turn++;
}

public sealed class Around(IPolicy inner) : IPolicy
{
    private readonly IPolicy _inner = inner;

    public void Use(ICluster cluster) => _inner.Use(cluster);
}

public sealed record Plan(string Kind);

public sealed class Rings(string name, Func<Plan, IReadOnlyList<string>> compute)
{
    public string Name => name;

    private readonly Dictionary<Plan, IReadOnlyList<string>> _computed = new();
    private readonly Dictionary<string, IReadOnlyList<string>> _ringOf = new();

    public void Set(string space, Plan plan)
    {
        if (!_computed.TryGetValue(plan, out var ring))
        {
            ring = compute(plan);
            _computed[plan] = ring;
        }
        _ringOf[space] = ring;
    }

    public void Drop(string space) => _ringOf.Remove(space);
}

public sealed class Pieces
{
    private readonly Dictionary<int, string> _pieces = new();
    private readonly Dictionary<string, string> _lastOf = new();

    public void Ask(string peer, int index, string piece)
    {
        _pieces.Add(index, piece);
        _lastOf[peer] = piece;
    }

    public void Got(int index)
    {
        _pieces.Remove(index, out var piece);
        foreach (var (peer, last) in _lastOf.ToArray())
            if (last == piece)
                _lastOf.Remove(peer);
    }

    public void Forget(string peer) => _lastOf.Remove(peer);
}

public sealed class Shuffling
{
    private readonly Channel<int> _queue = Channel.CreateBounded<int>(10);

    public async Task RunAsync(TimeSpan period, CancellationToken token)
    {
        while (await WaitAsync(_queue.Reader.Completion, period, token))
            _queue.Writer.TryWrite(1);

        static async ValueTask<bool> WaitAsync(Task completed, TimeSpan period, CancellationToken token) =>
            !ReferenceEquals(completed, await Task.WhenAny(completed, Task.Delay(period, token)));
    }

    public async Task<int> TakeAsync(CancellationToken token) => await _queue.Reader.ReadAsync(token);

    public void End() => _queue.Writer.TryComplete();
}

public sealed class Scrapes
{
    private readonly Lock _gate = new();
    private Scrape? _current;

    public string[] Collect(string format)
    {
        Scrape scrape;
        lock (_gate)
            _current = scrape = new Scrape();
        scrape.Join(format);
        return scrape.All();
    }

    public void JoinCurrent(string format) => _current?.Join(format);

    private sealed class Scrape
    {
        private readonly Lock _gate = new();
        private readonly List<string> _formats = [];

        public void Join(string format)
        {
            lock (_gate)
                _formats.Add(format);
        }

        public string[] All()
        {
            lock (_gate)
                return [.. _formats];
        }
    }
}

public sealed class Emitted
{
    private readonly AssemblyBuilder _assembly;

    public Emitted(string name) =>
        _assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run);

    public string? Name => _assembly.GetName().Name;
}

public static class Proxies
{
    private static readonly Emitted s_emitted;

    static Proxies() => s_emitted = new Emitted("Proxies");

    public static string? Name => s_emitted.Name;
}

public sealed class Diagnosed(IObserver<KeyValuePair<string, object?>> queries) : IObserver<System.Diagnostics.DiagnosticListener>
{
    public void OnNext(System.Diagnostics.DiagnosticListener value)
    {
        if (value.Name == "Sql")
            value.Subscribe(queries);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
