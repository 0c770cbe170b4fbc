namespace WesMemGuard.Client.Heaps;

/// <summary>All objects of a heap with what they refer to. Only types are kept, never a value.</summary>
internal sealed class HeapGraph
{
    private readonly List<ulong> _addresses = [];
    private readonly List<ulong> _types = [];
    private readonly List<long> _sizes = [];
    private readonly List<int> _firstEdges = [];
    private readonly List<ulong> _edges = [];
    private readonly Dictionary<ulong, List<ulong>> _dependents = [];
    private readonly List<HeapRoot> _roots = [];
    private Dictionary<ulong, int> _numbers = [];
    private int _expected;

    /// <summary>How many objects there are.</summary>
    public int Count => _addresses.Count;

    /// <summary>The roots, in the order in which they were told.</summary>
    public IReadOnlyList<HeapRoot> Roots => _roots;

    /// <summary>The handle of an object's type.</summary>
    public ulong TypeOf(int number) => _types[number];

    /// <summary>The bytes of an object, without what it refers to.</summary>
    public long SizeOf(int number) => _sizes[number];

    /// <summary>Where an object lay while the heap was walked.</summary>
    public ulong AddressOf(int number) => _addresses[number];

    /// <summary>The number of the object at an address; -1 for none.</summary>
    public int At(ulong address) => _numbers.GetValueOrDefault(address, -1);

    /// <summary>The numbers of the objects that one refers to, those that a weak table ties to it included.</summary>
    public IEnumerable<int> From(int number)
    {
        var end = number + 1 < _firstEdges.Count ? _firstEdges[number + 1] : _edges.Count;
        for (var edge = _firstEdges[number]; edge < end; edge++)
        {
            if (At(_edges[edge]) is >= 0 and var to)
                yield return to;
        }

        foreach (var dependent in _dependents.GetValueOrDefault(_addresses[number], []))
        {
            if (At(dependent) is >= 0 and var to)
                yield return to;
        }
    }

    internal void Add(ulong address, ulong type, long size, int edges)
    {
        _addresses.Add(address);
        _types.Add(type);
        _sizes.Add(size);
        _firstEdges.Add(_expected);
        _expected += edges;
    }

    internal void AddEdge(ulong address) => _edges.Add(address);

    internal void AddRoot(HeapRoot root) => _roots.Add(root);

    internal void AddDependent(ulong key, ulong value)
    {
        if (!_dependents.TryGetValue(key, out var values))
            _dependents[key] = values = [];
        values.Add(value);
    }

    /// <summary>Says that all objects are there.</summary>
    internal void Close()
    {
        _numbers = new Dictionary<ulong, int>(_addresses.Count);
        for (var i = 0; i < _addresses.Count; i++)
            _numbers[_addresses[i]] = i;
    }
}
