// Something takes entries out, and not when it must: on failure alone, when another collection is full, from another index alone.
namespace BelievedTooEasily;

public interface IKeys
{
    Task<byte[]> KeyAsync(string id, CancellationToken token);
}

public sealed class KeyCache(IKeys inner, TimeSpan lasts)
{
    private readonly ConcurrentDictionary<string, Kept> _cache = new();

    public async ValueTask<byte[]> KeyAsync(string id, CancellationToken token)
    {
        while (true)
        {
            var kept = _cache.GetOrAdd(id, name => new Kept(inner.KeyAsync(name, token))); // leak: WMG1002
            if (kept.IsOver(lasts))
            {
                _cache.TryRemove(KeyValuePair.Create(id, kept));
                continue;
            }
            try
            {
                return await kept.Key;
            }
            catch
            {
                _cache.TryRemove(KeyValuePair.Create(id, kept));
                throw;
            }
        }
    }

    private sealed class Kept(Task<byte[]> key)
    {
        private readonly DateTime _at = DateTime.UtcNow;

        public Task<byte[]> Key => key;

        public bool IsOver(TimeSpan lasts) => DateTime.UtcNow - _at > lasts;
    }
}

public sealed class Recent(int capacity)
{
    private readonly ConcurrentDictionary<int, byte> _ids = new();
    private readonly ConcurrentQueue<int> _order = new();

    public void Add(int id)
    {
        if (!_ids.TryAdd(id, 0))
            return;
        _order.Enqueue(id); // leak: WMG1002
        while (_ids.Count > capacity && _order.TryDequeue(out var oldest))
            _ids.TryRemove(oldest, out _);
    }

    public bool TryRemove(int id) => _ids.TryRemove(id, out _);
}

public sealed class Item(uint id)
{
    public uint Id => id;
}

public sealed class Place
{
    private readonly List<Item> _items = [];

    public bool IsEmpty => _items.Count == 0;

    public void Add(Item item) => _items.Add(item);

    public void Remove(Item item) => _items.Remove(item);
}

public sealed class Places
{
    private readonly Dictionary<string, Place> _places = new();
    private readonly ConcurrentDictionary<uint, Item> _all = new();

    public Item? Find(uint id) => _all.GetValueOrDefault(id);

    public Item Create(string name, uint id)
    {
        if (!_places.TryGetValue(name, out var place))
            _places[name] = place = new Place();
        var item = new Item(id);
        place.Add(item);
        _all.AddOrUpdate(id, item, (_, _) => item); // leak: WMG1002
        return item;
    }

    public void Delete(string name, Item item)
    {
        if (!_places.TryGetValue(name, out var place))
            return;
        place.Remove(item);
        if (place.IsEmpty)
            _places.Remove(name);
    }
}

public sealed class Timeouts : IDisposable
{
    private readonly List<Timer> _timers = new();

    public void Arm(string request, TimeSpan after, Action<string> expire)
    {
        lock (_timers)
            _timers.Add(new Timer(_ => expire(request), null, after, Timeout.InfiniteTimeSpan)); // leak: WMG1002
    }

    public void Dispose()
    {
        foreach (var timer in _timers)
            timer.Dispose();
    }
}
