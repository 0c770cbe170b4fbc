using System.Runtime.CompilerServices;
using WesMemGuard.Logs.Lines;

namespace WesMemGuard.Logs.Envelopes;

/// <summary>Knows a line of the node from what collectors write.</summary>
internal static class NodeLine
{
    /// <summary>Whether a line begins as the node's encoders write it, so that nothing need be taken off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Begins(ReadOnlySpan<byte> line) => line.StartsWith("{\"level\":\""u8) || ConsoleLine.Looks(line);

    /// <summary>Whether a text is such a line, or holds one in turn.</summary>
    public static bool Looks(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        if (text.IsEmpty || Begins(text))
            return !text.IsEmpty;
        if (text[0] == (byte)'{')
            return text.IndexOf("level"u8) > 0 && (text.IndexOf("message"u8) > 0 || text.IndexOf("msg"u8) > 0);
        return LineHeader.Length(text, out _, out _) is var length and > 0 && Looks(text[length..]);
    }
}
