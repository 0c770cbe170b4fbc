using System.Buffers.Binary;
using System.Numerics;

namespace WesMemGuard.Fleets.RemoteRead;

/// <summary>
/// The frames of a streamed answer of remote read (storage/remote/chunked.go): the length, a checksum (CRC-32C, big-endian), a
/// <c>prompb.ChunkedReadResponse</c>.
/// </summary>
internal static class ChunkFrames
{
    /// <summary>Prometheus sends a megabyte unless it is told otherwise, and reads fifty itself.</summary>
    private const int LargestFrame = 50 * 1024 * 1024;

    /// <summary>Gives each frame as it comes; its bytes are those of the next one afterwards.</summary>
    /// <exception cref="FormatException">The answer is cut, or a checksum is wrong.</exception>
    public static void Read(Stream body, Action<ArraySegment<byte>> frame)
    {
        var buffer = new byte[64 * 1024];
        Span<byte> sum = stackalloc byte[4];
        while (Length(body) is { } length)
        {
            if (length > buffer.Length)
                buffer = new byte[length];
            if (body.ReadAtLeast(sum, sum.Length, throwOnEndOfStream: false) < sum.Length
                || body.ReadAtLeast(buffer.AsSpan(0, length), length, throwOnEndOfStream: false) < length
                || Checksum(buffer.AsSpan(0, length)) != BinaryPrimitives.ReadUInt32BigEndian(sum))
                throw new FormatException();
            frame(new ArraySegment<byte>(buffer, 0, length));
        }
    }

    /// <summary>The length of the next frame, in groups of seven bits; null: there is none.</summary>
    private static int? Length(Stream body)
    {
        long length = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var read = body.ReadByte();
            if (read < 0)
                return shift == 0 ? null : throw new FormatException();
            length |= (long)(read & 0x7F) << shift;
            if (read < 0x80)
                return length <= LargestFrame ? (int)length : throw new FormatException();
        }

        throw new FormatException();
    }

    /// <summary>CRC-32C of some bytes.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes)
            sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }
}
