// Removals by the same key, made in the same way or handed out before.
namespace KeysTogether;

public sealed class Holds
{
    private readonly ConcurrentDictionary<string, decimal> _holds = new();

    public void Place(string account, string currency, decimal amount) => _holds[Key(account, currency)] = amount;

    public void Release(string account, string currency) => _holds.TryRemove(Key(account, currency), out _);

    private static string Key(string account, string currency) => account + "/" + currency;
}

public sealed class Handles
{
    private readonly ConcurrentDictionary<string, decimal> _holds = new();

    public string Place(string account, decimal amount)
    {
        var handle = $"{account}:{Guid.NewGuid():N}";
        _holds[handle] = amount;
        return handle;
    }

    public void Release(string handle) => _holds.TryRemove(handle, out _);
}

public sealed class Called
{
    private readonly Dictionary<string, int> _open = new();

    public void Begin(string host, int port) => _open[$"{host}:{port}"] = port;

    public void End(string host, int port) => Remove($"{host}:{port}");

    private void Remove(string key) => _open.Remove(key);
}

public sealed class Listed
{
    private readonly Dictionary<string, int> _open = new();

    public void Begin(string host, int port) => _open[$"{host}:{port}"] = port;

    public string[] Keys() => _open.Keys.ToArray();

    public void End(string key) => _open.Remove(key);
}

public sealed class Lowered
{
    private readonly Dictionary<string, int> _open = new(StringComparer.OrdinalIgnoreCase);

    public void Begin(string hash, int n) => _open[hash.ToLowerInvariant()] = n;

    public void End(string hash) => _open.Remove(hash);
}

public sealed class OrderedDelivery(Action<byte[]> deliver)
{
    private const int Window = 64;
    private readonly Dictionary<uint, byte[]> _waiting = new();
    private uint _next;

    public void OnPacket(uint number, byte[] body)
    {
        if (number > _next + Window)
            throw new InvalidDataException();
        if (number != _next)
        {
            _waiting[number] = body;
            return;
        }
        for (var current = body; ; )
        {
            deliver(current);
            _next++;
            if (!_waiting.Remove(_next, out current!))
                break;
        }
    }
}

public sealed class OwnQueue
{
    private readonly ConcurrentDictionary<long, string> _items = new();
    private long _head;
    private long _tail;

    public void Put(string item) => _items[Interlocked.Increment(ref _tail)] = item;

    public string? Take() => _items.TryRemove(Interlocked.Increment(ref _head), out var item) ? item : null;
}

public sealed record Subscription(string Topic, Action<string> Handler);

public sealed class Topics
{
    private readonly HashSet<Subscription> _all = new();

    public void Add(string topic, Action<string> handler) => _all.Add(new Subscription(topic, handler));

    public void Remove(string topic, Action<string> handler) => _all.Remove(new Subscription(topic, handler));
}

public sealed class Handlers
{
    private static readonly List<Func<string, Task>> All = new();

    public static Func<string, Task> Add(Action<string> handler)
    {
        Func<string, Task> wrapped = text => { handler(text); return Task.CompletedTask; };
        All.Add(wrapped);
        return wrapped;
    }

    public static void Remove(Func<string, Task> wrapped) => All.Remove(wrapped);
}
