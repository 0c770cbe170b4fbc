// Growth of what is no collection, of parts of other objects, and where the count is only told.
namespace GrowsOtherwise;

public sealed class Headers(ChannelReader<(long, byte[])> source) : BackgroundService
{
    private readonly Dictionary<long, byte[]> _headers = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (height, header) in source.ReadAllAsync(stoppingToken))
        {
            _headers[height] = header; // leak: WMG1002
            if (_headers.Count > 10_000)
                Console.WriteLine($"many headers: {_headers.Count}");
        }
    }
}

public sealed class Fees(Func<CancellationToken, Task<double>> next) : BackgroundService
{
    private readonly List<double> _fees = new();

    public double? Median()
    {
        lock (_fees)
        {
            if (_fees.Count < 10)
                return null;
            return _fees.Order().ElementAt(_fees.Count / 2);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var fee = await next(stoppingToken);
            lock (_fees)
                _fees.Add(fee); // leak: WMG1002
        }
    }
}

public sealed class Samples(Func<double> read) : BackgroundService
{
    private double[] _all = [];

    public double Average() => _all.Average();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Array.Resize(ref _all, _all.Length + 1); // leak: WMG1002
            _all[^1] = read();
        }
    }
}

public static class Errors
{
    private static string[] _texts = [];
    private static List<string> _kinds = new();
    private static Entry? _last;

    public static void Report(Exception error)
    {
        _texts = _texts.Append(error.Message).ToArray(); // leak: WMG1001
        _kinds = _kinds.Concat([error.GetType() + error.Message]).ToList(); // leak: WMG1001
        _last = new Entry(error.Message, _last); // leak: WMG1001
    }

    public static string Told() => string.Join('\n', _texts) + string.Join('\n', _kinds) + _last?.Text;

    private sealed class Entry(string text, Entry? before)
    {
        public string Text { get; } = text;

        public Entry? Before { get; } = before;
    }
}

public sealed class WireLog(ClientWebSocket socket) : BackgroundService
{
    private readonly MemoryStream _raw = new();
    private string _told = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var buffer = new byte[4096];
        while (!stoppingToken.IsCancellationRequested)
        {
            var got = await socket.ReceiveAsync(buffer, stoppingToken);
            _raw.Write(buffer, 0, got.Count); // leak: WMG1002
            _told += got.Count + "\n"; // leak: WMG1002
        }
    }
}

public sealed class FeedState
{
    public List<string> Lines { get; } = new();
}

public sealed class Feed(ChannelReader<string> source) : BackgroundService
{
    private readonly FeedState _state = new();
    private readonly List<string>[] _buckets = [new(), new()];
    private (List<long> Times, HashSet<string> Ids) _window = (new(), new());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var line in source.ReadAllAsync(stoppingToken))
        {
            _state.Lines.Add(line); // leak: WMG1002
            _buckets[line.Length % 2].Add(line); // leak: WMG1002
            _window.Ids.Add(line); // leak: WMG1002
        }
    }
}

public abstract class Polled
{
    protected readonly List<string> Failures = new();

    public abstract Task PollAsync(CancellationToken token);
}

public sealed class PolledBlocks(HttpClient http) : Polled, IHostedService
{
    public override async Task PollAsync(CancellationToken token)
    {
        try
        {
            await http.GetStringAsync("/height", token);
        }
        catch (HttpRequestException failure)
        {
            Failures.Add(failure.Message); // leak: WMG1002
        }
    }

    public Task StartAsync(CancellationToken token) => PollAsync(token);

    public Task StopAsync(CancellationToken token) => Task.CompletedTask;
}

public static class Lists
{
    public static void AddNew<T>(this List<T> list, T item)
    {
        if (!list.Contains(item))
            list.Add(item);
    }
}

public sealed class KnownBlocks(ChannelReader<string> source) : BackgroundService
{
    private readonly List<string> _hashes = new();

    public string Newest(int count) => string.Join(' ', _hashes.Take(count));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var hash in source.ReadAllAsync(stoppingToken))
            _hashes.AddNew(hash); // leak: WMG1002
    }
}

public sealed class Counts(ChannelReader<string> source) : BackgroundService
{
    private readonly Lazy<Dictionary<string, int>> _counts = new(static () => new());

    private Dictionary<string, int> All => _counts.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var user in source.ReadAllAsync(stoppingToken))
            All[user] = All.GetValueOrDefault(user) + 1; // leak: WMG1002
    }
}
