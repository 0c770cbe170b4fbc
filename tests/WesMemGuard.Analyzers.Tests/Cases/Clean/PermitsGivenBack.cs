// Semaphores that are given back whatever happens, by another method, or that count what has come; items that are put back to be tried
// again.
namespace PermitsGivenBack;

public sealed class Gate
{
    private readonly SemaphoreSlim _permits = new(8);

    public async Task RunAsync(Func<Task> work)
    {
        await _permits.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _permits.Release();
        }
    }

    public async Task StartAsync(Func<Task> work)
    {
        await _permits.WaitAsync();
        _ = FinishAsync(work);
    }

    private async Task FinishAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            _permits.Release();
        }
    }
}

public sealed class Lock
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<IDisposable> TakeAsync()
    {
        await _one.WaitAsync();
        return new Held(_one);
    }

    private sealed class Held(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}

public sealed class Arrivals
{
    private readonly SemaphoreSlim _there = new(0);
    private readonly Queue<int> _items = new();

    public async Task<int> NextAsync(CancellationToken token)
    {
        await _there.WaitAsync(token);
        await Task.Yield();
        lock (_items)
            return _items.Dequeue();
    }

    public bool Add(int item)
    {
        lock (_items)
        {
            if (_items.Count > 100)
                return false;
            _items.Enqueue(item);
        }
        _there.Release();
        return true;
    }
}

public sealed class Outbox(Func<string, Task<bool>> send)
{
    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(100);

    public ValueTask PutAsync(string text) => _waiting.Writer.WriteAsync(text);

    public void End() => _waiting.Writer.TryComplete();

    public async Task RunAsync(CancellationToken token)
    {
        while (await _waiting.Reader.WaitToReadAsync(token))
        {
            var text = await _waiting.Reader.ReadAsync(token);
            if (!await send(text))
                await _waiting.Writer.WriteAsync(text, token);
        }
    }
}
