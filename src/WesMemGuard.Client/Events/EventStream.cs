using System.Text;

namespace WesMemGuard.Client.Events;

/// <summary>
/// Reads the events that a .NET runtime sends (EventPipe, the form "Nettrace" 4: dotnet/diagnostics, documentation and
/// src/coreclr/vm/eventpipe). Events of one thread come in their order; nothing is sorted, kept or copied, so that a heap of millions of
/// objects is read as fast as it is sent.
/// </summary>
internal sealed class EventStream(Stream from, EventTaken taken)
{
    private const byte NoObject = 1, BeginObject = 5, EndObject = 6;
    private const int LongestName = 256, BytesOfTrace = 48, Alignment = 4;
    private readonly TraceBytes _bytes = new(from);
    private readonly Dictionary<ulong, EventName> _names = [];
    private readonly Dictionary<ulong, uint> _last = [];

    /// <summary>
    /// Events that the runtime dropped because its buffer was full, as far as the same thread told others after them: what was still to
    /// come when the session was stopped is not missing.
    /// </summary>
    public long Lost { get; private set; }

    /// <summary>Those among them that the thread which told the event that is taken now had told since its last one that came.</summary>
    public long LostBefore { get; private set; }

    /// <summary>Reads until the runtime ends the stream.</summary>
    /// <exception cref="FormatException">It is another form.</exception>
    /// <exception cref="EndOfStreamException">It breaks off, as when the process ends.</exception>
    public void Read()
    {
        Expect("Nettrace"u8);
        if (_bytes.Int() is var length && length != "!FastSerialization.1".Length)
            throw Unknown();
        Expect("!FastSerialization.1"u8);
        while (_bytes.Byte() is var tag && tag != NoObject)
        {
            if (tag != BeginObject)
                throw Unknown();
            ReadObject();
        }
    }

    private void ReadObject()
    {
        if (_bytes.Byte() != BeginObject || _bytes.Byte() != NoObject)
            throw Unknown();
        _ = _bytes.Int(); // its version
        _ = _bytes.Int(); // the least reader's
        var length = _bytes.Int();
        if (length is < 1 or > LongestName)
            throw Unknown();
        var name = Encoding.UTF8.GetString(_bytes.Take(length));
        Expect([EndObject]);
        if (name == "Trace")
            _ = _bytes.Take(BytesOfTrace);
        else
            ReadBlock(name);
        Expect([EndObject]);
    }

    private void ReadBlock(string name)
    {
        var size = _bytes.Int();
        _ = _bytes.Take((int)((Alignment - (_bytes.Position % Alignment)) % Alignment));
        var block = _bytes.Take(size);
        switch (name)
        {
            case "EventBlock":
                ReadEvents(block, isMetadata: false);
                break;
            case "MetadataBlock":
                ReadEvents(block, isMetadata: true);
                break;
            default:
                break; // stacks, and how far each thread was told when the session ended
        }
    }

    private void ReadEvents(ReadOnlySpan<byte> block, bool isMetadata)
    {
        const int compressed = 1;
        var reader = new PayloadReader(block);
        var header = reader.Short();
        if ((reader.Short() & compressed) == 0 || header < 2 * sizeof(ushort))
            throw Unknown();
        _ = reader.Take(header - (2 * sizeof(ushort)));
        var one = default(EventHeader);
        while (reader.Left > 0)
        {
            one.Read(ref reader);
            var payload = reader.Take(one.Size);
            if (isMetadata)
                AddName(payload);
            else
                TakeEvent(one, payload);
        }
    }

    private void TakeEvent(in EventHeader header, ReadOnlySpan<byte> payload)
    {
        LostBefore = _last.TryGetValue(header.Thread, out var last) && header.Sequence > last + 1 ? header.Sequence - last - 1 : 0;
        Lost += LostBefore;
        _last[header.Thread] = header.Sequence;
        if (_names.TryGetValue(header.Metadata, out var name))
            taken(name, payload);
    }

    private void AddName(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var metadata = (ulong)reader.Int();
        var provider = reader.Text();
        var number = reader.Int();
        _names[metadata] = new EventName(provider, number, reader.Text());
    }

    private void Expect(ReadOnlySpan<byte> bytes)
    {
        if (!_bytes.Take(bytes.Length).SequenceEqual(bytes))
            throw Unknown();
    }

    private FormatException Unknown() => new($"the runtime's events have another form at byte {_bytes.Position}");
}
