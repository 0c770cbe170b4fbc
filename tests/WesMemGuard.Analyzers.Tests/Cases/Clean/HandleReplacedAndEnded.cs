// Whoever replaces an entry ends the one that was there.
namespace HandleReplacedAndEnded;

public sealed class Alerts(IObservable<Block> blocks)
{
    private readonly ConcurrentDictionary<string, IDisposable> _byAccount = new();

    public void Set(string account, long above)
    {
        if (_byAccount.TryRemove(account, out var former))
            former.Dispose();
        _byAccount[account] = blocks.Subscribe(block => Console.WriteLine(account + above + block.Hash));
    }

    public void Drop(string account)
    {
        if (_byAccount.TryRemove(account, out var alert))
            alert.Dispose();
    }
}

public sealed class Downloads
{
    private readonly ConcurrentDictionary<string, FileStream> _open = new();

    public void Restart(string hash)
    {
        var file = File.Create(hash + ".part");
        _open.AddOrUpdate(hash, file, (_, old) =>
        {
            old.Dispose();
            return file;
        });
    }

    public void Finish(string hash)
    {
        if (_open.TryRemove(hash, out var file))
            file.Dispose();
    }
}

public sealed class Jobs(CancellationToken host)
{
    private readonly ConcurrentDictionary<Guid, CancellationTokenSource> _running = new();

    public Guid Begin(Func<CancellationToken, Task> job)
    {
        var id = Guid.NewGuid();
        var source = CancellationTokenSource.CreateLinkedTokenSource(host);
        _running[id] = source;
        _ = RunAsync(id, job, source);
        return id;
    }

    private async Task RunAsync(Guid id, Func<CancellationToken, Task> job, CancellationTokenSource source)
    {
        try
        {
            await job(source.Token);
        }
        finally
        {
            _running.TryRemove(id, out _);
            source.Dispose();
        }
    }
}
