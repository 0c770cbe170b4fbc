using System.Text;
using WesMemGuard.Node;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Known;

/// <summary>
/// A profile as it is written: functions and figures, and labels in which a known secret is blackened at its length,
/// so that it can still be read.
/// </summary>
internal static class KnownProfile
{
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> content, string file, Scrubber scrubber)
    {
        if (file.EndsWith(".txt", StringComparison.Ordinal))
            return Encoding.UTF8.GetBytes(scrubber.Text(Encoding.UTF8.GetString(content.Span)));
        if (GzipBody.Inflated(content, NodeClient.LargestBody) is not { } inflated)
            return content;
        var text = Encoding.Latin1.GetString(inflated.Span);
        var clean = scrubber.Blackened(text);
        return ReferenceEquals(clean, text) ? content : GzipBody.Packed(Encoding.Latin1.GetBytes(clean));
    }
}
