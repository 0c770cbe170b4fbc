using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Inventories;

namespace WesMemGuard.Fleets.Judging;

/// <summary>The nodes of an inventory among those that were found: what they are called, and which were not seen at all.</summary>
/// <param name="inventory">The inventory; null: nothing is known beside what is found.</param>
internal sealed class KnownNodes(FleetInventory? inventory)
{
    /// <summary>Labels by which a monitoring system says where a node answers, or what it is called.</summary>
    private static readonly string[] Telling = ["instance", "url", "node", "name", "host", "pod"];

    private readonly Dictionary<string, InventoryNode> _known = Keyed(inventory);

    /// <summary>
    /// The names of found nodes: the inventory's where a node alone is meant by its labels, else the one given.
    /// </summary>
    public IReadOnlyList<string> Names(IReadOnlyList<LabelSet> found, IReadOnlyList<string> given)
    {
        if (inventory is null)
            return given;
        var meant = found.Select(Find).ToList();
        var often = meant.OfType<InventoryNode>().GroupBy(n => n.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return [.. meant.Select((node, i) => node is null ? given[i] : often[node.Name] == 1 ? node.Name : $"{node.Name}/{given[i]}")];
    }

    /// <summary>A verdict with what the inventory knows of its node.</summary>
    public NodeVerdict Told(NodeVerdict verdict) => Find(verdict.Labels) is not { Labels.Count: > 0 } node ? verdict
        : verdict with { Facts = new LabelSet(node.Labels.Concat(verdict.Facts.Pairs)) };

    /// <summary>Nodes of the inventory that were not found: nothing of them was measured.</summary>
    public IEnumerable<NodeVerdict> Unseen(IEnumerable<LabelSet> found, MemoryBudget budget, FleetView view)
    {
        var seen = found.Select(Find).OfType<InventoryNode>().ToHashSet();
        return (inventory?.Nodes ?? []).Where(n => !seen.Contains(n))
            .Select(n => Told(UnseenNode.Judged(n.Name, Labels(n), budget, view)));
    }

    /// <summary>The labels of a node that the inventory alone tells of.</summary>
    public static LabelSet Labels(InventoryNode node) => new([new("node", node.Name), new("instance", node.Instance)]);

    private InventoryNode? Find(LabelSet labels)
    {
        foreach (var label in Telling)
        {
            if (labels[label] is { } value && _known.TryGetValue(value, out var node))
                return node;
        }

        return null;
    }

    private static Dictionary<string, InventoryNode> Keyed(FleetInventory? inventory)
    {
        var known = new Dictionary<string, InventoryNode>(StringComparer.Ordinal);
        foreach (var node in inventory?.Nodes ?? [])
        {
            foreach (var key in new[] { node.Name, node.Instance, node.Url.AbsoluteUri, node.Url.GetLeftPart(UriPartial.Authority) })
                known.TryAdd(key, node);
        }

        return known;
    }
}
