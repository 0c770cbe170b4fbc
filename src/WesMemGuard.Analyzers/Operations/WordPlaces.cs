using Microsoft.CodeAnalysis.Text;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>
/// Finds a word in source text, in windows, so that no copy of a whole file is made: a quick way to the few places
/// where code may say it.
/// </summary>
internal static class WordPlaces
{
    private const int Window = 16 * 1024;

    /// <summary>
    /// Every place where the word stands by itself, in comments too; none of a word that is still to be typed.
    /// </summary>
    public static List<int> In(SourceText text, string word)
    {
        var found = new List<int>();
        if (word.Length == 0)
            return found;
        var window = Math.Max(Window, 2 * (word.Length + 1));
        var buffer = new char[Math.Min(window, text.Length)];
        var step = window - word.Length - 1;
        for (var start = 0; start < text.Length; start += step)
        {
            var count = Math.Min(window, text.Length - start);
            text.CopyTo(start, buffer, 0, count);
            Add(buffer.AsSpan(0, count), start, word, found);
            if (start + count >= text.Length)
                break;
        }
        return found;
    }

    /// <summary>
    /// A window begins with the last characters of the one before: what was found there isn't found twice.
    /// </summary>
    private static void Add(ReadOnlySpan<char> part, int start, string word, List<int> found)
    {
        var from = 0;
        while (from <= part.Length - word.Length)
        {
            var at = part.Slice(from).IndexOf(word.AsSpan());
            if (at < 0)
                return;
            at += from;
            if (IsWord(part, at, word.Length) && (found.Count == 0 || found[found.Count - 1] < start + at))
                found.Add(start + at);
            from = at + word.Length;
        }
    }

    private static bool IsWord(ReadOnlySpan<char> part, int at, int length) =>
        (at == 0 || !TreeWords.IsPartOfWord(part[at - 1])) && (at + length >= part.Length || !TreeWords.IsPartOfWord(part[at + length]));
}
