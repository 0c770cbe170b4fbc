using System.IO.Compression;
using System.Text;
using WesMemGuard.Files;
using WesMemGuard.Logs.Envelopes;

namespace WesMemGuard.Logs.Files;

/// <summary>
/// Opens a log's bytes as UTF-8 lines: inflated, from UTF-16, out of a JSON document; by what the file holds, not by
/// its name.
/// </summary>
internal static class LogStream
{
    /// <summary>
    /// A file that inflates to more than this, and to so many times its size, is no log: a log of the node rotates at
    /// 100 MB.
    /// </summary>
    private const long MostInflated = 4L * 1024 * 1024 * 1024;

    private const int MostTimes = 400;
    private const int HeadLength = 64 * 1024;

    /// <summary>Opens a file that may still be written to.</summary>
    /// <exception cref="InvalidDataException">It is compressed and damaged at its head, or a JSON document that can't
    /// be read.</exception>
    /// <param name="path">The file.</param>
    /// <param name="compression">How it is compressed.</param>
    /// <param name="isConverted">Whether the bytes are others than the file's, inflated: from UTF-16, or out of a JSON
    /// document.</param>
    public static Stream Open(string path, out Compression compression, out bool isConverted)
    {
        // Of a pipe, a device and an empty file nothing is read; the first two would never end.
        (compression, isConverted) = (Compression.None, false);
        if (new FileInfo(path).Length == 0)
            return Stream.Null;
        var file = Plain(path);
        try
        {
            var head = new byte[6];
            compression = CompressionOf(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
            file.Position = 0;
            return AsLines(Inflated(file, compression), out isConverted);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file as it is, shared with the node that writes it and renames it.</summary>
    public static FileStream Plain(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0,
            FileOptions.SequentialScan);

    /// <summary>Whether so many inflated bytes of a file of that size are a bomb.</summary>
    public static bool IsBomb(long inflated, long size) => inflated > MostInflated && inflated / MostTimes > size;

    private static Compression CompressionOf(ReadOnlySpan<byte> head)
    {
        if (head is [0x1f, 0x8b, ..])
            return Compression.Gzip;
        if (head is [0x28, 0xb5, 0x2f, 0xfd, ..])
            return Compression.Zstandard;
        if (head is [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0])
            return Compression.Xz;
        return head is [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41]
            ? Compression.Bzip2 : Compression.None;
    }

    private static Stream Inflated(FileStream file, Compression compression) => compression switch
    {
        Compression.Gzip => new GZipStream(file, CompressionMode.Decompress),
        Compression.Zstandard => new CheckedStream(new SharpCompress.Compressors.ZStandard.DecompressionStream(file)),
        Compression.Xz => new CheckedStream(new SharpCompress.Compressors.Xz.XZStream(file)),
        Compression.Bzip2 =>
            new CheckedStream(SharpCompress.Compressors.BZip2.BZip2Stream.Create(file,
            SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true)),
        _ => file,
    };

    private static Stream AsLines(Stream stream, out bool isConverted)
    {
        var head = new byte[HeadLength];
        var length = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        var begun = Begun(stream, head.AsSpan(0, length));
        var encoding = Utf16(head.AsSpan(0, length));
        var isDocument = encoding is null && DocumentLines.IsDocument(head.AsSpan(0, length));
        isConverted = encoding is not null || isDocument;
        if (encoding is not null)
            return Encoding.CreateTranscodingStream(begun, encoding, Encoding.UTF8);
        return isDocument ? DocumentLines.Of(begun) : begun;
    }

    /// <summary>The stream from its beginning, though its head was read.</summary>
    private static Stream Begun(Stream stream, ReadOnlySpan<byte> head)
    {
        if (!stream.CanSeek)
            return new BegunStream(head.ToArray(), stream);
        stream.Position = 0;
        return stream;
    }

    /// <summary>
    /// By the byte order mark; without one by a JSON object whose second byte, or whose first, is zero.
    /// </summary>
    private static Encoding? Utf16(ReadOnlySpan<byte> head) => head switch
    {
        [0xff, 0xfe, ..] or [(byte)'{', 0, (byte)'"', 0, ..] => Encoding.Unicode,
        [0xfe, 0xff, ..] or [0, (byte)'{', 0, (byte)'"', ..] => Encoding.BigEndianUnicode,
        _ => null,
    };
}
