// What one member puts in and its own helpers take out, unless something fails in between.
namespace HelpersForget;

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
            _running.Add(address, task); // leak: WMG1003
            return task;
        }
    }

    private async Task<byte[]> LoadAsync(Uri address)
    {
        await Task.Yield();
        var bytes = await http.GetByteArrayAsync(address);
        lock (_running)
            _running.Remove(address);
        return bytes;
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
        var answer = await work();
        Give(key);
        return answer;
    }

    private bool Take(string key)
    {
        lock (_gate)
            return _held.TryAdd(key, DateTime.UtcNow); // leak: WMG1003
    }

    private void Give(string key)
    {
        lock (_gate)
            _held.Remove(key);
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
            _unacked[number] = body; // leak: WMG1003
        }
        await send(number, body);
    }

    public void OnAck(long number)
    {
        lock (_unacked)
            _unacked.Remove(number);
    }
}

public sealed class Requests(Func<Guid, byte[], ValueTask> transmit)
{
    private readonly record struct Entry(TaskCompletionSource<byte[]> Source, DateTime At);

    private readonly ConcurrentDictionary<Guid, Entry> _open = new();

    public ValueTask<byte[]> AskAsync(byte[] body, int seconds)
    {
        var id = Guid.NewGuid();
        var entry = new Entry(new TaskCompletionSource<byte[]>(), DateTime.UtcNow);
        if (!_open.TryAdd(id, entry)) // leak: WMG1003
            throw new InvalidOperationException();
        return FinishAsync(id, body, entry, seconds);
    }

    private async ValueTask<byte[]> FinishAsync(Guid id, byte[] body, Entry entry, int seconds)
    {
        await transmit(id, body);
        var done = await Task.WhenAny(entry.Source.Task, Task.Delay(seconds * 1000)); // leak: WMG4006
        if (done != entry.Source.Task)
            throw new TimeoutException();
        return await entry.Source.Task;
    }

    public void Answer(Guid id, byte[] body)
    {
        if (_open.TryRemove(id, out var entry))
            entry.Source.TrySetResult(body);
    }
}
