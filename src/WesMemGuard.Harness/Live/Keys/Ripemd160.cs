using System.Buffers.Binary;
using System.Numerics;

namespace WesMemGuard.Harness.Live.Keys;

/// <summary>
/// RIPEMD-160 of short messages (Dobbertin, Bosselaers, Preneel 1996), which the framework no longer has; addresses
/// need it. BouncyCastle has it among some megabytes of other cryptography that users of the kit would have to restore;
/// tests hold this one against the vectors of its authors.
/// </summary>
internal static class Ripemd160
{
    private const int LongestMessage = 55;

    private static readonly byte[] LeftWords =
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8,
        3, 10, 14, 4, 9, 15, 8, 1, 2, 7, 0, 6, 13, 11, 5, 12, 1, 9, 11, 10, 0, 8, 12, 4, 13, 3, 7, 15, 14, 5, 6, 2,
        4, 0, 5, 9, 7, 12, 2, 10, 14, 1, 3, 8, 11, 6, 15, 13,
    ];

    private static readonly byte[] RightWords =
    [
        5, 14, 7, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12, 6, 11, 3, 7, 0, 13, 5, 10, 14, 15, 8, 12, 4, 9, 1, 2,
        15, 5, 1, 3, 7, 14, 6, 9, 11, 8, 12, 2, 10, 0, 4, 13, 8, 6, 4, 1, 3, 11, 15, 0, 5, 12, 2, 13, 9, 7, 10, 14,
        12, 15, 10, 4, 1, 5, 8, 7, 6, 2, 13, 14, 0, 3, 9, 11,
    ];

    private static readonly byte[] LeftTurns =
    [
        11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8, 7, 6, 8, 13, 11, 9, 7, 15, 7, 12, 15, 9, 11, 7, 13, 12,
        11, 13, 6, 7, 14, 9, 13, 15, 14, 8, 13, 6, 5, 12, 7, 5, 11, 12, 14, 15, 14, 15, 9, 8, 9, 14, 5, 6, 8, 6, 5, 12,
        9, 15, 5, 11, 6, 8, 13, 12, 5, 12, 13, 14, 11, 8, 5, 6,
    ];

    private static readonly byte[] RightTurns =
    [
        8, 9, 9, 11, 13, 15, 15, 5, 7, 7, 8, 11, 14, 14, 12, 6, 9, 13, 15, 7, 12, 8, 9, 11, 7, 7, 12, 7, 6, 15, 13, 11,
        9, 7, 15, 11, 8, 6, 6, 14, 12, 13, 5, 14, 13, 13, 7, 5, 15, 5, 8, 11, 14, 14, 6, 14, 6, 9, 12, 9, 12, 5, 15, 8,
        8, 5, 12, 9, 12, 5, 14, 6, 8, 13, 6, 5, 15, 13, 11, 11,
    ];

    private static readonly uint[] LeftConstants = [0, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E];
    private static readonly uint[] RightConstants = [0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0];
    private static readonly uint[] Start = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];

    /// <summary>The digest of a message of one block, at most 55 bytes.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> message)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, LongestMessage);
        Span<byte> block = stackalloc byte[64];
        block.Clear();
        message.CopyTo(block);
        block[message.Length] = 0x80;
        BinaryPrimitives.WriteUInt64LittleEndian(block[56..], (ulong)message.Length * 8);
        Span<uint> words = stackalloc uint[16];
        for (var i = 0; i < 16; i++)
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * i)..]);
        var left = Line(words, LeftWords, LeftTurns, LeftConstants, step => step / 16);
        var right = Line(words, RightWords, RightTurns, RightConstants, step => 4 - (step / 16));
        var digest = new byte[20];
        for (var i = 0; i < 5; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(digest.AsSpan(4 * i),
                Start[(i + 1) % 5] + left[(i + 2) % 5] + right[(i + 3) % 5]);
        return digest;
    }

    private static uint[] Line(ReadOnlySpan<uint> words, byte[] order, byte[] turns, uint[] constants,
        Func<int, int> function)
    {
        var (a, b, c, d, e) = (Start[0], Start[1], Start[2], Start[3], Start[4]);
        for (var step = 0; step < 80; step++)
        {
            var turned = BitOperations.RotateLeft(a + Mix(function(step), b, c,
                d) + words[order[step]] + constants[step / 16], turns[step])
                + e;
            (a, e, d, c, b) = (e, d, BitOperations.RotateLeft(c, 10), b, turned);
        }

        return [a, b, c, d, e];
    }

    private static uint Mix(int function, uint x, uint y, uint z) => function switch
    {
        0 => x ^ y ^ z,
        1 => (x & y) | (~x & z),
        2 => (x | ~y) ^ z,
        3 => (x & z) | (y & ~z),
        _ => x ^ (y | ~z),
    };
}
