// Two indexes of an object that each request gets anew: what one of them keeps goes with the request.
using Microsoft.Extensions.DependencyInjection;

namespace TwoIndexesOfOneRequest;

public static class Setup
{
    public static void Add(IServiceCollection services) => services.AddTransient<Basket>();
}

public sealed record Item(Guid Id, string Name);

public sealed class Basket
{
    private readonly Dictionary<Guid, Item> _items = new();
    private readonly Dictionary<string, Item> _names = new();

    public void Put(Item item)
    {
        _items[item.Id] = item;
        _names[item.Name] = item;
    }

    public void Take(Item item)
    {
        _items.Remove(item.Id);
        _names.Remove(item.Name);
    }

    public bool Lose(Guid id) => _items.Remove(id);
}
