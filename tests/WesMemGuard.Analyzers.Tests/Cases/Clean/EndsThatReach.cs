// The same with an end that reaches what was put in.
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace EndsThatReach;

public sealed class Leases : IDisposable
{
    private sealed record Lease(string Holder, DateTime Until);

    private readonly Dictionary<string, Lease> _leases = new();
    private readonly Timer _cleaner;

    public Leases() => _cleaner = new Timer(_ => Clean(), null, 1000, 1000);

    public void Take(string name, string holder)
    {
        lock (_leases)
            _leases[name] = new Lease(holder, DateTime.UtcNow.AddSeconds(20));
    }

    public void Dispose() => _cleaner.Dispose();

    private void Clean()
    {
        lock (_leases)
            foreach (var pair in _leases.ToArray())
            {
                if (pair.Value.Until > DateTime.UtcNow)
                    continue;
                _leases.Remove(pair.Key);
            }
    }
}

public sealed class Samples
{
    private sealed record Sample(DateTimeOffset At, double Value);

    private readonly List<Sample> _samples = new();

    public void OnSample(double value)
    {
        _samples.Add(new Sample(DateTimeOffset.UtcNow, value));
        _samples.RemoveAll(static sample => DateTimeOffset.UtcNow - sample.At > TimeSpan.FromMinutes(5));
    }
}

public sealed class Chunks
{
    private sealed class Upload
    {
        public readonly List<byte[]> Parts = new();
        public readonly DateTime Since = DateTime.UtcNow;
        public bool Done;
    }

    private readonly Dictionary<Guid, Upload> _uploads = new();

    public byte[]? OnChunk(Guid id, byte[] part, bool isLast)
    {
        foreach (var (old, begun) in _uploads.ToArray())
            if (begun.Since < DateTime.UtcNow.AddMinutes(-10))
                _uploads.Remove(old);
        if (!_uploads.TryGetValue(id, out var upload))
        {
            upload = new Upload();
            _uploads.Add(id, upload);
        }
        upload.Parts.Add(part);
        upload.Done |= isLast;
        if (upload.Done)
        {
            _uploads.Remove(id);
            return upload.Parts.SelectMany(static bytes => bytes).ToArray();
        }
        return null;
    }
}

public sealed class Slots
{
    private readonly Dictionary<long, string> _bySlot = new();

    public void OnSlot(long slot, string leader)
    {
        _bySlot[slot] = leader;
        foreach (var old in _bySlot.Keys.Where(key => key < slot - 432).ToArray())
            _bySlot.Remove(old);
    }
}

public sealed class Feeds
{
    private sealed class Feed
    {
        public int Readers;
    }

    private readonly Dictionary<string, Feed> _feeds = new();

    public void Join(string name)
    {
        if (!_feeds.TryGetValue(name, out var feed))
        {
            feed = new Feed();
            _feeds[name] = feed;
        }
        feed.Readers++;
    }

    public void Leave(string name)
    {
        if (_feeds.TryGetValue(name, out var feed) && --feed.Readers <= 0)
            _feeds.Remove(name);
    }
}

/// <summary>Counts only those that come later: none of them is left when the count is used up.</summary>
public sealed class Guests
{
    private sealed class Table
    {
        public int More;
    }

    private readonly Dictionary<string, Table> _tables = new();

    public void Sit(string name)
    {
        if (_tables.TryGetValue(name, out var table))
            table.More++;
        else
            _tables[name] = new Table();
    }

    public void Leave(string name)
    {
        if (_tables.TryGetValue(name, out var table) && --table.More < 0)
            _tables.Remove(name);
    }
}

public sealed class Pages(int most)
{
    private readonly Dictionary<int, byte[]> _pages = new();
    private readonly LinkedList<int> _order = new();

    public byte[]? Find(int number)
    {
        if (!_pages.TryGetValue(number, out var page))
            return null;
        _order.Remove(number);
        _order.AddLast(number);
        return page;
    }

    public void Keep(int number, byte[] page)
    {
        if (_pages.TryAdd(number, page))
            _order.AddLast(number);
        if (_pages.Count > most && _order.First is { } first)
        {
            _pages.Remove(first.Value);
            _order.RemoveFirst();
        }
    }
}

public sealed class Checkpoints
{
    private sealed record Checkpoint(int Height, byte[] State);

    private readonly List<Checkpoint> _all = new();

    public void Save(int height, byte[] state)
    {
        _all.Add(new Checkpoint(height, state));
        while (_all[0].Height < height - 100)
            _all.RemoveAt(0);
    }

    public void Rewind(int height)
    {
        while (_all.Count > 0 && _all[^1].Height >= height)
            _all.RemoveAt(_all.Count - 1);
    }
}

public sealed class Rpc(Action<string> send)
{
    private readonly Dictionary<int, Action<JsonElement>> _callbacks = new();
    private int _last;

    public void Call(string method, Action<JsonElement> then)
    {
        var number = ++_last;
        _callbacks[number] = then;
        send($"{{\"id\":{number},\"method\":\"{method}\"}}");
    }

    public void OnAnswer(JsonElement answer)
    {
        if (_callbacks.Remove(answer.GetProperty("id").GetInt32(), out var then))
            then(answer);
    }

    public void OnDisconnected() => _callbacks.Clear();
}

public sealed class Frames
{
    private readonly List<byte> _bytes = new();
    private int _start;

    public void Feed(byte[] bytes) => _bytes.AddRange(bytes);

    public byte[]? Next(int length)
    {
        if (_start + length > _bytes.Count)
            return null;
        var frame = _bytes.GetRange(_start, length).ToArray();
        _start += length;
        if (_start > 4096)
        {
            _bytes.RemoveRange(0, _start);
            _start = 0;
        }
        return frame;
    }
}

public sealed class LastLines
{
    private IEnumerable<string> _lines = Array.Empty<string>();

    public void Note(string line) => _lines = _lines.Append(line).TakeLast(10).ToArray();

    public string[] All() => _lines.ToArray();
}

/// <summary>A count for each minute of the day, and a text that is made for one call.</summary>
public sealed class Minutes
{
    private readonly Dictionary<string, int> _byMinute = new();

    public void Count() => _byMinute[DateTime.UtcNow.ToString("HH:mm")] = 1;

    public static async Task<string> TellAsync(Func<string, Task<string>> ask, string[] all)
    {
        var text = new StringBuilder();
        foreach (var one in all)
            text.AppendLine(await ask(one));
        return text.ToString();
    }
}

public sealed class Voters(Action<int> tell)
{
    private readonly HashSet<string> _voters = new();

    public async Task RunAsync(Func<Task<string>> next)
    {
        while (true)
        {
            _voters.Add(await next());
            if (_voters.Count > 1_000)
            {
                tell(_voters.Count);
                return;
            }
        }
    }
}
