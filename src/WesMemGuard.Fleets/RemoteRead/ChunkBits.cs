using System.Buffers.Binary;

namespace WesMemGuard.Fleets.RemoteRead;

/// <summary>Bits of a chunk, the highest of each byte first.</summary>
internal ref struct ChunkBits(ReadOnlySpan<byte> bytes)
{
    private const int LongestNumber = 10;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private long _at;

    /// <summary>The next bits, 1 to 64 of them, as a number.</summary>
    /// <exception cref="FormatException">There are not so many.</exception>
    public ulong Take(int count)
    {
        if (_at + count > _bytes.Length * 8L)
            throw new FormatException();
        int first = (int)(_at >> 3), passed = (int)(_at & 7);
        _at += count;
        if (first + 8 > _bytes.Length)
            return Last(first, passed, count);
        var word = BinaryPrimitives.ReadUInt64BigEndian(_bytes[first..]) << passed;
        if (passed + count > 64)
            word |= (ulong)_bytes[first + 8] >> (8 - passed);
        return word >> (64 - count);
    }

    /// <summary>A number in groups of seven bits, the lowest first, each in eight.</summary>
    public ulong Unsigned()
    {
        ulong number = 0;
        for (var i = 0; i < LongestNumber; i++)
        {
            var group = Take(8);
            number |= (group & 0x7F) << (7 * i);
            if (group < 0x80)
                return number;
        }

        throw new FormatException();
    }

    /// <summary>The same with a sign, which is the lowest bit.</summary>
    public long Signed()
    {
        var number = Unsigned();
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    /// <summary>Near the end no eight bytes are left to read at once.</summary>
    private readonly ulong Last(int first, int passed, int count)
    {
        Span<byte> word = stackalloc byte[16];
        _bytes[first..].CopyTo(word);
        var high = BinaryPrimitives.ReadUInt64BigEndian(word) << passed;
        if (passed > 0)
            high |= (ulong)word[8] >> (8 - passed);
        return high >> (64 - count);
    }
}
