namespace WesMemGuard.Fleets.Series;

/// <summary>What nodes are called: by as few labels as tell them apart, the usual ones first.</summary>
internal static class NodeNames
{
    private static readonly string[] Usual =
        ["node", "instance", "pod", "host", "hostname", "name", "url", "server", "container", "service", "job", "namespace", "cluster"];

    /// <summary>The labels that a row of a table may tell a node by.</summary>
    public static bool IsUsual(string label) => Array.IndexOf(Usual, label) >= 0;

    /// <summary>A name for each, in their order; all differ.</summary>
    /// <param name="nodes">The nodes' labels.</param>
    /// <param name="first">The label that is to come first; null: the usual order.</param>
    /// <param name="alone">The name of a node without labels.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<LabelSet> nodes, string? first, string alone)
    {
        var labels = nodes.SelectMany(n => n.Pairs.Select(p => p.Key)).Distinct(StringComparer.Ordinal)
            .OrderBy(l => l == first ? -1 : Array.IndexOf(Usual, l) is >= 0 and var place ? place : Usual.Length)
            .ThenBy(l => l, StringComparer.Ordinal).ToList();
        var taken = new List<string>();
        var count = 0;
        foreach (var label in labels)
        {
            var now = Distinct(nodes, [.. taken, label]);
            if (now > count || (taken.Count == 0 && (label == first || nodes.Count == 1)))
                (count, taken) = (now, [.. taken, label]);
            if (count == nodes.Count)
                break;
        }

        return [.. nodes.Select(n => Name(n, taken) is { Length: > 0 } name ? name : alone)];
    }

    private static int Distinct(IReadOnlyList<LabelSet> nodes, List<string> labels) =>
        nodes.Select(n => Name(n, labels)).Distinct(StringComparer.Ordinal).Count();

    private static string Name(LabelSet node, List<string> labels) =>
        string.Join('/', labels.Select(l => node[l]).Where(v => v is not null));
}
