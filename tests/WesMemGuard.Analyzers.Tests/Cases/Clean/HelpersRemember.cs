// The same by helpers, where every way out takes the entry out.
namespace HelpersRemember;

public sealed class Ends
{
    private readonly ConcurrentDictionary<Guid, string> _open = new();

    public void Begin(Guid id, string name) => _open[id] = name;

    public void End(Guid id, Exception? error)
    {
        if (error is not null)
        {
            _open.TryRemove(id, out _);
            Console.WriteLine(error);
            return;
        }
        _open.TryRemove(id, out var name);
        Console.WriteLine(name);
    }
}

public sealed class Downloads(HttpClient http)
{
    private readonly Dictionary<Uri, Task<byte[]>> _running = [];

    public Task<byte[]> GetAsync(Uri address)
    {
        lock (_running)
        {
            if (_running.TryGetValue(address, out var there))
                return there;
            var task = LoadAsync(address);
            _running.Add(address, task);
            return task;
        }
    }

    private async Task<byte[]> LoadAsync(Uri address)
    {
        await Task.Yield();
        try
        {
            return await http.GetByteArrayAsync(address);
        }
        finally
        {
            lock (_running)
                _running.Remove(address);
        }
    }
}

public sealed class Leases
{
    private readonly Dictionary<string, DateTime> _held = new();
    private readonly Lock _gate = new();

    public async Task<T> WithAsync<T>(string key, Func<Task<T>> work)
    {
        if (!Take(key))
            throw new InvalidOperationException(key);
        try
        {
            return await work();
        }
        finally
        {
            Give(key);
        }
    }

    private bool Take(string key)
    {
        lock (_gate)
            return _held.TryAdd(key, DateTime.UtcNow);
    }

    private void Give(string key)
    {
        lock (_gate)
            _held.Remove(key);
    }
}

public sealed class Jobs(Func<string, Task> run)
{
    private readonly ConcurrentDictionary<string, Task> _running = new();

    public void Start(string name) => _running[name] = RunAsync(name);

    private async Task RunAsync(string name)
    {
        try
        {
            await run(name);
        }
        catch (Exception error)
        {
            Console.WriteLine(error);
        }
        _running.TryRemove(name, out _);
    }
}

public sealed class Loader(Func<string, Task<string>> load)
{
    private readonly ConcurrentDictionary<string, Task<string>> _loading = new();

    public Task<string> GetAsync(string key) => _loading.GetOrAdd(key, LoadAsync);

    private async Task<string> LoadAsync(string key)
    {
        try
        {
            return await load(key);
        }
        finally
        {
            _loading.TryRemove(key, out _);
        }
    }
}

public sealed class Requests(Func<Guid, byte[], ValueTask> transmit)
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<byte[]>> _open = new();

    public ValueTask<byte[]> AskAsync(byte[] body)
    {
        var id = Guid.NewGuid();
        var source = new TaskCompletionSource<byte[]>();
        if (!_open.TryAdd(id, source))
            throw new InvalidOperationException();
        return FinishAsync(id, body, source);
    }

    private async ValueTask<byte[]> FinishAsync(Guid id, byte[] body, TaskCompletionSource<byte[]> source)
    {
        try
        {
            await transmit(id, body);
            return await source.Task.WaitAsync(TimeSpan.FromSeconds(5));
        }
        finally
        {
            _open.TryRemove(id, out _);
        }
    }

    public void Answer(Guid id, byte[] body)
    {
        if (_open.TryRemove(id, out var entry))
            entry.TrySetResult(body);
    }
}

public sealed class Outbox(Func<long, byte[], Task> send)
{
    private readonly SortedDictionary<long, byte[]> _unacked = new();
    private long _sequence;

    public async Task SendAsync(byte[] body)
    {
        long number;
        lock (_unacked)
        {
            number = ++_sequence;
            _unacked[number] = body;
        }
        await send(number, body);
    }

    public async Task ResendAsync()
    {
        KeyValuePair<long, byte[]>[] all;
        lock (_unacked)
            all = _unacked.ToArray();
        foreach (var (number, body) in all)
            await send(number, body);
    }

    public void OnAck(long number)
    {
        lock (_unacked)
            _unacked.Remove(number);
    }
}
