// The entries go: when they are over, by their own count, from both indexes, each when it is done.
namespace RightlyBelieved;

public sealed class Recent(int capacity)
{
    private readonly ConcurrentDictionary<int, byte> _ids = new();
    private readonly ConcurrentQueue<int> _order = new();

    public void Add(int id)
    {
        if (!_ids.TryAdd(id, 0))
            return;
        _order.Enqueue(id);
        while (_order.Count > capacity && _order.TryDequeue(out var oldest))
            _ids.TryRemove(oldest, out _);
    }

    public bool TryRemove(int id) => _ids.TryRemove(id, out _);
}

public sealed class Fetches(Func<string, Task<byte[]>> fetch)
{
    private readonly ConcurrentDictionary<string, Task<byte[]>> _running = new();

    public async Task<byte[]> FetchAsync(string id)
    {
        try
        {
            return await _running.GetOrAdd(id, fetch);
        }
        catch (IOException)
        {
            _running.TryRemove(id, out _);
            throw;
        }
    }

    public void Done(string id) => _running.TryRemove(id, out _);
}

public sealed class Item(uint id)
{
    public uint Id => id;
}

public sealed class Place
{
    private readonly List<Item> _items = [];

    public void Add(Item item) => _items.Add(item);

    public void Remove(Item item) => _items.Remove(item);
}

public sealed class Places(Place place)
{
    private readonly ConcurrentDictionary<uint, Item> _all = new();

    public Item Create(uint id)
    {
        var item = new Item(id);
        place.Add(item);
        _all.AddOrUpdate(id, item, (_, _) => item);
        return item;
    }

    public void Delete(Item item)
    {
        place.Remove(item);
        _all.TryRemove(item.Id, out _);
    }
}
