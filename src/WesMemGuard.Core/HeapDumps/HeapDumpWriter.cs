using System.Text;

namespace WesMemGuard.HeapDumps;

/// <summary>
/// Writes a heap as dotnet-gcdump and PerfView do (<c>.gcdump</c>), so that people can go on in the tools they know. The form is the one
/// that <see cref="HeapDumpFile"/> reads. Objects come in the order of their numbers; the last one is the root of all.
/// </summary>
internal sealed class HeapDumpWriter : IDisposable
{
    private const byte NullReference = 1, BeginObject = 4, EndObject = 6, TaggedByte = 8, TaggedText = 13;
    private const int DumpVersion = 10, DumpReader = 8, Part = 7, Last = 0x80, Bits = 0x7F, BitsOfInt = 32, MostParts = 5;
    private readonly List<(string Name, int Size)> _types = [("UNDEFINED", 0)];
    private readonly List<int> _places = [];
    private readonly List<ulong> _addresses = [];
    private readonly MemoryStream _objects = new();
    private long _bytes;

    /// <summary>Begins with no objects.</summary>
    public HeapDumpWriter()
    {
        Compressed(0); // what is not defined: it has no number of its own
        Compressed(0);
    }

    /// <summary>How many objects there are.</summary>
    public int Count => _places.Count;

    /// <summary>Adds a type.</summary>
    /// <param name="name">The runtime's name of it; one in brackets is no type, but stands for roots.</param>
    /// <param name="size">The size that most of its objects have; those of another size say so.</param>
    /// <returns>Its number.</returns>
    public int Type(string name, long size)
    {
        _types.Add((name, Int(size)));
        return _types.Count - 1;
    }

    /// <summary>Adds the next object.</summary>
    /// <param name="type">The number of its type.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="address">Where it lay; 0 for what is no object.</param>
    /// <param name="refersTo">The numbers of the objects that it refers to, also of those that are still to come.</param>
    /// <exception cref="IOException">There are more objects than such a file holds.</exception>
    public void Object(int type, long size, ulong address, IReadOnlyCollection<int> refersTo)
    {
        if (_objects.Length > int.MaxValue - (MostParts * (refersTo.Count + MostParts)))
            throw new IOException("the heap has more objects than a .gcdump file holds (2 GiB)");
        var number = _places.Count;
        _places.Add((int)_objects.Length);
        _addresses.Add(address);
        _bytes += size;
        var usual = _types[type].Size == Int(size);
        Compressed((type << 1) | (usual ? 0 : 1));
        if (!usual)
            Compressed(Int(size));
        Compressed(refersTo.Count);
        foreach (var to in refersTo)
            Compressed(to - number);
    }

    /// <summary>The whole file.</summary>
    /// <param name="process">Its process id.</param>
    /// <param name="at">When it was taken, UTC.</param>
    public byte[] ToArray(int process, DateTimeOffset at)
    {
        using var file = new MemoryStream((int)_objects.Length + (_places.Count * (sizeof(int) + sizeof(ulong))) + 4096);
        using var to = new BinaryWriter(file, Encoding.UTF8);
        Text(to, "!FastSerialization.1");
        Begin(to, "GCHeapDump", DumpVersion, DumpReader);
        Begin(to, "Graphs.MemoryGraph", 0, 0);
        Graph(to);
        to.Write(EndObject);
        to.Write(true); // 64 bits
        to.Write(1f); // nothing is left out, of counts
        to.Write(1f); // nor of sizes
        to.Write(NullReference); // of JavaScript
        to.Write(NullReference); // of segments
        to.Write(-1); // no log
        to.Write(at.UtcTicks);
        to.Write(-1); // no machine's name
        to.Write(-1); // nor the process's
        to.Write(process);
        to.Write(0L);
        to.Write(0L);
        to.Write(0); // no multipliers by type
        to.Write(TaggedText);
        Text(to, "wesmemguard");
        to.Write(EndObject);
        var table = (int)file.Position;
        to.Write(0); // no forward references
        to.Write(table);
        to.Flush();
        return file.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _objects.Dispose();

    private void Graph(BinaryWriter to)
    {
        to.Write(_bytes);
        to.Write(_places.Count - 1);
        to.Write(_types.Count);
        foreach (var (name, size) in _types)
        {
            Text(to, name);
            to.Write(size);
            to.Write(-1); // its assembly
        }

        to.Write(_places.Count);
        foreach (var place in _places)
            to.Write(place);
        to.Write((int)_objects.Length);
        _objects.WriteTo(to.BaseStream);
        to.Write(_addresses.Count);
        foreach (var address in _addresses)
            to.Write(address);
        to.Write(TaggedByte);
        to.Write(true); // 64 bits
    }

    /// <summary>An object begins with its type, which is one itself: version, least reader, name.</summary>
    private static void Begin(BinaryWriter to, string type, int version, int reader)
    {
        to.Write(BeginObject);
        to.Write(BeginObject);
        to.Write(NullReference);
        to.Write(version);
        to.Write(reader);
        Text(to, type);
        to.Write(EndObject);
    }

    private static void Text(BinaryWriter to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        to.Write(bytes.Length);
        to.Write(bytes);
    }

    /// <summary>Parts of 7 bits, the highest first and with its sign; all but the last have their eighth bit set.</summary>
    private void Compressed(int number)
    {
        var parts = 1;
        while (parts < MostParts && (number << (BitsOfInt - (Part * parts)) >> (BitsOfInt - (Part * parts))) != number)
            parts++;
        for (var part = parts - 1; part >= 0; part--)
            _objects.WriteByte((byte)(((number >> (Part * part)) & Bits) | (part > 0 ? Last : 0)));
    }

    private static int Int(long size) => (int)Math.Clamp(size, 0, int.MaxValue);
}
