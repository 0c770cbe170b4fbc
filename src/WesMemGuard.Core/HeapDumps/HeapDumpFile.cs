using System.Text.RegularExpressions;
using WesMemGuard.Input;

namespace WesMemGuard.HeapDumps;

/// <summary>
/// Reads what dotnet-gcdump and PerfView write (<c>.gcdump</c>): a graph of objects in Microsoft's FastSerialization. The form is that of
/// dotnet/diagnostics, src/Tools/dotnet-gcdump/DotNetHeapDump (GCHeapDump, MemoryGraph, Graph): a header, the types with their usual
/// sizes, where each object stands, and the objects: type, size where it isn't the usual one, and what it refers to, which is not read
/// here.
/// </summary>
internal static partial class HeapDumpFile
{
    /// <summary>How such files end.</summary>
    public const string Extension = ".gcdump";

    /// <summary>The largest file that is read: 1 GiB.</summary>
    public const long Largest = 1L << 30;

    private const string Dump = "GCHeapDump", Graph = "Graphs.MemoryGraph";
    private const byte BeginObject = 4, NullReference = 1, EndObject = 6;
    private const int FewestBytesOfType = 12;

    /// <summary>Types that the tools add for roots begin so; they have no bytes.</summary>
    private const char OfRoots = '[';

    private static ReadOnlySpan<byte> Serialization => "!FastSerialization.1"u8;

    private const string Undefined = "UNDEFINED";

    /// <summary>Reads a dump.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="BadInputException">It is none, or ends too early.</exception>
    public static HeapDump Read(byte[] bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length < sizeof(int))
            throw new BadInputException(name, HeapDumpReasons.NoDump());
        var from = new DumpBytes(bytes);
        try
        {
            if (!bytes.AsSpan(sizeof(int)).StartsWith(Serialization) || from.Text() is null || !Begins(from, Dump) || !Begins(from, Graph))
                throw new BadInputException(name, HeapDumpReasons.NoDump());
            return ReadGraph(from, name);
        }
        catch (EndOfStreamException)
        {
            throw new BadInputException(name, HeapDumpReasons.CutOff(from.At));
        }
    }

    /// <summary>An object begins with its type, which is one itself: version, least reader, name.</summary>
    private static bool Begins(DumpBytes from, string type)
    {
        if (from.Byte() != BeginObject || from.Byte() != BeginObject || from.Byte() != NullReference)
            return false;
        _ = from.Int();
        _ = from.Int();
        return from.Text() == type && from.Byte() == EndObject;
    }

    private static HeapDump ReadGraph(DumpBytes from, string name)
    {
        _ = from.Long(); // all bytes
        _ = from.Int(); // the root
        var types = new (string? Name, int Size)[from.Count(FewestBytesOfType)];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = (from.Text(), from.Int());
            _ = from.Text(); // its assembly
        }

        var places = new int[from.Count(sizeof(int))];
        for (var i = 0; i < places.Length; i++)
            places[i] = from.Int();
        var length = from.Count(1);
        return new HeapDump(Counted(from, types, places, length, name));
    }

    private static Dictionary<string, DumpedObjects> Counted(
        DumpBytes from, (string? Name, int Size)[] types, int[] places, int length, string name)
    {
        var start = from.At;
        var found = new DumpedObjects[types.Length];
        foreach (var place in places)
        {
            if (place < 0 || place >= length)
                throw new BadInputException(name, HeapDumpReasons.CutOff(from.At));
            from.At = start + place;
            var type = from.Compressed();
            if (type >> 1 is var number && (number < 0 || number >= types.Length))
                throw new BadInputException(name, HeapDumpReasons.CutOff(from.At));
            var size = (type & 1) == 0 ? types[number].Size : from.Compressed();
            found[number] = new DumpedObjects(found[number].Count + 1, found[number].Bytes + Math.Max(0, size));
        }

        return Named(types, found);
    }

    /// <summary>Types by name: the tools make several of one by the size of its objects, <c>System.String (Bytes &gt; 10K)</c>.</summary>
    private static Dictionary<string, DumpedObjects> Named((string? Name, int Size)[] types, DumpedObjects[] found)
    {
        var named = new Dictionary<string, DumpedObjects>(StringComparer.Ordinal);
        for (var i = 0; i < types.Length; i++)
        {
            if (found[i].Count == 0 || types[i].Name is not { Length: > 0 } name || name[0] == OfRoots || name == Undefined)
                continue;
            var type = BySize().Replace(name, "");
            var known = named.GetValueOrDefault(type);
            named[type] = new DumpedObjects(known.Count + found[i].Count, known.Bytes + found[i].Bytes);
        }

        return named;
    }

    [GeneratedRegex(@" \(Bytes > \d+[KMG]?\)$")]
    private static partial Regex BySize();
}
