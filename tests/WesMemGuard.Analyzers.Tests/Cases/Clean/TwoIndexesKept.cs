// Two indexes from which every removal takes both, by itself or by a helper.
namespace TwoIndexesKept;

public sealed record Order(string Id, string Owner);

public sealed class Book
{
    private readonly Dictionary<string, Order> _byId = new();
    private readonly Dictionary<string, Order> _byOwner = new();

    public void Put(Order order)
    {
        _byId[order.Id] = order;
        _byOwner[order.Owner] = order;
    }

    public void Take(string id)
    {
        if (_byId.Remove(id, out var order))
            Forget(order);
    }

    public void Leave(string owner)
    {
        if (_byOwner.Remove(owner, out var order))
            _byId.Remove(order.Id);
    }

    private void Forget(Order order) => _byOwner.Remove(order.Owner);
}
