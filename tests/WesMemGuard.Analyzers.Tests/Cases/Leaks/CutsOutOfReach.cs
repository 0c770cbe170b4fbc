// What would cut is never reached, finds nothing, or takes from a copy.
using System.Collections.Immutable;

namespace CutsOutOfReach;

public sealed class Hooks
{
    private ImmutableList<Action<string>> _all = ImmutableList<Action<string>>.Empty;

    public void Add(Action<string> hook) => ImmutableInterlocked.Update(ref _all, all => all.Add(hook)); // leak: WMG1002

    public void Remove(Action<string> hook) => _all.Remove(hook);

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

    public void OnBlock(IReadOnlyCollection<long> items)
    {
        lock (_items)
        {
            if (_items.Count == Most)
                _items.RemoveRange(0, Most / 2);
            _items.AddRange(items); // leak: WMG1002
        }
    }

    public long[] Last()
    {
        lock (_items)
            return _items.TakeLast(10).ToArray();
    }
}

public sealed class Rows(Func<IReadOnlyList<object[]>, Task> insert)
{
    private readonly List<object[]> _rows = new();

    public async Task AddAsync(params object[] row)
    {
        _rows.Add(row); // leak: WMG1002
        if (_rows.Count < 500)
            return;
        try
        {
            await insert(_rows);
            _rows.Clear();
        }
        catch (TimeoutException)
        {
            Console.Error.WriteLine("later");
        }
    }
}

public sealed class Ledger
{
    private readonly SortedDictionary<string, DateTime> _issued = new(StringComparer.Ordinal);

    public Ledger() => Task.Run(CleanAsync);

    public void Issue(string id)
    {
        lock (_issued)
            _issued[id] = DateTime.UtcNow; // leak: WMG1002
    }

    private async Task CleanAsync()
    {
        while (true)
        {
            await Task.Delay(10_000);
            lock (_issued)
            {
                foreach (var one in _issued)
                    if (DateTime.UtcNow - one.Value > TimeSpan.FromMinutes(5))
                        _issued.Remove(one.Key);
            }
        }
    }
}

public sealed class Names(Func<string, Task<string?>> ask)
{
    private readonly Dictionary<string, (string? Name, DateTime At)> _names = new();

    public async Task<string?> OfAsync(string address)
    {
        lock (_names)
            if (_names.TryGetValue(address, out var found))
                return found.Name;
        var name = await ask(address);
        lock (_names)
            _names[address] = (name, DateTime.UtcNow); // leak: WMG1002
        return name;
    }

    private void Purge()
    {
        lock (_names)
            foreach (var key in _names.Where(one => one.Value.At < DateTime.UtcNow.AddHours(-1)).Select(one => one.Key).ToArray())
                _names.Remove(key);
    }
}

public sealed class Sent
{
    private readonly Dictionary<string, DateTime> _sent = new();

    public void Submitted(string hash)
    {
        var bare = hash.StartsWith("0x") ? hash[2..] : hash;
        lock (_sent)
            _sent[bare] = DateTime.UtcNow; // leak: WMG1002
    }

    public void Mined(string hash)
    {
        var key = hash.StartsWith("0x") ? hash : "0x" + hash;
        lock (_sent)
            _sent.Remove(key);
    }
}

public sealed class Hits
{
    private readonly ConcurrentDictionary<string, int> _hits = new();

    public void Hit(string address) => _hits.AddOrUpdate(address.ToLowerInvariant(), 1, (_, count) => count + 1); // leak: WMG1002

    public void Forget(string address) => _hits.TryRemove(address.ToUpperInvariant(), out _);
}

public sealed class Requests(Func<string, CancellationToken, Task<string>> run)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _sources = new();

    public async Task<string> RunAsync(string id)
    {
        var source = new CancellationTokenSource();
        _sources[id] = source; // leak: WMG1003
        return await run(id, source.Token);
    }

    public void Cancel(string id)
    {
        if (_sources.TryRemove(id, out var source))
            source.Cancel();
    }
}

public sealed class Deadlines
{
    private readonly PriorityQueue<Ticket, DateTime> _due = new();
    private readonly Lock _gate = new();

    public Ticket At(DateTime when, Action action)
    {
        var ticket = new Ticket(action);
        lock (_gate)
            _due.Enqueue(ticket, when); // leak: WMG2005
        return ticket;
    }

    public void Cancel(Ticket ticket) => ticket.IsOver = true;

    public void Tick(DateTime now)
    {
        while (true)
        {
            Ticket? ticket;
            lock (_gate)
            {
                if (!_due.TryPeek(out ticket, out var when) || when > now)
                    return;
                _due.Dequeue();
            }
            if (!ticket.IsOver)
                ticket.Action();
        }
    }

    public sealed class Ticket(Action action)
    {
        public Action Action => action;

        public bool IsOver { get; set; }
    }
}
