// The same, ended; keys of a fixed list; a semaphore's plain wait.
using System.Diagnostics.Tracing;
using System.Runtime.InteropServices;

namespace WorkEnded;

public static class Pings
{
    public static void Start(this ClientWebSocket socket, TimeSpan every)
    {
        _ = Task.Run(async () =>
        {
            while (true)
            {
                await Task.Delay(every);
                if (socket.State != WebSocketState.Open)
                    return;
                await socket.SendAsync(new byte[] { 1 }, WebSocketMessageType.Text, true, CancellationToken.None);
            }
        });
    }
}

public sealed class Endpoints(string[] all, Func<string, Task<bool>> probe) : BackgroundService
{
    private readonly ConcurrentDictionary<string, bool> _states = new();
    private readonly string[] _all = all;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var endpoint in _all)
                _states[endpoint] = await probe(endpoint);
            await Task.Delay(1000, stoppingToken);
        }
    }
}

public sealed class Locks
{
    private readonly Dictionary<string, Entry> _all = new();

    public async Task RunAsync(string key, Func<Task> work)
    {
        Entry? entry;
        lock (_all)
        {
            if (!_all.TryGetValue(key, out entry))
                _all[key] = entry = new Entry();
            entry.Users++;
        }
        await entry.Gate.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            entry.Gate.Release();
            lock (_all)
                if (--entry.Users == 0)
                    _all.Remove(key);
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }
}

public sealed class Timers(TimeProvider time, Action<Guid> expire) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, ITimer> _all = new();

    public void Arm(Guid order, TimeSpan after)
    {
        var timer = time.CreateTimer(state => Fire((Guid)state!), order, after, Timeout.InfiniteTimeSpan);
        if (_all.TryAdd(order, timer))
            Console.WriteLine(order);
        else
            timer.Dispose();
    }

    public void Dispose()
    {
        foreach (var order in _all.Keys)
            Disarm(order);
    }

    private void Fire(Guid order)
    {
        if (Disarm(order))
            expire(order);
    }

    private bool Disarm(Guid order)
    {
        if (!_all.TryRemove(order, out var timer))
            return false;
        timer.Dispose();
        return true;
    }
}

public static class Native
{
    public static int Hash(string text, Func<nint, int> hash)
    {
        var block = Marshal.StringToHGlobalUni(text);
        try
        {
            return hash(block);
        }
        finally
        {
            Marshal.FreeHGlobal(block);
        }
    }
}

public sealed class Trace : EventListener
{
    protected override void OnEventSourceCreated(EventSource eventSource) => EnableEvents(eventSource, EventLevel.Informational);
}

public sealed class Traced(HttpClient http)
{
    public async Task<string> GetAsync(string path)
    {
        using var trace = new Trace();
        return await http.GetStringAsync(path) + trace.GetType();
    }
}

public sealed class Headers
{
    private readonly HttpClient _http = new(new SocketsHttpHandler()) { BaseAddress = new Uri("http://node") };

    public Headers(string key) => _http.DefaultRequestHeaders.Add("x-key", key);

    public void Use(string key)
    {
        _http.DefaultRequestHeaders.Remove("x-key");
        _http.DefaultRequestHeaders.Add("x-key", key);
    }

    public void Dispose() => _http.Dispose();
}
