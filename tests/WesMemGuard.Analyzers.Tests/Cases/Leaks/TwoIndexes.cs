// Two indexes of the same items: every add goes to both, the removal forgets one.
namespace TwoIndexes;

public sealed record Order(string Id, string Owner);

public sealed class Book
{
    private readonly Dictionary<string, Order> _byId = new();
    private readonly Dictionary<string, Order> _byOwner = new();

    public void Put(Order order)
    {
        _byId[order.Id] = order;
        _byOwner[order.Owner] = order; // leak: WMG1002
    }

    public bool Take(string id) => _byId.Remove(id);

    public Order? Of(string owner) => _byOwner.GetValueOrDefault(owner);
}

public sealed class Directory
{
    private readonly ConcurrentDictionary<Guid, Link> _links = new();
    private readonly ConcurrentDictionary<string, Link> _names = new();

    public void Join(Link link)
    {
        _links.TryAdd(link.Id, link);
        _names.TryAdd(link.Name, link);
    }

    public void Leave(Link link)
    {
        _links.TryRemove(link.Id, out _);
        _names.TryRemove(link.Name, out _);
    }

    public void Lost(Guid id) => _links.TryRemove(id, out _); // leak: WMG1002

    public sealed record Link(Guid Id, string Name);
}
