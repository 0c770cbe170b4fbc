// Something takes out, and what was put in stays: each kind of end that is no end.
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace EndsThatMiss;

public sealed class Leases : IDisposable
{
    private sealed record Lease(string Holder, DateTime Until);

    private readonly Dictionary<string, Lease> _leases = new();
    private readonly Timer _cleaner;

    public Leases() => _cleaner = new Timer(_ => Clean(), null, 1000, 1000);

    public void Take(string name, string holder)
    {
        lock (_leases)
            _leases[name] = new Lease(holder, DateTime.UtcNow.AddSeconds(20)); // leak: WMG1002
    }

    public void Dispose() => _cleaner.Dispose();

    private void Clean()
    {
        lock (_leases)
            foreach (var pair in _leases.ToArray())
            {
                if (pair.Value.Until <= DateTime.UtcNow)
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
        _samples.Add(new Sample(DateTimeOffset.UtcNow, value)); // leak: WMG1002
        var oldest = DateTimeOffset.UtcNow.AddMinutes(-5);
        _samples.RemoveAll(sample => sample.At > oldest);
    }
}

public sealed class Chunks
{
    private sealed class Upload
    {
        public readonly List<byte[]> Parts = new();
        public bool Done;
    }

    private readonly Dictionary<Guid, Upload> _uploads = new();

    public byte[]? OnChunk(Guid id, byte[] part, bool isLast)
    {
        if (!_uploads.TryGetValue(id, out var upload))
        {
            upload = new Upload();
            _uploads.Add(id, upload); // leak: WMG1002
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
        _bySlot[slot] = leader; // leak: WMG1002
        var gone = slot - 432;
        _bySlot.Remove(gone);
    }

    public string? Leader(long slot) => _bySlot.GetValueOrDefault(slot);
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
            _feeds[name] = feed; // leak: WMG1002
        }
        feed.Readers++;
    }

    public void Leave(string name)
    {
        if (_feeds.TryGetValue(name, out var feed) && feed.Readers-- == 0)
            _feeds.Remove(name);
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
        _order.AddLast(number); // leak: WMG1002
        return page;
    }

    public void Keep(int number, byte[] page)
    {
        _pages[number] = page;
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

    public void Save(int height, byte[] state) => _all.Add(new Checkpoint(height, state)); // leak: WMG1002

    public void Rewind(int height)
    {
        while (_all.Count > 0 && _all[^1].Height >= height)
            _all.RemoveAt(_all.Count - 1);
    }
}

public sealed class Tracker(Func<Task<(long Number, bool IsFork)>> next)
{
    private readonly SortedDictionary<long, DateTime> _seen = new();
    private long _last;

    public async Task RunAsync()
    {
        while (true)
        {
            var (number, isFork) = await next();
            if (isFork)
            {
                _seen.Remove(_last);
                continue;
            }
            _seen[number] = DateTime.UtcNow; // leak: WMG1002
            _last = number;
        }
    }
}

public sealed class Rpc(Action<string> send)
{
    private readonly Dictionary<int, Action<JsonElement>> _callbacks = new();
    private int _last;

    public void Call(string method, Action<JsonElement> then)
    {
        var number = ++_last;
        _callbacks[number] = then; // leak: WMG1002
        send($"{{\"id\":{number},\"method\":\"{method}\"}}");
    }

    public void OnAnswer(JsonElement answer)
    {
        if (_callbacks.Remove(answer.GetProperty("id").GetInt32(), out var then))
            then(answer);
    }
}

public sealed class DayFiles : IDisposable
{
    private readonly Dictionary<string, FileStream> _open = new();

    public void Append(byte[] line)
    {
        var day = DateTime.UtcNow.ToString("yyyy-MM-dd");
        if (!_open.TryGetValue(day, out var file))
            _open[day] = file = File.Create(day); // leak: WMG1002
        file.Write(line);
    }

    public void Dispose()
    {
        foreach (var file in _open.Values)
            file.Dispose();
        _open.Clear();
    }
}

public sealed class Frames
{
    private readonly List<byte> _bytes = new();
    private int _start;

    public void Feed(byte[] bytes) => _bytes.AddRange(bytes); // leak: WMG1002

    public byte[]? Next(int length)
    {
        if (_start + length > _bytes.Count)
            return null;
        var frame = _bytes.GetRange(_start, length).ToArray();
        _start += length;
        return frame;
    }
}

public sealed class Chat(Func<string, Task<string>> ask)
{
    private readonly StringBuilder _talk = new();

    public async Task<string> SayAsync(string text)
    {
        var answer = await ask(text);
        lock (_talk)
            _talk.AppendLine(text).AppendLine(answer); // leak: WMG1002
        return answer;
    }
}

public sealed class Claims
{
    private ImmutableHashSet<string> _claimed = ImmutableHashSet<string>.Empty;

    public bool Claim(string id) =>
        ImmutableInterlocked.Update(ref _claimed, static (all, one) => all.Add(one), id); // leak: WMG1002
}

public sealed class LastLines
{
    private IEnumerable<string> _lines = Array.Empty<string>();

    public void Note(string line) => _lines = _lines.Append(line).TakeLast(10); // leak: WMG1002

    public string[] All() => _lines.ToArray();
}

public sealed class Voters(Action<int> tell)
{
    private readonly HashSet<string> _voters = new();

    public async Task RunAsync(Func<Task<string>> next)
    {
        while (true)
        {
            _voters.Add(await next()); // leak: WMG1002
            if (_voters.Count > 1_000)
                tell(_voters.Count);
        }
    }
}
