// Entries that only one outcome takes out, or that what takes out never finds: what bounds nothing is no bound.
namespace OneOutcome;

public sealed class Uploads(ChannelReader<(string Id, byte[] Data)> source, HttpClient http) : BackgroundService
{
    private readonly ConcurrentDictionary<string, byte[]> _open = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, data) in source.ReadAllAsync(stoppingToken))
        {
            _open[id] = data; // leak: WMG1003
            using var content = new ByteArrayContent(data);
            using var response = await http.PostAsync("/upload/" + id, content, stoppingToken);
            if (response.IsSuccessStatusCode)
                _open.TryRemove(id, out _);
        }
    }
}

public static class Passes
{
    private static readonly ConcurrentDictionary<string, (string Pass, DateTimeOffset Until)> Known = new();

    public static string? Find(string user)
    {
        if (!Known.TryGetValue(user, out var entry))
            return null;
        if (entry.Until < DateTimeOffset.UtcNow)
        {
            Known.TryRemove(user, out _);
            return null;
        }
        return entry.Pass;
    }

    public static void Store(string user, string pass) => Known[user] = (pass, DateTimeOffset.UtcNow.AddHours(1)); // leak: WMG1001
}

public static class Latest
{
    private static readonly Dictionary<string, LinkedListNode<string>> Nodes = new();
    private static readonly LinkedList<string> Order = new();

    public static string Get(string address, Func<string, string> load)
    {
        lock (Nodes)
        {
            if (Nodes.TryGetValue(address, out var node))
            {
                Order.Remove(node);
                Order.AddFirst(node);
                return node.Value;
            }
            node = Order.AddFirst(load(address)); // leak: WMG1001
            Nodes[address] = node; // leak: WMG1001
            return node.Value;
        }
    }
}

public static class Sessions
{
    private static readonly ConcurrentDictionary<string, DateTime> Seen = new();

    public static void Touch(string session) => Seen[session] = DateTime.UtcNow; // leak: WMG1001

    private static void Sweep(object? state)
    {
        foreach (var (session, at) in Seen)
            if (DateTime.UtcNow - at > TimeSpan.FromHours(1))
                Seen.TryRemove(session, out _);
    }
}

public sealed class Orders(ChannelReader<(string Id, bool IsDone)> events) : BackgroundService
{
    private readonly HashSet<Order> _open = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, isDone) in events.ReadAllAsync(stoppingToken))
            if (isDone)
                _open.Remove(new Order(id));
            else
                _open.Add(new Order(id)); // leak: WMG1002
    }

    private sealed class Order(string id)
    {
        public string Id { get; } = id;
    }
}

public sealed class Balances(HttpClient http)
{
    private readonly ConcurrentDictionary<string, string> _known = new();

    public async Task<string> WatchAsync(string address, CancellationToken token)
    {
        var balance = await http.GetStringAsync("/balance/" + address, token);
        _known[address] = balance; // leak: WMG1002
        return balance;
    }

    public void Forget(string account) => _known.TryRemove("account:" + account, out _);
}

public sealed class Jobs
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();

    public async Task RunAsync(string job, Func<CancellationToken, Task> work)
    {
        using var source = new CancellationTokenSource();
        _running[job] = source; // leak: WMG1002
        await work(source.Token);
    }

    public void Cancel(string job)
    {
        if (_running.TryRemove(job, out var source))
            source.Cancel();
    }
}

public sealed class Answers
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<string>> _calls = new();

    public Task<string> Call(long id)
    {
        var source = new TaskCompletionSource<string>();
        _calls[id] = source; // leak: WMG1002
        return source.Task;
    }

    public void OnMessage(long id, string? result, string? error)
    {
        if (error is not null)
        {
            if (_calls.TryGetValue(id, out var failed))
                failed.TrySetException(new InvalidOperationException(error));
            return;
        }
        if (_calls.TryRemove(id, out var source))
            source.TrySetResult(result!);
    }
}

public sealed class Queries
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _open = new();

    public async Task<string> AskAsync(int id, CancellationToken token)
    {
        var source = new TaskCompletionSource<string>();
        _open.TryAdd(id, source); // leak: WMG1003
        try
        {
            return await source.Task.WaitAsync(TimeSpan.FromSeconds(5), token);
        }
        catch (TimeoutException)
        {
            _open.TryRemove(id, out _);
            throw;
        }
    }

    public void Answer(int id, string text)
    {
        if (_open.TryRemove(id, out var source))
            source.TrySetResult(text);
    }
}

public sealed class Widget
{
    private static readonly List<WeakReference<Widget>> All = new();

    public Widget()
    {
        lock (All)
            All.Add(new WeakReference<Widget>(this)); // leak: WMG1001
    }

    public static int Alive()
    {
        lock (All)
            return All.Count(static one => one.TryGetTarget(out _));
    }
}
