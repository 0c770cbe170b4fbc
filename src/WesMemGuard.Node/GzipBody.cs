using System.IO.Compression;

namespace WesMemGuard.Node;

/// <summary>Bodies in gzip.</summary>
internal static class GzipBody
{
    /// <summary>What a body inflates to; null when it is no gzip, or more than is read.</summary>
    public static ReadOnlyMemory<byte>? Inflated(ReadOnlyMemory<byte> body, int most)
    {
        if (!body.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return null;
        try
        {
            using var from = new GZipStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
            using var to = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
            {
                if (to.Length + read > most)
                    return null;
                to.Write(buffer, 0, read);
            }

            return to.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>A body in gzip.</summary>
    public static byte[] Packed(ReadOnlyMemory<byte> plain)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest))
            gzip.Write(plain.Span);
        return to.ToArray();
    }
}
