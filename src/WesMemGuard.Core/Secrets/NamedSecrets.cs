using System.Text.RegularExpressions;

namespace WesMemGuard.Secrets;

/// <summary>
/// Finds values by the name they stand under: in JSON, in JSON within JSON, in <c>key=value</c> and <c>key: value</c>
/// texts, in sentences, in URLs, in headers, in markup, and where name and value are two fields of one object.
/// </summary>
internal static partial class NamedSecrets
{
    private const int LongestContainer = 64 * 1024;
    private const int LongestSeparator = 40;

    public static IEnumerable<FoundSecret> In(string text, ScrubRules rules)
    {
        foreach (var name in SecretNames.In(text, rules))
        {
            var end = name.Index + name.Length;
            var at = SkipSeparator(text, end, out var quote, out var assigns);
            if (at >= 0)
            {
                foreach (var found in ValuesAt(text, at, quote, assigns, name.Value))
                    yield return found;
            }
            else if (Aside(text, name.Index, end) is { } aside)
            {
                yield return aside;
            }

            if (Said().Match(text, end) is { Success: true } said)
                yield return Of(said);
        }

        foreach (Match call in KeyCall().Matches(text))
        {
            foreach (var found in ContainedSecrets.In(text, call.Index + call.Length - 1, LongestContainer))
                yield return found with { Learn = found.Learn && !IsAddress(found.Value) };
        }

        foreach (Match pair in ValueBeforeName().Matches(text))
        {
            if (SecretNames.In(pair.Groups["name"].Value, rules).Any())
                yield return Of(pair);
        }
    }

