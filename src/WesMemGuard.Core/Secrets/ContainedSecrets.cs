namespace WesMemGuard.Secrets;

/// <summary>
/// The secrets of a list or an object that has a secret's name: its texts, and rows of numbers, which may be bytes; not the names in it.
/// </summary>
internal static class ContainedSecrets
{
    private const int LongestCount = 4;

    public static IEnumerable<FoundSecret> In(string text, int at, int longest)
    {
        var depth = 0;
        var limit = Math.Min(text.Length, at + longest);
        for (var i = at; i < limit; i++)
        {
            if (text[i] is '[' or '{')
                depth++;
            else if (text[i] is ']' or '}' && --depth == 0)
                yield break;
            if (QuotedSecrets.QuoteAt(text, i) is { Length: > 0 } quote)
            {
                var found = QuotedSecrets.Quoted(text, i, quote);
                i = found.Start + found.Length + quote.Length - 1;
                if (!IsName(text, i + 1, limit))
                    yield return found;
            }
            else if (char.IsAsciiLetterOrDigit(text[i]) && EndOfRun(text, i, limit) is var end)
            {
                if (IsSecret(text.AsSpan(i, end - i)) && !IsName(text, end, limit))
                    yield return new FoundSecret(i, end - i, text[i..end], Learn: end - i >= 8, "\"");
                i = end - 1;
            }
        }
    }

    /// <summary>Numbers and words that stand beside each other: <c>79,60,43</c>, <c>79 60 43</c>, <c>4f3c2b1a</c>.</summary>
    private static int EndOfRun(string text, int at, int limit)
    {
        var end = at;
        while (end < limit
            && (char.IsAsciiLetterOrDigit(text[end])
            || (char.IsAsciiDigit(text[at]) && text[end] is ',' or ' ' && IsBeforeDigit(text, end + 1, limit))))
            end++;
        return end;
    }

    private static bool IsBeforeDigit(string text, int at, int limit)
    {
        while (at < limit && text[at] == ' ')
            at++;
        return at < limit && char.IsAsciiDigit(text[at]);
    }

    /// <summary>A small number is a count or a version.</summary>
    private static bool IsSecret(ReadOnlySpan<char> run) => run.Length >= LongestCount && run.ContainsAnyInRange('0', '9');

    private static bool IsName(string text, int after, int limit)
    {
        while (after < limit && char.IsWhiteSpace(text[after]))
            after++;
        return after < limit && text[after] == ':';
    }
}
