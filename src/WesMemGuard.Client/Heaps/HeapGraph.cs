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

    /// <summary>The numbers of objects from which on their addresses rise, by the first address of each such run.</summary>
    private readonly SortedList<ulong, (int First, int Last)> _runs = [];

    private IList<ulong> _starts = [];
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
    public int At(ulong address)
    {
        int low = 0, high = _starts.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_starts[middle] <= address)
                low = middle + 1;
            else
                high = middle - 1;
        }

        if (high < 0)
            return -1;
        var (first, last) = _runs.Values[high];
        var found = _addresses.BinarySearch(first, last - first + 1, address, null);
        return found < 0 ? -1 : found;
    }

    /// <summary>The numbers of the objects that one refers to, those that a weak table ties to it included.</summary>
    public IEnumerable<int> From(int number)
    {
        var end = number + 1 < _firstEdges.Count ? _firstEdges[number + 1] : _edges.Count;
        for (var edge = _firstEdges[number]; edge < end; edge++)
        {
            if (At(_edges[edge]) is >= 0 and var to)
                yield return to;
        }

        if (_dependents.Count == 0 || !_dependents.TryGetValue(_addresses[number], out var dependents))
            yield break;
        foreach (var dependent in dependents)
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

    /// <summary>
    /// Says that all objects are there. The runtime tells them region by region, by rising address in each: so they need no index of
    /// their own, which for millions of them takes longer than to read them.
    /// </summary>
    internal void Close()
    {
        var runs = Rising();
        List<ulong> starts = [.. runs.Select(run => _addresses[run.First]).Order()];
        for (var parts = Parted(runs, starts); parts.Count > runs.Count; parts = Parted(runs, starts))
            runs = parts;
        foreach (var run in runs)
            _runs[_addresses[run.First]] = run;
        _starts = _runs.Keys;
    }

    private List<(int First, int Last)> Rising()
    {
        List<(int First, int Last)> runs = [];
        for (var first = 0; first < _addresses.Count;)
        {
            var last = first;
            while (last + 1 < _addresses.Count && _addresses[last + 1] > _addresses[last])
                last++;
            runs.Add((first, last));
            first = last + 1;
        }

        return runs;
    }

    /// <summary>
    /// Two regions that were told one after the other may have a third between their addresses, which was told elsewhere: there the run of
    /// both is parted, so that the last run that begins before an address is the only one that can hold it. A part is a run of its own,
    /// where others may have to be parted in their turn.
    /// </summary>
    private List<(int First, int Last)> Parted(List<(int First, int Last)> runs, List<ulong> starts)
    {
        List<(int First, int Last)> parts = new(runs.Count);
        foreach (var (begin, last) in runs)
        {
            var first = begin;
            int Next() => starts.BinarySearch(_addresses[first]) + 1;
            for (var next = Next(); next < starts.Count && starts[next] < _addresses[last]; next = Next())
            {
                var at = _addresses.BinarySearch(first, last - first + 1, starts[next], null);
                at = at < 0 ? ~at : at;
                parts.Add((first, at - 1));
                first = at;
                if (starts.BinarySearch(_addresses[at]) is < 0 and var place)
                    starts.Insert(~place, _addresses[at]);
            }

            parts.Add((first, last));
        }

        return parts;
    }
}
