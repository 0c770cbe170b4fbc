// The same, taken out in time, and objects that are made for one call or gather what they are told.
namespace TakenInTime;

public sealed class Quotes<T>
{
    private readonly Dictionary<string, (T Value, DateTimeOffset Until)> _quotes = new();

    public T? Find(string pair)
    {
        if (!_quotes.TryGetValue(pair, out var quote))
            return default;
        if (quote.Until >= DateTimeOffset.UtcNow)
            return quote.Value;
        Sweep();
        return default;
    }

    private void Sweep()
    {
        foreach (var (pair, quote) in _quotes.ToArray())
            if (quote.Until < DateTimeOffset.UtcNow)
                _quotes.Remove(pair);
    }

    public void Keep(string pair, T value) => _quotes[pair] = (value, DateTimeOffset.UtcNow.AddSeconds(5));
}

public sealed class Streams
{
    public sealed class Session { public long Id { get; set; } public string Topic { get; init; } = ""; }

    private readonly ConcurrentDictionary<long, Session> _sessions = new();
    private readonly Func<string, Task<long>> _open;

    public Streams(Func<string, Task<long>> open) => _open = open;

    public async Task ResumeAsync(Session session)
    {
        _sessions.TryRemove(session.Id, out _);
        session.Id = await _open(session.Topic);
        _sessions[session.Id] = session;
    }

    public void Close(Session session) => _sessions.TryRemove(session.Id, out _);
}

public sealed class Pulses : IObservable<int>
{
    private readonly LinkedList<IObserver<int>> _observers = new();

    public IDisposable Subscribe(IObserver<int> observer)
    {
        _observers.AddLast(observer);
        return new Handle(_observers, observer);
    }

    private sealed class Handle : IDisposable
    {
        private readonly LinkedList<IObserver<int>> _list;
        private readonly IObserver<int> _observer;

        public Handle(LinkedList<IObserver<int>> list, IObserver<int> observer)
        {
            _list = list;
            _observer = observer;
        }

        public void Dispose() => _list.Remove(_observer);
    }
}

public sealed class Bus
{
    private readonly List<Action<string>> _handlers = new();

    public IDisposable On(Action<string> handler)
    {
        lock (_handlers)
            _handlers.Add(handler);
        return new Token(_handlers, handler);
    }

    private sealed class Token(List<Action<string>> handlers, Action<string> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (handlers)
                handlers.Remove(handler);
        }
    }
}

public sealed class Bell
{
    private ConcurrentQueue<TaskCompletionSource> _waiting = new();

    public Task NextAsync()
    {
        var source = new TaskCompletionSource();
        _waiting.Enqueue(source);
        return source.Task;
    }

    public void Ring()
    {
        foreach (var source in Interlocked.Exchange(ref _waiting, new()))
            source.TrySetResult();
    }
}

public sealed class Samples
{
    private readonly List<double> _values = new();
    private int _turn;

    public void Put(double value)
    {
        _values.Add(value);
        if (++_turn % 10 == 0)
            _values.RemoveRange(0, _values.Count - 10);
    }
}

public sealed class Ring
{
    private long[] _slots = new long[16];
    private int _used;

    public void Put(long value)
    {
        if (_used >= _slots.Length)
        {
            var more = new long[_slots.Length << 1];
            _slots.CopyTo(more, 0);
            _slots = more;
        }
        _slots[_used] = value;
        _used++;
    }

    public long[] Drain()
    {
        var all = _slots[.._used];
        _used = 0;
        return all;
    }
}

public sealed class Sweeper : IDisposable
{
    private readonly ConcurrentDictionary<string, DateTime> _seen = new();
    private readonly System.Timers.Timer _timer = new(1000);
    public void Dispose() => _timer.Dispose();

    public Sweeper()
    {
        _timer.Elapsed += (_, _) => Sweep();
        _timer.Enabled = true;
    }

    public void Touch(string id) => _seen[id] = DateTime.UtcNow;

    private void Sweep()
    {
        foreach (var (id, at) in _seen)
            if (DateTime.UtcNow - at > TimeSpan.FromMinutes(5))
                _seen.TryRemove(id, out _);
    }
}

public sealed class Inbox
{
    private readonly MemoryStream _bytes = new();

    public void OnBytes(byte[] bytes) => _bytes.Write(bytes, 0, bytes.Length);

    public byte[] Take()
    {
        var all = _bytes.ToArray();
        _bytes.SetLength(0);
        return all;
    }
}

public sealed class Head
{
    private sealed record Node(string Hash, Node? Parent);

    private Node? _head;

    public void Extend(string hash, bool cut) => _head = cut ? new Node(hash, null) : new Node(hash, _head with { Parent = null });
}

public class Query
{
    private readonly List<string> _parts = new();

    public Query Where(string part)
    {
        _parts.Add(part);
        return this;
    }

    public override string ToString() => string.Join(" and ", _parts);
}

public sealed class Problem(string title)
{
    private readonly Dictionary<string, string> _details = new();
    public string Title => title;
    public void Tell(string key, string value) => _details[key] = value;
}

public sealed class Settings
{
    private readonly Dictionary<string, string> _values = new();
    public void Set(string key, string value) => _values[key] = value;
    public string Get(string key) => _values[key];
}
