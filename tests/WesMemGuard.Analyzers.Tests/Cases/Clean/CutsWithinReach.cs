// The cut is reached: whatever comes in, when it fails, in a copy of the walk, by the same key.
using System.Collections.Immutable;

namespace CutsWithinReach;

public sealed class Hooks
{
    private ImmutableList<Action<string>> _all = ImmutableList<Action<string>>.Empty;

    public void Add(Action<string> hook) => ImmutableInterlocked.Update(ref _all, all => all.Add(hook));

    public void Remove(Action<string> hook) => ImmutableInterlocked.Update(ref _all, all => all.Remove(hook));

    public void Tell(string text)
    {
        foreach (var hook in _all)
            hook(text);
    }
}

public sealed class Transfers
{
    private const int Most = 10_000;
    private readonly List<long> _items = new();

    public void OnTransfer(long item)
    {
        lock (_items)
        {
            if (_items.Count == Most)
                _items.RemoveRange(0, Most / 2);
            _items.Add(item);
        }
    }
}

public sealed class Rows(Func<IReadOnlyList<object[]>, Task> insert)
{
    private readonly List<object[]> _rows = new();

    public async Task AddAsync(params object[] row)
    {
        _rows.Add(row);
        if (_rows.Count < 500)
            return;
        try
        {
            await insert(_rows);
        }
        catch (TimeoutException)
        {
            Console.Error.WriteLine("lost");
        }
        _rows.Clear();
    }
}

public sealed class Ledger
{
    private readonly SortedDictionary<string, DateTime> _issued = new(StringComparer.Ordinal);

    public Ledger() => Task.Run(CleanAsync);

    public void Issue(string id)
    {
        lock (_issued)
            _issued[id] = DateTime.UtcNow;
    }

    private async Task CleanAsync()
    {
        while (true)
        {
            await Task.Delay(10_000);
            lock (_issued)
            {
                foreach (var one in _issued.ToArray())
                    if (DateTime.UtcNow - one.Value > TimeSpan.FromMinutes(5))
                        _issued.Remove(one.Key);
            }
        }
    }
}

public sealed class Failures(IEnumerable<string> hosts)
{
    private readonly Dictionary<string, int> _failures = hosts.ToDictionary(static host => host, static _ => 0);
    private int _others;

    public void Note(string host)
    {
        lock (_failures)
        {
            if (_failures.TryGetValue(host, out var count))
                _failures[host] = count + 1;
            else
                _others++;
        }
    }
}

public sealed class Head(string hash, Head? parent)
{
    public string Hash { get; } = hash;

    public Head? Parent { get; private set; } = parent;

    public void CutBelow(int depth)
    {
        var node = this;
        for (var i = 0; i < depth && node.Parent != null; i++)
            node = node.Parent;
        node.Parent = null;
    }
}

public sealed class Window
{
    private Head? _head;

    public void Push(string hash)
    {
        _head = new Head(hash, _head);
        _head.CutBelow(64);
    }

    public bool Knows(string hash)
    {
        for (var node = _head; node is not null; node = node.Parent)
            if (node.Hash == hash)
                return true;
        return false;
    }
}

public sealed class Requests(Func<string, CancellationToken, Task<string>> run)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _sources = new();

    public async Task<string> RunAsync(string id)
    {
        var source = new CancellationTokenSource();
        _sources[id] = source;
        try
        {
            return await run(id, source.Token);
        }
        finally
        {
            _sources.TryRemove(id, out _);
        }
    }

    public void Cancel(string id)
    {
        if (_sources.TryRemove(id, out var source))
            source.Cancel();
    }
}
