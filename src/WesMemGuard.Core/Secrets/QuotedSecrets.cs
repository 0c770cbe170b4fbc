namespace WesMemGuard.Secrets;

/// <summary>Values in quotes, whatever level of text within text they stand in.</summary>
internal static class QuotedSecrets
{
    /// <summary>Values that tell nothing, wherever they stand.</summary>
    public static readonly string[] NoSecrets = ["true", "false", "null", "none", "undefined", "nil"];

    /// <summary>The value between the quote at a place and where it comes again, or the text's end.</summary>
    public static FoundSecret Quoted(string text, int at, string quote)
    {
        var start = at + quote.Length;
        var end = EndOf(text, start, quote);
        var raw = text[start..(end < 0 ? text.Length : end)];
        var value = raw;
        for (var level = quote.Length; level > 0; level >>= 1)
            value = Escapes.Undo(value);
        return new FoundSecret(start, raw.Length, value, end >= 0 && !NoSecrets.Contains(value));
    }

    /// <summary>Where the last of three quotes begins, as texts of several lines have them; the place itself where there is one.</summary>
    public static int Innermost(string text, int at, string quote) =>
        text.AsSpan(at).StartsWith(quote + quote + quote, StringComparison.Ordinal) ? at + (2 * quote.Length) : at;

    /// <summary>
    /// The quote that begins here, with the backslashes before it: <c>"</c>, <c>\"</c>, <c>\\\"</c>; empty when none
    /// does.
    /// </summary>
    public static string QuoteAt(string text, int at)
    {
        var i = at;
        while (i < text.Length && text[i] == '\\' && i - at < 15)
            i++;
        return i < text.Length && (text[i] is '"' or '\'' or '`' or '“' or '”')
            && (i - at) is 0 or 1 or 3 or 7 or 15 ? text[at..(i + 1)] : "";
    }

    /// <summary>
    /// Where the same quote comes again: n backslashes before it that are no escaped ones; -1 when it doesn't.
    /// </summary>
    private static int EndOf(string text, int from, string quote)
    {
        var (own, backslashes, closing) = (quote.Length - 1, 0, quote[^1] == '“' ? '”' : quote[^1]);
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                backslashes++;
                continue;
            }

            if (text[i] == closing && backslashes % (2 * (own + 1)) == own)
                return i - own;
            backslashes = 0;
        }

        return -1;
    }
}