    /// <summary>
    /// Past <c>":</c>, <c>\" : </c>, <c>=</c> or <c>%3D</c> after a name; -1 when there is no such thing.
    /// </summary>
    private static int SkipSeparator(string text, int at, out string quote, out bool assigns)
    {
        (quote, assigns) = (QuotedSecrets.QuoteAt(text, at), false);
        at += quote.Length;
        // A form's field within another's: user[password]=…
        if (FieldEnd().Match(text, at) is { Success: true } closed)
            at += closed.Length;
        var limit = Math.Min(text.Length, at + LongestSeparator);
        while (at < limit && char.IsWhiteSpace(text[at]))
            at++;
        if (at >= limit)
            return -1;
        var rest = text.AsSpan(at);
        var separator = Separator(rest);
        if (separator == 0)
            return -1;
        assigns = rest[0] is '=' or '＝' || rest.StartsWith("%3D", StringComparison.OrdinalIgnoreCase);
        at += separator;
        // A blank of a form is a plus.
        while (at < limit
            && (char.IsWhiteSpace(text[at]) || (text[at] == '+' && QuotedSecrets.QuoteAt(text, at + 1).Length > 0)))
            at++;
        // A text of several lines in YAML.
        if (at + 1 < text.Length && text[at] is '|' or '>' && text[at + 1] is '\r' or '\n' or '-')
            at = SkipBlanks(text, at + 2);
        return at;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static int Separator(ReadOnlySpan<char> rest)
    {
        foreach (var longer in (ReadOnlySpan<string>)["=>", ":=", "->", "::", "%3D", "%3A"])
        {
            if (rest.StartsWith(longer, StringComparison.OrdinalIgnoreCase))
                return longer.Length;
        }

        return rest[0] is '=' or ':' or '>' or '：' or '＝' or '→' or '是' or '为' ? 1 : 0;
    }

    private static IEnumerable<FoundSecret> ValuesAt(string text, int at, string nameQuote, bool assigns, string name)
    {
        if (at >= text.Length || text.AsSpan(at).StartsWith(Scrubber.Mark, StringComparison.Ordinal))
            return [];
        // Text as markup takes it, and bytes as Python writes them: <![CDATA[…, b'…'.
        if (Prefix().Match(text, at) is { Success: true } prefix)
            at += prefix.Length;
        if (QuotedSecrets.QuoteAt(text, at) is { Length: > 0 } quote)
            return [QuotedSecrets.Quoted(text, QuotedSecrets.Innermost(text, at, quote), quote)];
        // Go says a slice's type before it, Node a buffer's.
        if (TypedBytes().Match(text, at) is { Success: true } typed)
            at += typed.Length - 1;
        if (text[at] is '[' or '{')
            return ContainedSecrets.In(text, at, LongestContainer);
        if (Buffer().Match(text, at) is { Success: true } buffer)
            return [Of(buffer)];
        return Bare(text, at, nameQuote, assigns, name) is { } bare ? [bare] : [];
    }

    private static FoundSecret? Bare(string text, int at, string nameQuote, bool assigns, string name)
    {
        var end = at;
        var wholeLine = SecretNames.TakesLine(name);
        while (end < text.Length && (wholeLine ? text[end] is not ('\r' or '\n' or '"' or '\\') : !EndsBare(text[end])))
            end++;
        if (!wholeLine && SecretNames.TakesWords(name)
            && text.AsSpan(at, end - at).IndexOfAnyExceptInRange('a', 'z') < 0)
            end = EndOfWords(text, end);
        var raw = text[at..end].TrimEnd();
        if (!raw.Any(char.IsLetterOrDigit) || QuotedSecrets.NoSecrets.Contains(raw))
            return null;
        var isNumber = raw.All(c => char.IsAsciiDigit(c) || c is '-' or '.');
        var value = raw.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(raw) : raw;
        // "token: unexpected end" in a sentence must not make "unexpected" a secret for ever.
        var isWord = !assigns && raw.Length < 16 && raw.All(char.IsAsciiLetter);
        return new FoundSecret(at, raw.Length, value, !isWord && (!isNumber || raw.Length >= 8), nameQuote);
    }

    /// <summary>The words of a mnemonic that follow the first one.</summary>
    private static int EndOfWords(string text, int end)
    {
        var words = Regex.Match(text[end..Math.Min(text.Length, end + 400)],
            @"\A(?:(?:[ ,]+|,?\r?\n\s{0,8}(?:- )?)[a-z]{3,8}(?![A-Za-z0-9_:=]))+",
            RegexOptions.CultureInvariant, TimeSpan.FromSeconds(2));
        return end + words.Length;
    }

    /// <summary>
    /// A value that stands beside its name: in a sentence, after a flag, in the next field, in the next line of a form.
    /// </summary>
    private static FoundSecret? Aside(string text, int start, int end)
    {
        if (start > 0 && text[start - 1] == '-' && QuotedArgument().Match(text, end) is { Success: true } argument)
            return Of(argument);
        if (NextField().Match(text, end) is { Success: true } field && field.Index == end)
            return Of(field);
        return InSentence().Match(text, end) is { Success: true } said && said.Index == end
            && !said.Groups["secret"].Value.StartsWith(Scrubber.Mark, StringComparison.Ordinal)
            ? Of(said)
            : null;
    }

    private static FoundSecret Of(Match match)
    {
        var secret = match.Groups["secret"];
        return new FoundSecret(secret.Index, secret.Length, Escapes.Undo(secret.Value), secret.Length >= 8
            && secret.Value.Any(char.IsAsciiDigit));
    }

    private static bool EndsBare(char c) =>
        char.IsWhiteSpace(c)
            || c is '"' or '\'' or '\\' or ',' or ';' or '&' or '<' or '>' or ')' or ']' or '}' or '#' or '，' or '。' or '；'
                or '】' or '」' or '）';

    /// <summary>What others are told by is no secret, also beside one: it is struck in its place alone.</summary>
    private static bool IsAddress(string value) => value.StartsWith("0x", StringComparison.Ordinal)
        || (value.Length is >= 26 and <= 60 && value.All(char.IsAsciiLetterOrDigit)
            && !value.All(char.IsAsciiHexDigit));

    /// <summary>
    /// <c>"name":"privateKey","value":"…"</c>, <c>["--password","…"]</c>, <c>key="password" value="…"</c>,
    /// <c>name="password"</c> and two line ends.
    /// </summary>
    [GeneratedRegex(
        @"\G\\*[""']\s*(?:,\s*(?:\\*[""'][A-Za-z_]{1,20}\\*[""']\s*:\s*)?\\*[""']|[A-Za-z_]{1,20}\s*=\s*[""']|"
            + @"(?:\r?\n){1,2})(?<secret>[^""'\\\r\n]{1,4000})"
        + @"|\G\s{0,4}\n\s{0,40}[A-Za-z_]{1,20}\s*:\s*[""']?(?<secret>[^\s""',]{1,4000})",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex NextField();

    /// <summary><c>"value":"…","name":"privateKey"</c>.</summary>
    [GeneratedRegex(
        @"\\*[""'](?:value|val|v|data|text|content)\\*[""']\s*:\s*\\*[""']"
            + @"(?<secret>[^""'\\\r\n]{1,4000})\\*[""']\s*,\s*\\*[""'][A-Za-z_]{1,20}\\*[""']\s*:\s*\\*[""']"
            + @"(?<name>[^""'\\]{1,60})\\*[""']",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex ValueBeforeName();

    /// <summary>
    /// <c>private key 4f3c…</c>, <c>password is …</c>, <c>--password …</c>: a value has a digit in it or is told by a
    /// verb.
    /// </summary>
    [GeneratedRegex(
        @"\G(?:[""'\s)]{1,4}(?:is|was|are|were|set to|equals|value|hex|of|(?:for|of) (?:user |account )?\S{1,40} (?:is|was|=|"
            + @":))\s+[""'`“]?(?<secret>[^\s""'`”,;]{3,400})"
        + @"|[\s(\[""'`“【「（]{1,3}(?<secret>(?=[^\s""'`,;:)\]】」）]{0,300}[0-9])[^\s""'`”,;:)\]】」）]{4,400}))",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex InSentence();

    /// <summary>
    /// <c>privateKey: expected 64 digits, got 4f3c…</c>, <c>field 'privateKey' has bad value '4f3c…'</c>.
    /// </summary>
    [GeneratedRegex(
        @"\G[^\r\n]{1,80}?\b(?:got|found|received|value|given|actual|was|is)[:=]?\s+[""'`]?"
        + @"(?<secret>(?![0-9]{4}-[0-9]{2}-)(?=[A-Za-z+/=_-]{0,60}[0-9])[A-Za-z0-9+/=_-]{8,400})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Said();

    /// <summary>
    /// <c>"method":"personal_unlockAccount","params":[</c>: what is unlocked, imported or made by words of its caller.
    /// </summary>
    [GeneratedRegex(
        @"\\*""method\\*""\s*:\s*\\*""[A-Za-z_]{0,40}"
        + @"(?:unlock|import|newAccount|createWallet|openWallet|restore|decrypt|keystore)[A-Za-z_]{0,40}"
        + @"\\*""[^\[\]{}]{0,80}\\*""params\\*""\s*:\s*\[",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex KeyCall();

    [GeneratedRegex(@"\G(?:\]|%5D)(?=\s{0,4}(?:=|%3D))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex FieldEnd();

    [GeneratedRegex(@"\G(?:<!\[CDATA\[|[bBrRuU]{1,2}(?=\\*['""]|\\+u002[27]))", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Prefix();

    /// <summary><c>[]uint8{</c>, <c>[32]byte{</c>.</summary>
    [GeneratedRegex(@"\G\[[0-9]{0,4}\][A-Za-z][A-Za-z0-9]{0,15}\{", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex TypedBytes();

    /// <summary><c>&lt;Buffer 4f 3c …&gt;</c>.</summary>
    [GeneratedRegex(@"\G<[A-Za-z]{1,20}(?<secret>(?: [0-9a-fA-F]{2}){2,4000})", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Buffer();

    /// <summary><c>--passphrase "two words"</c>.</summary>
    [GeneratedRegex(@"\G\s{1,4}\\*(?<quote>[""'])(?<secret>[^""'\\\r\n]{3,400})\\*\k<quote>", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex QuotedArgument();
}
