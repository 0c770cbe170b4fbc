using System.Buffers.Binary;
using System.Text;

namespace WesMemGuard.HeapDumps;

/// <summary>The bytes of a dump, read from the front; every read is held against what is left.</summary>
internal sealed class DumpBytes(byte[] all)
{
    /// <summary>Names of generic types are long; one that is longer than this is none.</summary>
    private const int LongestText = 64 * 1024;

    private const int Part = 7, Last = 0x80, Bits = 0x7F, FirstParts = 25, MostParts = 5;

    /// <summary>The next byte to be read.</summary>
    public int At { get; set; }

    /// <summary>Bytes that are left.</summary>
    public int Left => all.Length - At;

    /// <exception cref="EndOfStreamException">There is none.</exception>
    public byte Byte() => Take(1)[0];

    /// <exception cref="EndOfStreamException">There is none.</exception>
    public int Int() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    /// <exception cref="EndOfStreamException">There is none.</exception>
    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>How many things follow, each of at least so many bytes.</summary>
    /// <exception cref="EndOfStreamException">There can't be so many.</exception>
    public int Count(int bytesOfEach)
    {
        var count = Int();
        return count >= 0 && count <= Left / bytesOfEach ? count : throw new EndOfStreamException();
    }

    /// <summary>A text with its length before it, in bytes of UTF-8; null is written as -1.</summary>
    /// <exception cref="EndOfStreamException">It is longer than a name is, or than what is left.</exception>
    public string? Text()
    {
        var length = Int();
        if (length == -1)
            return null;
        return length is >= 0 and <= LongestText
            ? Encoding.UTF8.GetString(Take(length)) : throw new EndOfStreamException();
    }

    /// <summary>
    /// A number in parts of 7 bits, the highest first and with its sign; all parts but the last have their eighth bit
    /// set.
    /// </summary>
    /// <exception cref="EndOfStreamException">It ends before its last part, or has more than an integer
    /// has.</exception>
    public int Compressed()
    {
        var next = Byte();
        var number = next << FirstParts >> FirstParts;
        for (var part = 1; (next & Last) != 0; part++)
        {
            if (part >= MostParts)
                throw new EndOfStreamException();
            next = Byte();
            number = (number << Part) | (next & Bits);
        }

        return number;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left || At < 0)
            throw new EndOfStreamException();
        var taken = all.AsSpan(At, count);
        At += count;
        return taken;
    }
}
