// What would take entries out comes never, too rarely, or asks for something else.
namespace NeverInTime;

public sealed class Quotes<T>
{
    private readonly Dictionary<string, (T Value, DateTimeOffset Until)> _quotes = new();

    public T? Find(string pair)
    {
        if (!_quotes.TryGetValue(pair, out var quote))
            return default;
        if (quote.Until >= DateTimeOffset.UtcNow)
            return quote.Value;
        _quotes.Remove(pair);
        return default;
    }

    public void Keep(string pair, T value) => _quotes[pair] = (value, DateTimeOffset.UtcNow.AddSeconds(5)); // leak: WMG1002
}

public sealed class Streams
{
    public sealed class Session { public long Id { get; set; } public string Topic { get; init; } = ""; }

    private readonly ConcurrentDictionary<long, Session> _sessions = new();
    private readonly Func<string, Task<long>> _open;

    public Streams(Func<string, Task<long>> open) => _open = open;

    public async Task ResumeAsync(Session session)
    {
        session.Id = await _open(session.Topic);
        _sessions[session.Id] = session; // leak: WMG1002
    }

    public void Close(Session session) => _sessions.TryRemove(session.Id, out _);
}

public sealed class Watched
{
    private readonly HashSet<string> _addresses = new();

    public void Watch(string address)
    {
        var key = address.Trim();
        _addresses.Add(key); // leak: WMG1002
    }

    public void Unwatch(string address) => _addresses.Remove(address);
}

public sealed class Pulses : IObservable<int>
{
    private readonly LinkedList<IObserver<int>> _observers = new();

    public IDisposable Subscribe(IObserver<int> observer)
    {
        _observers.AddLast(observer); // leak: WMG1002
        return new Handle(_observers);
    }

    public void Pulse(int n)
    {
        foreach (var observer in _observers)
            observer.OnNext(n);
    }

    private sealed class Handle : IDisposable
    {
        private readonly LinkedList<IObserver<int>> _list;

        public Handle(LinkedList<IObserver<int>> list) => _list = list;

        public int Count => _list.Count;

        public void Dispose()
        {
        }
    }
}

public sealed class Bell
{
    private readonly ConcurrentQueue<TaskCompletionSource> _waiting = new();

    public Task NextAsync()
    {
        var source = new TaskCompletionSource();
        _waiting.Enqueue(source); // leak: WMG1003
        return source.Task;
    }

    public void Ring()
    {
        foreach (var source in _waiting)
            source.TrySetResult();
    }
}

public sealed class Probes
{
    private sealed class Probe : IDisposable
    {
        private readonly Timer _timer;
        public Probe(Action act) => _timer = new Timer(_ => act(), null, 0, 1000);
        public void Halt() => _timer.Dispose();
        public void Dispose() => Halt();
    }

    private readonly Dictionary<string, Probe> _probes = new();

    public void Add(string node, Action act) => _probes[node] = new Probe(act); // leak: WMG1002, WMG3006

    public void Remove(string node)
    {
        if (_probes.TryGetValue(node, out var probe))
            probe.Halt();
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
            _values.RemoveAt(0);
    }
}

public sealed class Sweeper
{
    private readonly ConcurrentDictionary<string, DateTime> _seen = new();
    private readonly Timer _timer;

    public Sweeper() => _timer = new Timer(Sweep, null, Timeout.Infinite, Timeout.Infinite); // leak: WMG3006

    public void Touch(string id) => _seen[id] = DateTime.UtcNow; // leak: WMG1002

    private void Sweep(object? state)
    {
        foreach (var (id, at) in _seen)
            if (DateTime.UtcNow - at > TimeSpan.FromMinutes(5))
                _seen.TryRemove(id, out _);
    }

    public override string ToString() => _timer.ToString()!;
}
