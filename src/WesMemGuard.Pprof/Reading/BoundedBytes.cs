using System.Buffers.Binary;
using System.IO.Compression;

namespace WesMemGuard.Pprof.Reading;

/// <summary>Reads streams to their end, but never past a limit.</summary>
internal static class BoundedBytes
{
    internal static byte[] Read(Stream stream, int most, string what)
    {
        using MemoryStream all = new();
        var buffer = new byte[1 << 14];
        for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
        {
            ProfileLimits.Check(all.Length + read, most, what, "input");
            all.Write(buffer, 0, read);
        }
        return all.ToArray();
    }

    internal static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1f, 0x8b, ..];

    internal static byte[] Inflate(byte[] zipped, int most)
    {
        try
        {
            using GZipStream unzip = new(new MemoryStream(zipped), CompressionMode.Decompress);
            var whole = Read(unzip, most, "bytes after inflating");
            return EndsWithLengthOf(zipped, whole)
                ? whole
                : throw new ProfileException("the gzip form is cut short: its last four bytes don't state the length of what it holds",
                    "input");
        }
        catch (InvalidDataException e)
        {
            throw new ProfileException($"not readable as gzip ({e.Message})", "input", e);
        }
    }

    /// <summary>
    /// RFC 1952: the form ends with the inflated length. GZipStream takes a missing end for the end, so it has to be
    /// looked at here. Go writes one member only.
    /// </summary>
    private static bool EndsWithLengthOf(ReadOnlySpan<byte> zipped, byte[] whole) =>
        zipped.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(zipped[^4..]) == (uint)whole.Length;
}
