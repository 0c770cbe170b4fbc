using System.Buffers;
using System.Text;

namespace WesMemGuard.Pprof.Reading;

/// <summary>
/// Reads Go profiles: protobuf, gzipped or not, and the text forms <c>debug=1</c> (heap, allocs, goroutine) and <c>debug=2</c> (goroutine).
/// </summary>
internal static class ProfileReader
{
    private static readonly SearchValues<byte> Printable =
        SearchValues.Create([.. Enumerable.Range(' ', 95).Select(c => (byte)c), 9, 10, 13]);

    /// <summary>
    /// Reads one profile to the end of the stream; which form it has is seen from its first bytes. Values come out scaled to the
    /// whole process: Go scales the protobuf form itself, for text the sampling is undone here.
    /// </summary>
    /// <exception cref="ProfileException">The bytes are no profile, are cut short, or exceed a limit.</exception>
    public static GoProfile Read(Stream stream, ProfileLimits? limits = null)
    {
        limits ??= ProfileLimits.Default;
        byte[] bytes = Content(stream, limits);
        if (StartsWith(bytes, "heap profile:"))
            return HeapText.Read(bytes, limits);
        if (StartsWith(bytes, "goroutine profile:") || StartsWith(bytes, "goroutineleak profile:"))
            return GoroutineText.Read(bytes, limits);
        if (LooksLikeText(bytes) && GoroutineBlocks.AreIn(bytes, limits))
            return new GoroutineBlocks(bytes, limits).Read().ToProfile();
        if (LooksLikeText(bytes))
            throw new ProfileException($"a text of another kind: \"{FirstLine(bytes)}\"; heap, allocs and goroutine can be read", "line 1");
        return ProtoProfile.Read(bytes, limits);
    }

    /// <summary>Reads all goroutines with their reasons to wait (<c>debug=2</c>), gzipped or not, to the end of the stream.</summary>
    /// <exception cref="ProfileException">The text is no dump, is cut within a record, or exceeds a limit.</exception>
    public static GoroutineDump ReadGoroutines(Stream stream, ProfileLimits? limits = null)
    {
        limits ??= ProfileLimits.Default;
        return new GoroutineBlocks(Content(stream, limits), limits).Read();
    }

    /// <summary>The stream's bytes, inflated when gzipped.</summary>
    internal static byte[] Content(Stream stream, ProfileLimits limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] bytes = BoundedBytes.Read(stream, limits.InputBytes, "bytes read");
        if (BoundedBytes.IsGzip(bytes))
            bytes = BoundedBytes.Inflate(bytes, limits.InflatedBytes);
        return bytes.Length > 0 ? bytes : throw new ProfileException("empty", "input");
    }

    private static bool StartsWith(byte[] bytes, string text) => bytes.AsSpan().StartsWith(Encoding.ASCII.GetBytes(text));

    /// <summary>The protobuf form has control characters within its first bytes: tags and lengths.</summary>
    private static bool LooksLikeText(byte[] bytes) =>
        !bytes.AsSpan(0, Math.Min(bytes.Length, 32)).ContainsAnyExcept(Printable);

    private static string FirstLine(byte[] bytes)
    {
        string head = Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, 60));
        int end = head.IndexOf('\n', StringComparison.Ordinal);
        return string.Concat((end < 0 ? head : head[..end]).Where(c => !char.IsControl(c)));
    }
}
