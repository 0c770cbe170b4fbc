// The same shapes with a bound, an end or another owner.
namespace ShrinksOtherwise;

public sealed class Peers
{
    private static readonly ConcurrentDictionary<string, int> Known = new();

    private static bool HasRoom => Known.Count < 1000;

    public static void Add(string peer)
    {
        if (HasRoom)
            Known.TryAdd(peer, 0);
    }
}

public sealed class Collector(int expected)
{
    private readonly ConcurrentBag<string> _answers = new();
    private readonly TaskCompletionSource<string[]> _done = new();

    public Task<string[]> Done => _done.Task;

    public void Add(string answer)
    {
        _answers.Add(answer);
        if (_answers.Count >= expected)
            _done.TrySetResult(_answers.ToArray());
    }
}

public static class Newest
{
    private static string[] _last = [];

    public static void Add(string text) => _last = _last.Append(text).TakeLast(100).ToArray();
}

public sealed class Wire(ClientWebSocket socket, Func<byte[], Task> handle) : BackgroundService
{
    private readonly MemoryStream _raw = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var buffer = new byte[4096];
        while (!stoppingToken.IsCancellationRequested)
        {
            var got = await socket.ReceiveAsync(buffer, stoppingToken);
            if (_raw.Length + got.Count > 1 << 20)
                throw new InvalidDataException();
            _raw.Write(buffer, 0, got.Count);
            if (!got.EndOfMessage)
                continue;
            await handle(_raw.ToArray());
            _raw.SetLength(0);
        }
    }
}

public sealed class Status(Func<string> read) : BackgroundService
{
    private string _text = "";

    public override string ToString() => _text;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            _text = "at " + DateTime.UtcNow;
            _text += read();
            await Task.Delay(1000, stoppingToken);
        }
    }
}

public sealed class FrameState
{
    public List<byte> Bytes { get; } = new();

    public void Clear() => Bytes.Clear();
}

public sealed class Framer(ChannelReader<byte> source) : BackgroundService
{
    private readonly FrameState _state = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var one in source.ReadAllAsync(stoppingToken))
        {
            _state.Bytes.Add(one);
            if (one == 10)
                _state.Clear();
        }
    }
}

public sealed class Report
{
    public List<string> Lines { get; } = new();
}

public sealed class Reporter : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var report = new Report();
            report.Lines.Add(DateTime.UtcNow.ToString());
            await Task.Delay(1000, stoppingToken);
            Console.WriteLine(report.Lines.Count);
        }
    }
}
