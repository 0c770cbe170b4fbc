using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Texts;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Finds an identifier in source text, in windows, so that no copy of a whole file is made.</summary>
internal static class Words
{
    private const int Window = 16 * 1024;
    private const int Lead = 64;

    /// <summary>Whether the text has the word outside of the given spans, other than in a namespace or using line.</summary>
    public static bool AreIn(SourceText text, string name, List<TextSpan> own)
    {
        var buffer = new char[Window];
        var step = Window - name.Length - 2 - Lead;
        for (var start = 0; start < text.Length; start += step)
        {
            var count = Math.Min(Window, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            if (IsIn(buffer.AsSpan(0, count), start, name, own))
                return true;
            if (start + count >= text.Length)
                break;
        }
        return false;
    }

    private static bool IsIn(ReadOnlySpan<char> part, int start, string name, List<TextSpan> own)
    {
        var from = 0;
        while (from <= part.Length - name.Length)
        {
            var at = part.Slice(from).IndexOf(name.AsSpan());
            if (at < 0)
                return false;
            at += from;
            if (IsWord(part, at, name.Length) && !Cover(own, start + at) && !NamesSpace(part.Slice(0, at)))
                return true;
            from = at + name.Length;
        }
        return false;
    }

    /// <summary>The line begins as a namespace declaration or a using of one does.</summary>
    private static bool NamesSpace(ReadOnlySpan<char> before)
    {
        var line = before.Slice(before.LastIndexOf('\n') + 1).TrimStart();
        return line.StartsWith("namespace ".AsSpan(), StringComparison.Ordinal)
            || (line.StartsWith("using ".AsSpan(), StringComparison.Ordinal) && line.IndexOf('=') < 0 && line.IndexOf('(') < 0
            && !line.StartsWith("using static".AsSpan(), StringComparison.Ordinal));
    }

    private static bool IsWord(ReadOnlySpan<char> content, int at, int length) =>
        (at == 0 || !IsIdentifier(content[at - 1])) && (at + length >= content.Length || !IsIdentifier(content[at + length]));

    private static bool IsIdentifier(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>Whether a place lies in one of the spans.</summary>
    public static bool Cover(List<TextSpan> spans, int at)
    {
        foreach (var span in spans)
            if (span.Contains(at))
                return true;
        return false;
    }
}
