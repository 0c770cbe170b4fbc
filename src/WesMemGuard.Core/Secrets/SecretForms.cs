using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

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
            forms = forms.Concat(Hex(bytes)).Concat(IsHex(hex) ? [hex.ToUpperInvariant(), hex.ToLowerInvariant()] : []).Concat(decoded is null ? [] : Hex(decoded));
        return forms.Where(f => f.Length >= Shortest).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Escaped(string secret)
    {
        var once = JsonEncodedText.Encode(secret).Value;
        yield return once;
        yield return JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        yield return secret.Replace("/", "\\/", StringComparison.Ordinal);
        yield return JsonEncodedText.Encode(once, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        yield return JsonEncodedText.Encode(JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value;
        var url = Uri.EscapeDataString(secret);
        yield return url;
        yield return LowerEscapes(url);
        yield return WebUtility.UrlEncode(secret);
        yield return url.Replace("%20", "+", StringComparison.Ordinal);
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

    /// <summary>As it looks within a longer text in base64: at each of the three alignments, without the digits that its neighbours have a part in.</summary>
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
        bytes.Length < Shortest ? [] : [Convert.ToHexStringLower(bytes), Convert.ToHexString(bytes)];

    private static bool IsHex(string text) => text.Length >= 8 && text.All(char.IsAsciiHexDigit);

    /// <summary>The bytes that a secret in hexadecimal or base64 stands for; null when it is neither.</summary>
    private static byte[]? Decoded(string text)
    {
        if (IsHex(text) && text.Length % 2 == 0)
            return Convert.FromHexString(text);
        var bytes = new byte[text.Length];
        return text.Length >= 16 && Convert.TryFromBase64String(text, bytes, out var written) && written >= 8 ? bytes[..written] : null;
    }
}
