using System.IO.Compression;

namespace WesMemGuard.Logs.Files;

/// <summary>Opens a log's bytes, inflated when they are gz: by what the file holds, not by its name.</summary>
internal static class LogStream
{
    /// <summary>A file that inflates to more than this, and to so many times its size, is no log: a log of the node rotates at 100 MB.</summary>
    private const long MostInflated = 4L * 1024 * 1024 * 1024;

    private const int MostTimes = 400;

    /// <summary>Opens a file that may still be written to.</summary>
    public static Stream Open(string path, out bool isGzip)
    {
        var file = Plain(path);
        Span<byte> head = stackalloc byte[2];
        isGzip = file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head is [0x1f, 0x8b];
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>Opens a file as it is, shared with the node that writes it and renames it.</summary>
    public static FileStream Plain(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    /// <summary>Whether so many inflated bytes of a file of that size are a bomb.</summary>
    public static bool IsBomb(long inflated, long size) => inflated > MostInflated && inflated / MostTimes > size;
}
