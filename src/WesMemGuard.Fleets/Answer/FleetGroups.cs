using WesMemGuard.Fleets.Judging;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Answer;

/// <summary>The nodes of a fleet that share a label's value, and what came of them.</summary>
/// <param name="Value">The value.</param>
/// <param name="Nodes">How many nodes have it.</param>
/// <param name="Broken">How many of them broke a limit.</param>
/// <param name="NotMeasured">How many were not measured, or could not be judged.</param>
/// <param name="Inconclusive">How many can't be told.</param>
/// <param name="Held">How many held every limit.</param>
/// <param name="Median">The median of what the first limit measured, in its unit; null: nothing was.</param>
internal sealed record FleetGroup(string Value, int Nodes, int Broken, int NotMeasured, int Inconclusive, int Held, double? Median);

/// <summary>A fleet parted by one label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Groups">Its values, the one with the largest share of broken nodes first.</param>
internal sealed record FleetGrouping(string Label, IReadOnlyList<FleetGroup> Groups)
{
    private const int MostGroups = 24;
    private const int MostGroupings = 3;

    /// <summary>The labels that part the fleet, what tells broken nodes from the others best first.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="by">The label to part it by; null: those that part it into a few groups.</param>
    public static IReadOnlyList<FleetGrouping> Of(FleetVerdict fleet, string? by)
    {
        if (by is not null)
            return [Parted(fleet, by)];
        var labels = fleet.Nodes.SelectMany(n => All(n).Select(p => p.Key)).Distinct(StringComparer.Ordinal);
        return [.. labels.Select(label => Parted(fleet, label))
            .Where(g => g.Groups.Count is > 1 and <= MostGroups && g.Groups.Count * 2 <= fleet.Nodes.Count)
            .OrderByDescending(Gain).ThenBy(g => g.Groups.Count).ThenBy(g => g.Label, StringComparer.Ordinal)
            .Take(MostGroupings)];
    }

    /// <summary>Where no node has the label, the group's value is empty.</summary>
    private static FleetGrouping Parted(FleetVerdict fleet, string label) => new(label,
        [.. fleet.Nodes.GroupBy(n => n.Labels[label] ?? n.Facts[label] ?? "", StringComparer.Ordinal)
            .Select(g => Group(g.Key, [.. g]))
            .OrderByDescending(g => (double)g.Broken / g.Nodes).ThenByDescending(g => g.Median ?? double.MinValue)
            .ThenBy(g => g.Value, StringComparer.Ordinal)]);

    private static IEnumerable<KeyValuePair<string, string>> All(NodeVerdict node) => node.Labels.Pairs.Concat(node.Facts.Pairs);

    private static FleetGroup Group(string value, List<NodeVerdict> nodes)
    {
        int Count(Outcome outcome) => nodes.Count(n => n.Worst == outcome);
        var measured = nodes.Where(n => n.Verdicts.Count > 0).Select(n => n.Verdicts[0].Value).OfType<double>().ToArray();
        return new FleetGroup(value, nodes.Count, Count(Outcome.Broken), Count(Outcome.NotMeasured) + nodes.Count(n => n.Worst is null),
            Count(Outcome.Inconclusive), Count(Outcome.Held), measured.Length == 0 ? null : Median.Of(measured));
    }

    /// <summary>How much of the uncertainty about who broke the label takes away, in bits.</summary>
    private static double Gain(FleetGrouping grouping)
    {
        var (nodes, broken) = (grouping.Groups.Sum(g => g.Nodes), grouping.Groups.Sum(g => g.Broken));
        return Entropy(broken, nodes) - grouping.Groups.Sum(g => Entropy(g.Broken, g.Nodes) * g.Nodes / nodes);
    }

    private static double Entropy(int some, int all)
    {
        if (some == 0 || some == all)
            return 0;
        var share = (double)some / all;
        return -(share * Math.Log2(share)) - ((1 - share) * Math.Log2(1 - share));
    }
}
