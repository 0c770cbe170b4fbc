// A map's entry is replaced by a fresh one, and nobody ends the one that was there.
namespace HandleReplaced;

public sealed class Alerts(IObservable<Block> blocks)
{
    private readonly ConcurrentDictionary<string, IDisposable> _byAccount = new();

    public void Set(string account, long above)
    {
        _byAccount[account] = blocks.Subscribe(block => // leak: WMG3006
        {
            if (block.Height > above)
                Console.WriteLine(account);
        });
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
        _open.AddOrUpdate(hash, file, (_, old) => // leak: WMG3006
        {
            old.Flush();
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
        _ = RunAsync(id, job, source.Token);
        return id;
    }

    public void Abort(Guid id)
    {
        if (_running.TryRemove(id, out var source))
        {
            source.Cancel();
            source.Dispose();
        }
    }

    private async Task RunAsync(Guid id, Func<CancellationToken, Task> job, CancellationToken ct)
    {
        try
        {
            await job(ct);
        }
        finally
        {
            _running.TryRemove(id, out _); // leak: WMG4005
        }
    }
}
