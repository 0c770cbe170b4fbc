using System.Diagnostics;

namespace WesMemGuard.Fuzz;

/// <summary>A reader under watch: which edges an input takes, how long it takes, and whether it fails as none may.</summary>
internal sealed class WatchedReader(string name, Action<byte[]> read)
{
    private const int MostKept = 40;
    private readonly Coverage _coverage = new();

    /// <summary>Failures of different kinds, each with an input.</summary>
    public Dictionary<string, byte[]> Found { get; } = new(StringComparer.Ordinal);

    public TimeSpan Longest { get; private set; }

    public int Edges => _coverage.Edges;

    /// <summary>Reads it.</summary>
    /// <returns>Whether it took a way that none took before.</returns>
    public bool Reads(byte[] input)
    {
        Read(input);
        return _coverage.IsNew();
    }

    /// <summary>The smallest inputs that take every edge which any of them takes.</summary>
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

        // The last ones take the most: what they took before is seen again by them.
        return [.. kept.AsEnumerable().Reverse().Take(MostKept)];
    }

    private void Read(byte[] input)
    {
        _coverage.Begin();
        var watch = Stopwatch.StartNew();
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

        Longest = watch.Elapsed > Longest ? watch.Elapsed : Longest;
    }
}
