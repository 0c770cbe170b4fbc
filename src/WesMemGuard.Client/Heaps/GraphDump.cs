using WesMemGuard.HeapDumps;

namespace WesMemGuard.Client.Heaps;

/// <summary>A walked heap as a <c>.gcdump</c> file.</summary>
internal static class GraphDump
{
    private const string Unknown = "?";

    /// <summary>Writes it: the objects, then what keeps them by kinds, then the root of all.</summary>
    /// <param name="walk">A walk with what objects refer to.</param>
    /// <param name="process">The process.</param>
    /// <param name="at">When, UTC.</param>
    /// <exception cref="IOException">There are more objects than such a file holds.</exception>
    public static byte[] Write(HeapWalk walk, int process, DateTimeOffset at)
    {
        var graph = walk.Graph!;
        using var to = new HeapDumpWriter();
        var types = new Dictionary<ulong, int>();
        for (var number = 0; number < graph.Count; number++)
        {
            var (handle, size) = (graph.TypeOf(number), graph.SizeOf(number));
            if (!types.TryGetValue(handle, out var type))
                types[handle] = type = to.Type(Texts.OneLine.Of(walk.NameOf(handle) ?? Unknown), size);
            to.Object(type, size, graph.AddressOf(number), [.. graph.From(number)]);
        }

        var kinds = new List<int>();
        foreach (var kind in graph.Roots.GroupBy(NameOf, StringComparer.Ordinal))
        {
            var kept = kind.Select(root => graph.At(root.Address)).Where(number => number >= 0).Distinct().ToList();
            kinds.Add(to.Count);
            to.Object(to.Type(kind.Key, 0), 0, 0, kept);
        }

        to.Object(to.Type("[.NET Roots]", 0), 0, 0, kinds);
        return to.ToArray(process, at);
    }

    private static string NameOf(HeapRoot root) => root.Kind switch
    {
        RootKind.Static => $"[static var {Texts.OneLine.Name(root.Field ?? Unknown)}]",
        RootKind.ThreadStatic => $"[ThreadStatic var {Texts.OneLine.Name(root.Field ?? Unknown)}]",
        RootKind.Handle => "[handles]",
        RootKind.Stack => "[local vars]",
        RootKind.Finalizer => "[finalizer handles]",
        _ => "[other roots]",
    };
}
