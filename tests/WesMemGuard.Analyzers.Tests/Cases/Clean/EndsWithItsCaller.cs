// A reader that its caller's token ends, a hook behind a flag of the process, a timer that holds nothing of its owner.
using System.Runtime.CompilerServices;

namespace EndsWithItsCaller;

public sealed class Headers
{
    private readonly Channel<string> _hashes = Channel.CreateBounded<string>(256);

    public ValueTask AddAsync(string hash, CancellationToken ct) => _hashes.Writer.WriteAsync(hash, ct);

    public async Task DrainAsync(Func<string, Task> store, CancellationToken ct)
    {
        await foreach (var hash in _hashes.Reader.ReadAllAsync(ct))
            await store(hash);
    }
}

public sealed class LastWords(Action<string> write)
{
    private static int s_listening;
    private readonly List<string> _told = [];

    public void Listen()
    {
        if (Interlocked.Exchange(ref s_listening, 1) == 1)
        {
            return;
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => write(string.Join('\n', _told));
    }

    public void ListenInside()
    {
        if (Interlocked.CompareExchange(ref s_listening, 1, 0) == 0)
            AppDomain.CurrentDomain.ProcessExit += (_, _) => write(_told.Count.ToString());
    }
}

public sealed class Uptime
{
    private readonly StrongBox<long> _ticks = new();
    private readonly Timer _timer;

    public Uptime() => _timer = new Timer(static state => ((StrongBox<long>)state!).Value++, _ticks, 1000, 1000);

    public long Seconds => _ticks.Value;
}
