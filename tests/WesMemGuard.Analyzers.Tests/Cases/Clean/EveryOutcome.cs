// The same shapes where every outcome takes out, another call does, or a sweep.
namespace EveryOutcome;

public sealed class Uploads(ChannelReader<(string Id, byte[] Data)> source, HttpClient http) : BackgroundService
{
    private readonly ConcurrentDictionary<string, byte[]> _open = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (id, data) in source.ReadAllAsync(stoppingToken))
        {
            _open[id] = data;
            try
            {
                using var content = new ByteArrayContent(data);
                using var response = await http.PostAsync("/upload/" + id, content, stoppingToken);
                response.EnsureSuccessStatusCode();
            }
            finally
            {
                _open.TryRemove(id, out _);
            }
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

    public static void Store(string user, string pass)
    {
        foreach (var old in Known.Where(static one => one.Value.Until < DateTimeOffset.UtcNow))
            Known.TryRemove(old.Key, out _);
        Known[user] = (pass, DateTimeOffset.UtcNow.AddHours(1));
    }
}

public sealed class Transactions(ChannelReader<(string Kind, string Hash, byte[] Body)> source) : BackgroundService
{
    private readonly Dictionary<string, byte[]> _known = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (kind, hash, body) in source.ReadAllAsync(stoppingToken))
            if (kind == "add")
                _known[hash] = body;
            else
                _known.Remove(hash);
    }
}

public sealed class Frames
{
    private static readonly Dictionary<uint, List<byte[]>> Open = new();

    public static byte[]? Feed(uint id, byte[] part, bool isLast)
    {
        if (!Open.TryGetValue(id, out var parts))
            Open[id] = parts = new();
        parts.Add(part);
        if (!isLast)
            return null;
        Open.Remove(id);
        return parts.SelectMany(static one => one).ToArray();
    }
}

public static class Sessions
{
    private static readonly ConcurrentDictionary<string, DateTime> Seen = new();
    private static readonly Timer Sweeper = new(Sweep, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public static void Touch(string session) => Seen[session] = DateTime.UtcNow;

    public static void Stop() => Sweeper.Dispose();

    private static void Sweep(object? state)
    {
        foreach (var (session, at) in Seen)
            if (DateTime.UtcNow - at > TimeSpan.FromHours(1))
                Seen.TryRemove(session, out _);
    }
}

public sealed class Jobs
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new();

    public async Task RunAsync(string job, Func<CancellationToken, Task> work)
    {
        using var source = new CancellationTokenSource();
        _running[job] = source;
        try
        {
            await work(source.Token);
        }
        finally
        {
            _running.TryRemove(job, out _);
        }
    }

    public void Cancel(string job)
    {
        if (_running.TryGetValue(job, out var source))
            source.Cancel();
    }
}

public sealed class Kind
{
    private static readonly List<Kind> Every = new();
    public static readonly Kind Main = new("main");

    public Kind(string name)
    {
        Name = name;
        Every.Add(this);
    }

    public string Name { get; }

    public static IEnumerable<Kind> All => Every;
}

public sealed class Queries
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _open = new();

    public async Task<string> AskAsync(int id, CancellationToken token)
    {
        var source = new TaskCompletionSource<string>();
        _open.TryAdd(id, source);
        try
        {
            return await source.Task.WaitAsync(TimeSpan.FromSeconds(5), token);
        }
        catch (TimeoutException)
        {
            _open.TryRemove(id, out _);
            throw;
        }
        catch (OperationCanceledException)
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
