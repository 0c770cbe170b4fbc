// What ends the wait takes the entry out, a walk gives up what is too old, or all goes with the object itself.
namespace AnsweredOrGivenUp;

public sealed class Requests(Func<ulong, string, Task> send)
{
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<string>> _open = new();
    private ulong _last;

    public async Task<string> AskAsync(string request, CancellationToken ct)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _open.TryAdd(id, answer);
        using var end = ct.Register(() => answer.TrySetCanceled(ct));
        try
        {
            await send(id, request);
            return await answer.Task;
        }
        finally
        {
            _open.TryRemove(id, out _);
        }
    }

    public void Answer(ulong id, string reply)
    {
        if (_open.TryRemove(id, out var answer))
            answer.TrySetResult(reply);
    }
}

public sealed class Confirmations(Func<string, Task> send)
{
    private sealed record Waiter(DateTime Until, TaskCompletionSource<long> Done);

    private readonly ConcurrentDictionary<string, Waiter> _waiters = new();

    public async Task<long> SubmitAsync(string hash)
    {
        var waiter = new Waiter(DateTime.UtcNow.AddMinutes(5), new TaskCompletionSource<long>());
        _waiters[hash] = waiter;
        await send(hash);
        return await waiter.Done.Task;
    }

    public void Include(IReadOnlyDictionary<string, long> heights)
    {
        foreach (var (hash, waiter) in _waiters)
            if ((heights.ContainsKey(hash) || waiter.Until < DateTime.UtcNow) && _waiters.TryRemove(hash, out _))
                waiter.Done.TrySetResult(heights.GetValueOrDefault(hash, -1));
    }
}

public sealed class Loads(Func<string, CancellationToken, Task<Block>> load)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Block>> _loading = new();
    private readonly SemaphoreSlim _few = new(4);

    public async Task<Block> GetAsync(string hash, CancellationToken ct)
    {
        var mine = new TaskCompletionSource<Block>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = _loading.GetOrAdd(hash, mine);
        if (!ReferenceEquals(first, mine))
            return await first.Task.WaitAsync(ct);
        try
        {
            await _few.WaitAsync(ct);
            var block = await load(hash, ct);
            mine.TrySetResult(block);
            return block;
        }
        finally
        {
            _loading.TryRemove(hash, out _);
        }
    }
}

public sealed class Link : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _waits = new();
    private readonly Channel<string> _out = Channel.CreateBounded<string>(100);
    private readonly CancellationTokenSource _end = new();
    private int _id;

    public async Task<string> AskAsync(string text)
    {
        var id = Interlocked.Increment(ref _id);
        var wait = _waits[id] = new TaskCompletionSource<string>();
        await _out.Writer.WriteAsync($"{id} {text}", _end.Token);
        return await wait.Task;
    }

    public void Answer(int id, string text)
    {
        if (_waits.TryRemove(id, out var wait))
            wait.TrySetResult(text);
    }

    public ChannelReader<string> Sent => _out.Reader;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _out.Writer.TryComplete();
        foreach (var wait in _waits.Values)
            wait.TrySetCanceled();
        _waits.Clear();
        _end.Dispose();
    }
}

public sealed class Replies
{
    private readonly Dictionary<string, Block> _blocks = new(StringComparer.OrdinalIgnoreCase);

    public void Put(string hash, Block block) => _blocks[hash] = block;

    public Block? Take(string hash)
    {
        if (!_blocks.TryGetValue(hash, out var block))
            return null;
        _blocks.Remove(hash.ToLowerInvariant());
        return block;
    }
}

public sealed class Recorder(IAsyncEnumerable<Block> blocks, Func<Block, Task> write) : BackgroundService
{
    private readonly Channel<Block> _pipe = Channel.CreateBounded<Block>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(PumpAsync(stoppingToken), StoreAsync(stoppingToken));

    private async Task PumpAsync(CancellationToken ct)
    {
        await foreach (var block in blocks.WithCancellation(ct))
            _pipe.Writer.TryWrite(block);
        _pipe.Writer.Complete();
    }

    private async Task StoreAsync(CancellationToken ct)
    {
        await foreach (var block in _pipe.Reader.ReadAllAsync(ct))
            await write(block);
    }
}
