// The like of TokensOfOneStart: the source goes on, its code registers again and again; a write is begun and left.
namespace TokensOfMoreThanOneStart;

public abstract class Endpoint
{
    private readonly CancellationTokenSource _life = new();

    public void Restart() => Open(_life.Token);

    public void Stop() => _life.Cancel();

    protected abstract void Open(CancellationToken token);
}

public sealed class Naming : Endpoint
{
    private string? _address;

    protected override void Open(CancellationToken token)
    {
        _address = Guid.NewGuid().ToString();
        token.Register(() => _address = null); // leak: WMG4004
    }

    public override string ToString() => _address ?? "";
}

public sealed class Feed(Func<CancellationToken, Task<byte[]>> read)
{
    private CancellationTokenSource _running = new();

    public void Start()
    {
        _running = new CancellationTokenSource();
        _ = RunAsync(_running.Token);
    }

    public void Stop() => _running.Cancel();

    private async Task RunAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            var answer = new TaskCompletionSource<byte[]>();
            token.Register(() => answer.TrySetCanceled()); // leak: WMG4004
            answer.TrySetResult(await read(token));
            await answer.Task;
        }
    }
}

public sealed class Rounds(Func<int, Task> work)
{
    public async Task AllAsync(IEnumerable<int> items)
    {
        using var all = new CancellationTokenSource();
        foreach (var item in items)
            await OneAsync(item, all.Token);
    }

    private async Task OneAsync(int item, CancellationToken token)
    {
        var done = new TaskCompletionSource();
        token.Register(() => done.TrySetCanceled()); // leak: WMG4004
        await work(item);
        done.TrySetResult();
        await done.Task;
    }
}

public sealed class Left
{
    private readonly Channel<int> _queue =
        Channel.CreateBounded<int>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.Wait });

    public void Put(int item) => _ = _queue.Writer.WriteAsync(item).ConfigureAwait(false); // leak: WMG2005

    public async Task<int> TakeAsync(CancellationToken token) => await _queue.Reader.ReadAsync(token);

    public void End() => _queue.Writer.TryComplete();
}
