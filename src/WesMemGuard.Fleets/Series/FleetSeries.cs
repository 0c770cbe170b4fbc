using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Series;

/// <summary>The series of a fleet, as columns; what no figure of a limit is made of is left out as it comes.</summary>
internal sealed class FleetSeries
{
    /// <summary>The most points that are kept: half a gigabyte of them.</summary>
    public const long MostPoints = 32_000_000;

    /// <summary>The most nodes that are kept.</summary>
    public const int MostNodes = 100_000;

    private readonly Dictionary<LabelSet, NodeSeries> _nodes = [];
    private readonly List<NodeSeries> _ordered = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly FigureTable _figures;
    private readonly Dictionary<LabelSet, List<KeyValuePair<string, string>>> _facts = [];
    private long _points;

    internal FleetSeries(FigureTable figures, string source) => (_figures, Source) = (figures, source);

    /// <summary>What messages call the file or server.</summary>
    public string Source { get; }

    /// <summary>The nodes in the order in which they came.</summary>
    public IReadOnlyList<NodeSeries> Nodes => _ordered;

    /// <summary>Names that came and mean no figure, some of them.</summary>
    internal IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Where the points of a series go; null: it means no figure, or a better-named series has it.</summary>
    internal SeriesColumn? Column(string name, LabelSet labels)
    {
        if (FigureTable.TellsFacts(name))
            Tell(name, labels);
        if (_figures.Find(name, labels) is not { } found)
        {
            Pass(name);
            return null;
        }

        return Node(labels.Without(FigureTable.OfFigures)).Take(found.Figure, found.Rank, name + labels);
    }

    /// <summary>The node of these labels, else all that have them among others.</summary>
    internal IReadOnlyList<NodeSeries> Find(LabelSet labels) =>
        _nodes.TryGetValue(labels, out var node) ? [node] : _ordered.FindAll(n => n.Labels.Holds(labels));

    /// <summary>What series that tell nothing else say of a node.</summary>
    internal LabelSet FactsOf(LabelSet labels) => new(
        (_facts.TryGetValue(labels, out var facts) ? facts : _facts.FirstOrDefault(f => f.Key.Holds(labels)).Value) ?? []);

    /// <summary>Remembers a name that means no figure, to be told when there is none that does.</summary>
    internal void Pass(string name)
    {
        if (_unknown.Count < 20)
            _unknown.Add(name);
    }

    /// <summary>Counts points that are kept.</summary>
    /// <exception cref="BadInputException">They are too many.</exception>
    internal void Took(int points)
    {
        _points += points;
        if (_points > MostPoints)
            throw new BadInputException(Source, SeriesReasons.TooManyPoints(MostPoints));
    }

    private void Tell(string name, LabelSet labels)
    {
        var whose = labels.Without(FigureTable.OfFigures).Without(FigureTable.OfFacts);
        if (!_facts.TryGetValue(whose, out var facts) && _facts.Count < MostNodes)
            _facts[whose] = facts = [];
        facts?.AddRange(labels.Pairs.Where(p => FigureTable.OfFacts.Contains(p.Key) && facts.Count < LabelSet.Most)
            .Select(p => KeyValuePair.Create(name == "go_info" && p.Key == "version" ? "go" : p.Key, p.Value)));
        if (_nodes.TryGetValue(whose, out var node))
            node.Facts = new LabelSet(facts ?? []);
    }

    private NodeSeries Node(LabelSet labels)
    {
        if (_nodes.TryGetValue(labels, out var known))
            return known;
        if (_nodes.Count >= MostNodes)
            throw new BadInputException(Source, SeriesReasons.TooManyNodes(MostNodes));
        var node = new NodeSeries(labels);
        if (_facts.TryGetValue(labels, out var facts))
            node.Facts = new LabelSet(facts);
        _nodes.Add(labels, node);
        _ordered.Add(node);
        return node;
    }
}
