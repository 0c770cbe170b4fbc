namespace WesMemGuard.Logs.Files;

/// <summary>
/// Tells whether a gz file was read to its end: it closes with its inflated size modulo 2^32 (RFC 1952).
/// </summary>
internal static class GzipEnd
{
    /// <summary>
    /// False only when the file surely was cut: several members behind each other close with the last one's size, which
    /// is smaller.
    /// </summary>
    public static bool IsThere(string path, long size, long inflated)
    {
        if (size < 18)
            return false;
        using var file = LogStream.Plain(path);
        file.Position = size - 4;
        Span<byte> end = stackalloc byte[4];
        return file.ReadAtLeast(end, 4, throwOnEndOfStream: false) == 4 && BitConverter.ToUInt32(end) <= inflated;
    }
}
