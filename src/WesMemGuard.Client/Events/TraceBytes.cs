namespace WesMemGuard.Client.Events;

/// <summary>The bytes of an event stream from the front; every read is held against a bound, and knows where it stands.</summary>
internal sealed class TraceBytes(Stream from)
{
    /// <summary>The largest part that is read at once: the runtime's own blocks have some hundred kilobytes.</summary>
    public const int Largest = 64 * 1024 * 1024;

    /// <summary>An odd number of kilobytes and a bit, so that no object of the client's is likely to have the same size.</summary>
    private const int Room = (1021 * 1024) + 104;

    /// <summary>An array's header and length.</summary>
    private const int Header = 24;

    /// <summary>What the room takes of the heap: a walk leaves it out.</summary>
    public const int SizeOfRoom = Room + Header;

    private byte[] _bytes = new byte[Room];
    private int _at;
    private int _end;

    /// <summary>Bytes that were read so far.</summary>
    public long Position { get; private set; }

    /// <summary>The next bytes; they stay as they are until the next read.</summary>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    /// <exception cref="FormatException">No block has so many.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count is < 0 or > Largest)
            throw new FormatException($"a part of {count} bytes at byte {Position} of the events");
        if (_end - _at < count)
            Fill(count);
        var taken = _bytes.AsSpan(_at, count);
        _at += count;
        Position += count;
        return taken;
    }

    /// <exception cref="EndOfStreamException">There is none.</exception>
    public byte Byte() => Take(1)[0];

    /// <exception cref="EndOfStreamException">There is none.</exception>
    public int Int() => System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    private void Fill(int count)
    {
        var left = _end - _at;
        var bytes = _bytes.Length >= count ? _bytes : new byte[count];
        Buffer.BlockCopy(_bytes, _at, bytes, 0, left);
        (_bytes, _at, _end) = (bytes, 0, left);
        while (_end < count)
        {
            var read = from.Read(_bytes, _end, _bytes.Length - _end);
            if (read == 0)
                throw new EndOfStreamException($"the events end at byte {Position}");
            _end += read;
        }
    }
}
