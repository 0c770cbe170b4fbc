using System.IO.Compression;

namespace WesMemGuard.Recording;

/// <summary>Whether gzip data ends where it should: the runtime inflates cut files without an error (seen on .NET 10).</summary>
internal static class GzipMembers
{
    private const int MostMembers = 64;
    private static readonly byte[] Magic = [0x1f, 0x8b, 0x08];

    /// <summary>
    /// RFC 1952: a member ends with its inflated size, modulo 2^32. Several members may follow each other (<c>cat a.gz b.gz</c>).
    /// </summary>
    public static bool AreWhole(ReadOnlySpan<byte> file, long inflated, long most)
    {
        if (file.Length < 18)
            return false;
        var size = BitConverter.ToUInt32(file[^4..]);
        if (size == (uint)inflated)
            return true;
        var tried = 0;
        for (var i = file.LastIndexOf(Magic); i > 0 && tried++ < MostMembers; i = file[..i].LastIndexOf(Magic))
            if (Size(file[i..].ToArray(), most) == size)
                return true;
        return false;
    }

    private static uint? Size(byte[] member, long most)
    {
        try
        {
            using var inflated = new GZipStream(new MemoryStream(member), CompressionMode.Decompress);
            var buffer = new byte[64 * 1024];
            long size = 0;
            for (var read = inflated.Read(buffer); read > 0 && size <= most; read = inflated.Read(buffer))
                size += read;
            return (uint)size;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
