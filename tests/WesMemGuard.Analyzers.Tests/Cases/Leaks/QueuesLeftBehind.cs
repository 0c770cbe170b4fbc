// Queues that others fill: through an object that is given them, beside a slow loop that never ends, and with what never fits.
namespace QueuesLeftBehind;

public interface ILines
{
    void Write(string line);
}

public sealed class Lines : IDisposable
{
    private readonly BlockingCollection<string> _lines = new(); // leak: WMG2005

    public Lines() => Task.Factory.StartNew(
        () =>
        {
            foreach (var line in _lines.GetConsumingEnumerable())
                File.AppendAllText("node.log", line);
        },
        TaskCreationOptions.LongRunning);

    public ILines Open() => new Writer(_lines);

    public void Dispose() => _lines.CompleteAdding();

    private sealed class Writer(BlockingCollection<string> lines) : ILines
    {
        public void Write(string line) => lines.Add(line);
    }
}

public sealed class Outbox
{
    private readonly Queue<string> _queue = new();
    private readonly SemaphoreSlim _there = new(0);

    public void Put(string text)
    {
        lock (_queue)
            _queue.Enqueue(text); // leak: WMG2005
        _there.Release();
    }

    public async Task RunAsync(Func<string, Task> send, CancellationToken token)
    {
        while (true)
        {
            await _there.WaitAsync(token);
            string text;
            lock (_queue)
                text = _queue.Dequeue();
            await send(text);
        }
    }
}

public sealed class Chain
{
    private readonly LinkedList<string> _waiting = new();
    private readonly object _gate = new();

    public void Put(string text)
    {
        lock (_gate)
            _waiting.AddLast(text); // leak: WMG2005
    }

    public async Task RunAsync(Func<string, Task> send, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            string? text = null;
            lock (_gate)
                if (_waiting.First is { } first)
                {
                    text = first.Value;
                    _waiting.RemoveFirst();
                }
            if (text is not null)
                await send(text);
            else
                await Task.Delay(10, token);
        }
    }
}

public sealed class Offers
{
    private readonly PriorityQueue<string, decimal> _byFee = new();
    private readonly Lock _gate = new();

    public void Put(string offer, decimal fee)
    {
        if (fee < 0)
            return;
        lock (_gate)
            _byFee.Enqueue(offer, fee); // leak: WMG2005
    }

    public List<string> Take(int space)
    {
        var taken = new List<string>();
        lock (_gate)
        {
            while (_byFee.TryPeek(out var next, out _) && next.Length <= space)
            {
                space -= next.Length;
                taken.Add(_byFee.Dequeue());
            }
        }
        return taken;
    }
}
