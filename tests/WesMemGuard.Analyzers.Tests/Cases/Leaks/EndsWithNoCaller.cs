// A reader that the object itself leaves behind, a hook behind each object's own flag, a timer that holds its owner.
namespace EndsWithNoCaller;

public sealed class Headers : IDisposable
{
    private readonly Channel<string> _hashes = Channel.CreateBounded<string>(256); // leak: WMG2002

    public ValueTask AddAsync(string hash, CancellationToken ct) => _hashes.Writer.WriteAsync(hash, ct);

    public async Task DrainAsync(Func<string, Task> store, CancellationToken ct)
    {
        await foreach (var hash in _hashes.Reader.ReadAllAsync(ct))
            await store(hash);
    }

    public void Dispose() => GC.SuppressFinalize(this);
}

public sealed class LastWords(Action<string> write)
{
    private int _listening;
    private readonly List<string> _told = [];

    public void Listen()
    {
        if (Interlocked.Exchange(ref _listening, 1) == 1)
            return;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => write(string.Join('\n', _told)); // leak: WMG4001
    }
}

public sealed class Uptime
{
    private readonly Timer _timer;
    private long _ticks;

    public Uptime() => _timer = new Timer(static state => ((Uptime)state!)._ticks++, this, 1000, 1000); // leak: WMG3006

    public long Seconds => _ticks;
}
