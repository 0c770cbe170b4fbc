using System.Text.RegularExpressions;

namespace WesMemGuard.Secrets;

/// <summary>A secret value in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is as it stands there.</param>
/// <param name="Value">What it says, unescaped.</param>
/// <param name="Learn">Whether it is to be found elsewhere too: a word of a sentence is not.</param>
/// <param name="Quote">What to put around its replacement; empty where it stands in quotes already, or needs none.</param>
internal readonly record struct FoundSecret(int Start, int Length, string Value, bool Learn, string Quote);

/// <summary>
/// Finds values by the name they stand under: in JSON, in JSON within JSON, in <c>key=value</c> and <c>key: value</c> texts, in URLs and in headers.
/// Names may have anything before them (<c>minerPrivateKey</c>), case and <c>_</c> or <c>-</c> don't matter.
/// </summary>
internal static partial class NamedSecrets
{
    private const int LongestContainer = 64 * 1024;
    private const int LongestSeparator = 40;
    private static readonly string[] NoSecrets = ["true", "false", "null", "none", "undefined", "nil"];

    public static IEnumerable<FoundSecret> In(string text)
    {
        foreach (Match name in Name().Matches(text))
        {
            var at = SkipSeparator(text, name.Index + name.Length, out var quote, out var assigns);
            if (at < 0)
                continue;
            var wholeLine = name.Value.EndsWith("ization", StringComparison.OrdinalIgnoreCase) || name.Value.EndsWith("ookie", StringComparison.OrdinalIgnoreCase);
            foreach (var found in ValuesAt(text, at, quote, assigns, wholeLine))
                yield return found;
        }
    }

    /// <summary>Past <c>":</c>, <c>\" : </c>, <c>=</c> or <c>%3D</c> after a name; -1 when there is no such thing.</summary>
    private static int SkipSeparator(string text, int at, out string quote, out bool assigns)
    {
        (quote, assigns) = (QuoteAt(text, at), false);
        at += quote.Length;
        var limit = Math.Min(text.Length, at + LongestSeparator);
        while (at < limit && char.IsWhiteSpace(text[at]))
            at++;
        if (at >= limit)
            return -1;
        var rest = text.AsSpan(at);
        assigns = rest[0] == '=' || rest.StartsWith("%3D", StringComparison.OrdinalIgnoreCase);
        if (!assigns && rest[0] != ':' && !rest.StartsWith("%3A", StringComparison.OrdinalIgnoreCase))
            return -1;
        at += rest[0] == '%' ? 3 : 1;
        if (at < text.Length && text[at] == '>')
            at++;
        while (at < limit && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static IEnumerable<FoundSecret> ValuesAt(string text, int at, string nameQuote, bool assigns, bool wholeLine)
    {
        if (at >= text.Length || text.AsSpan(at).StartsWith(Scrubber.Mark, StringComparison.Ordinal))
            return [];
        if (QuoteAt(text, at) is { Length: > 0 } quote)
            return [Quoted(text, at, quote)];
        if (text[at] is '[' or '{' && nameQuote.Length > 0)
            return Contained(text, at);
        return Bare(text, at, nameQuote, assigns, wholeLine) is { } bare ? [bare] : [];
    }

    private static FoundSecret Quoted(string text, int at, string quote)
    {
        var start = at + quote.Length;
        var end = EndOf(text, start, quote);
        var raw = text[start..(end < 0 ? text.Length : end)];
        var value = raw;
        for (var level = quote.Length; level > 0; level >>= 1)
            value = Escapes.Undo(value);
        return new FoundSecret(start, raw.Length, value, end >= 0 && !NoSecrets.Contains(value), "");
    }

    /// <summary>Every text of a list or an object that has a secret's name, but for the names in it.</summary>
    private static IEnumerable<FoundSecret> Contained(string text, int at)
    {
        var depth = 0;
        var limit = Math.Min(text.Length, at + LongestContainer);
        for (var i = at; i < limit; i++)
        {
            if (text[i] is '[' or '{')
                depth++;
            else if (text[i] is ']' or '}' && --depth == 0)
                yield break;
            if (QuoteAt(text, i) is not { Length: > 0 } quote)
                continue;
            var found = Quoted(text, i, quote);
            i = found.Start + found.Length + quote.Length - 1;
            var after = i + 1;
            while (after < limit && char.IsWhiteSpace(text[after]))
                after++;
            if (after >= limit || text[after] != ':')
                yield return found;
        }
    }

    private static FoundSecret? Bare(string text, int at, string nameQuote, bool assigns, bool wholeLine)
    {
        var end = at;
        while (end < text.Length && (wholeLine ? text[end] is not ('\r' or '\n' or '"' or '\\') : !EndsBare(text[end])))
            end++;
        var raw = text[at..end].TrimEnd();
        if (raw.Length == 0 || NoSecrets.Contains(raw))
            return null;
        var isNumber = raw.All(c => char.IsAsciiDigit(c) || c is '-' or '.');
        var value = raw.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(raw) : raw;
        // "token: unexpected end" in a sentence must not make "unexpected" a secret for ever.
        var isWord = !assigns && raw.Length < 16 && raw.All(char.IsAsciiLetter);
        return new FoundSecret(at, raw.Length, value, !isWord && (!isNumber || raw.Length >= 8), nameQuote);
    }

    private static bool EndsBare(char c) => char.IsWhiteSpace(c) || c is '"' or '\'' or '\\' or ',' or ';' or '&' or '<' or '>' or ')' or ']' or '}' or '#';

    /// <summary>The quote that begins here, with the backslashes before it: <c>"</c>, <c>\"</c>, <c>\\\"</c>; empty when none does.</summary>
    private static string QuoteAt(string text, int at)
    {
        var i = at;
        while (i < text.Length && text[i] == '\\' && i - at < 7)
            i++;
        return i < text.Length && (text[i] is '"' or '\'') && (i - at) is 0 or 1 or 3 or 7 ? text[at..(i + 1)] : "";
    }

    /// <summary>Where the same quote comes again: n backslashes before it that are no escaped ones; -1 when it doesn't.</summary>
    private static int EndOf(string text, int from, string quote)
    {
        var (own, backslashes) = (quote.Length - 1, 0);
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                backslashes++;
                continue;
            }

            if (text[i] == quote[^1] && backslashes % (2 * (own + 1)) == own)
                return i - own;
            backslashes = 0;
        }

        return -1;
    }

    [GeneratedRegex(
        @"(?:private[_-]?key|priv[_-]?key|secret[_-]?key|signing[_-]?key|api[_-]?key|access[_-]?key|auth[_-]?key|pre[_-]?shared[_-]?key|pass(?:word|wd|phrase|code)|(?<![a-z])pass|pwd|secret|token|psk|mnemonic|seed[_-]?phrase|authorization|cookie|credential)s?(?:[_-]?(?:value|hex|base64|b64|text|string|raw|pem))?[0-9]{0,3}(?![A-Za-z0-9_])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Name();
}
