namespace WesMemGuard.Fuzz;

/// <summary>A reader under watch: which edges an input takes, how long it takes, and whether it fails as none may.</summary>
internal sealed class WatchedReader(string name, Action<byte[]> read)
{
    private const int MostKept = 40;
    private readonly Coverage _coverage = new();

    /// <summary>Failures of different kinds, each with an input.</summary>
    public Dictionary<string, byte[]> Found { get; } = new(StringComparer.Ordinal);

    /// <summary>The most time of the processor that an input took: a machine that is busy makes no finding.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>That input.</summary>
    public byte[] Slowest { get; private set; } = [];

    public int Edges => _coverage.Edges;

    /// <summary>Reads it.</summary>
    /// <returns>Whether it took a way that none took before.</returns>
    public bool Reads(byte[] input)
    {
        Read(input);
        return _coverage.IsNew();
    }

    /// <summary>The inputs that take an edge which no smaller one takes; where they are more than 40, the largest of them.</summary>
    public IReadOnlyList<byte[]> Smallest(IReadOnlyList<byte[]> inputs)
    {
        var (taken, kept) = (new HashSet<int>(), new List<byte[]>());
        foreach (var input in inputs.OrderBy(i => i.Length))
        {
            Read(input);
            var edges = _coverage.Taken();
            if (edges.TrueForAll(taken.Contains))
                continue;
            taken.UnionWith(edges);
            kept.Add(input);
        }

        // The last ones take the most, and most of what the smaller ones take too; an edge that only those take is lost.
        return [.. kept.AsEnumerable().Reverse().Take(MostKept)];
    }

    private void Read(byte[] input)
    {
        _coverage.Begin();
        var began = Environment.CpuUsage.TotalTime;
        try
        {
            read(input);
        }
        catch (Exception e) when (Readers.IsRefusal(e))
        {
            _ = e.Message.Length; // it says what is wrong: that is part of reading
        }
        catch (Exception e)
        {
            Found.TryAdd($"{name}: {e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}.{e.TargetSite?.Name}: {e.Message}", input);
        }

        var took = Environment.CpuUsage.TotalTime - began;
        if (took > Longest)
            (Longest, Slowest) = (took, input);
    }
}
