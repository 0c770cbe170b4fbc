using System.Globalization;
using System.Net;
using System.Text;

namespace WesMemGuard.Secrets;

/// <summary>The texts that a secret may stand as.</summary>
internal static class SecretForms
{
    /// <summary>Shorter forms would be found by chance.</summary>
    public const int Shortest = 5;

    public static IEnumerable<string> Of(string secret, ScrubRules rules)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        var hex = secret.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? secret[2..] : secret;
        var decoded = Decoded(hex);
        IEnumerable<string> forms = [secret];
        if (rules.HasFlag(ScrubRules.Escaped))
            forms = forms.Concat(Escaped(secret));
        if (rules.HasFlag(ScrubRules.Base64))
            forms = forms.Concat(Base64(bytes)).Concat(decoded is null ? [] : Base64(decoded));
        if (rules.HasFlag(ScrubRules.Hex))
            forms = forms.Concat(Hex(bytes)).Concat(IsHex(hex) ? [hex.ToUpperInvariant(), hex.ToLowerInvariant()] : [])
                .Concat(decoded is null ? [] : Hex(decoded));
        return forms.Where(f => f.Length >= Shortest).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The bytes that it may stand as: its own, and those that it is hexadecimal or base64 of.</summary>
    public static IEnumerable<byte[]> BytesOf(string secret)
    {
        yield return Encoding.UTF8.GetBytes(secret);
        yield return Encoding.Unicode.GetBytes(secret);
        if (Decoded(secret.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? secret[2..] : secret) is { } decoded)
            yield return decoded;
    }

    /// <summary>
    /// Writers of JSON differ in what they escape beside quotes and backslashes, and in the case of the digits; a
    /// text may be escaped twice.
    /// </summary>
    private static IEnumerable<string> Escaped(string secret)
    {
        for (var choice = 0; choice < 32; choice++)
        {
            var form = Json(secret, choice);
            yield return form;
            yield return Json(form, 0);
        }

        var url = Uri.EscapeDataString(secret);
        yield return url;
        yield return LowerEscapes(url);
        yield return WebUtility.UrlEncode(secret);
        yield return url.Replace("%20", "+", StringComparison.Ordinal);
    }

    /// <summary>A text as JSON, without its quotes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="choice">Bits: other alphabets as <c>\u…</c>, &lt;&gt;&amp;' too, + too, / as <c>\/</c>, digits in
    /// capitals.</param>
    private static string Json(string text, int choice)
    {
        var json = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c is '\n' or '\r' or '\t')
                json.Append('\\').Append(c switch { '\n' => 'n', '\r' => 'r', _ => 't' });
            else if (c == '/' && (choice & 8) != 0)
                json.Append("\\/");
            else if (c < ' ' || (c > '~' && (choice & 1) != 0) || (c is '<' or '>' or '&' or '\'' && (choice & 2) != 0)
                || (c == '+' && (choice & 4) != 0))
                json.Append("\\u").Append(((int)c).ToString((choice & 16) != 0 ? "X4" : "x4",
                    CultureInfo.InvariantCulture));
            else
                json.Append(c);
        }

        return json.ToString();
    }

    /// <summary>Go and others write the digits of escapes in either case.</summary>
    private static string LowerEscapes(string url)
    {
        var lower = new StringBuilder(url);
        for (var i = 0; i + 2 < lower.Length; i++)
        {
            if (lower[i] == '%')
                (lower[i + 1], lower[i + 2]) = (char.ToLowerInvariant(lower[i + 1]), char.ToLowerInvariant(lower[i + 2]));
        }

        return lower.ToString();
    }

    /// <summary>
    /// As it looks within a longer text in base64: at each of the three alignments, without the digits that its
    /// neighbours have a part in.
    /// </summary>
    private static IEnumerable<string> Base64(byte[] bytes)
    {
        if (bytes.Length < Shortest)
            yield break;
        for (var before = 0; before < 3; before++)
        {
            var padded = new byte[before + bytes.Length];
            bytes.CopyTo(padded, before);
            var whole = Convert.ToBase64String(padded).TrimEnd('=');
            var first = before switch { 0 => 0, 1 => 2, _ => 3 };
            var last = padded.Length % 3 == 0 ? whole.Length : whole.Length - 1;
            var form = whole[first..last];
            yield return form;
            yield return form.Replace('+', '-').Replace('/', '_');
        }
    }

    private static IEnumerable<string> Hex(byte[] bytes) =>
        bytes.Length < Shortest ? [] : [Texts.Hex.Of(bytes), Convert.ToHexString(bytes)];

    private static bool IsHex(string text) => text.Length >= 8 && text.All(char.IsAsciiHexDigit);

    /// <summary>The bytes that a secret in hexadecimal or base64 stands for; null when it is neither.</summary>
    private static byte[]? Decoded(string text)
    {
        if (IsHex(text) && text.Length % 2 == 0)
            return Convert.FromHexString(text);
        var bytes = new byte[text.Length];
        return text.Length >= 16 && Convert.TryFromBase64String(text, bytes, out var written) && written >= 8
            ? bytes[..written] : null;
    }
}
