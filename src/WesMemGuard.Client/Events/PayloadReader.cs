using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace WesMemGuard.Client.Events;

/// <summary>Reads what an event carries, from the front. Of a 64-bit process: pointers have eight bytes.</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _left = payload;

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => _left.Length;

    /// <exception cref="FormatException">Fewer are left.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_left.Length)
            throw new FormatException("an event carries less than it says");
        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public ushort Short() => BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)));

    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public ulong Long() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <summary>A number in parts of seven bits, the lowest first.</summary>
    public ulong Variable()
    {
        const int part = 7, most = 64, bits = 0x7F, more = 0x80;
        ulong number = 0;
        for (var shift = 0; shift < most; shift += part)
        {
            var next = Byte();
            number |= (ulong)(next & bits) << shift;
            if ((next & more) == 0)
                return number;
        }

        throw new FormatException("a number of an event has no end");
    }

    /// <summary>A text of UTF-16 that ends with a zero.</summary>
    public string Text()
    {
        var all = MemoryMarshal.Cast<byte, char>(_left);
        var end = all.IndexOf('\0');
        if (end < 0)
            throw new FormatException("a text of an event has no end");
        var text = new string(all[..end]);
        Take((end + 1) * sizeof(char));
        return text;
    }
}
