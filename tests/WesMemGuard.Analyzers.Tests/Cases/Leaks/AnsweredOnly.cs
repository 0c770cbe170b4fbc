// Entries of waiters that only an answer takes out: a token ends the wait, or the send fails, and they stay.
namespace AnsweredOnly;

public abstract class Requests<TReply>
{
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<TReply>> _open = new();
    private ulong _last;

    protected abstract Task SendAsync(ulong id, string request);

    public async Task<TReply> AskAsync(string request, CancellationToken ct)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<TReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open.TryAdd(id, answer); // leak: WMG1003
        using var end = ct.Register(() => answer.TrySetCanceled(ct));
        try
        {
            await SendAsync(id, request);
        }
        catch
        {
            _open.TryRemove(id, out _);
            throw;
        }
        return await answer.Task;
    }

    protected void Answer(ulong id, TReply reply)
    {
        if (_open.TryRemove(id, out var answer))
            answer.TrySetResult(reply);
    }

    protected void Fail(Exception error)
    {
        foreach (var id in _open.Keys)
            if (_open.TryRemove(id, out var answer))
                answer.TrySetException(error);
    }
}

public sealed class Confirmations(Func<string, Task> send)
{
    private sealed class Waiter
    {
        public int Needed { get; init; }

        public TaskCompletionSource<long> Done { get; } = new();
    }

    private readonly ConcurrentDictionary<string, Waiter> _waiters = new();

    public async Task<long> SubmitAsync(string hash, int needed)
    {
        var waiter = new Waiter { Needed = needed };
        _waiters[hash] = waiter; // leak: WMG1003
        await send(hash);
        return await waiter.Done.Task;
    }

    public void Include(IReadOnlyDictionary<string, long> heights, long height)
    {
        foreach (var (hash, waiter) in _waiters)
            if (heights.TryGetValue(hash, out var at) && height - at >= waiter.Needed && _waiters.TryRemove(hash, out _))
                waiter.Done.TrySetResult(at);
    }
}

public sealed class Replies
{
    private readonly Dictionary<(string Link, int Id), Block> _blocks = new();

    public void Put(string link, int id, Block block) => _blocks[(link, id)] = block; // leak: WMG1002

    public Block? Take(string link, int id)
    {
        if (!_blocks.TryGetValue((link, id), out var block))
            return null;
        _blocks.Remove((link.ToLowerInvariant(), id));
        return block;
    }
}
