using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WesMemGuard.Secrets;

/// <summary>A run of a text that stands for bytes.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Bytes">The bytes, one a letter (Latin-1).</param>
/// <param name="Text">The same as UTF-8; null when they are no text.</param>
internal readonly record struct EncodedRun(int Start, int Length, string Bytes, string? Text);

/// <summary>Finds runs of base64, hexadecimal and byte lists.</summary>
internal static partial class EncodedRuns
{
    public static IEnumerable<EncodedRun> In(string text, ScrubRules rules)
    {
        if (rules.HasFlag(ScrubRules.Bytes))
        {
            foreach (Match match in Numbers().Matches(text))
                yield return Of(match, FromNumbers(match.Value));
        }

        if (rules.HasFlag(ScrubRules.Hex))
        {
            foreach (Match match in HexDigits().Matches(text))
                yield return Of(match, Convert.FromHexString(match.ValueSpan[..(match.Length / 2 * 2)]));
            foreach (Match match in HexPairs().Matches(text))
                yield return Of(match, FromPairs(match.Value));
        }

        if (!rules.HasFlag(ScrubRules.Base64))
            yield break;
        foreach (Match match in Base64Digits().Matches(text))
        {
            // Paths and words, of which texts are full, lack capitals or have nothing else.
            if (!match.ValueSpan.ContainsAnyInRange('A', 'Z') || !match.ValueSpan.ContainsAnyExceptInRange('A', 'Z'))
                continue;
            for (var skipped = 0; skipped < 4 && match.Length - skipped >= 12; skipped++)
            {
                if (FromBase64(match.Value[skipped..]) is { } bytes)
                    yield return Of(match, bytes);
            }
        }
    }

    private static EncodedRun Of(Match match, byte[] bytes) =>
        new(match.Index, match.Length, Encoding.Latin1.GetString(bytes), System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes) : null);

    private static byte[] FromNumbers(string list)
    {
        var bytes = new List<byte>();
        foreach (var number in list.Split([',', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                bytes.Add(value);
        }

        return [.. bytes];
    }

    private static byte[] FromPairs(string pairs) =>
        [.. Pair().Matches(pairs)
        .Select(m => byte.Parse(m.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];

    private static byte[]? FromBase64(string digits)
    {
        var plain = digits.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        plain = plain.Length % 4 == 1 ? plain[..^1] : plain;
        var bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out var written)
            ? bytes[..written] : null;
    }

    [GeneratedRegex(@"(?<![0-9.])[0-9]{1,3}(?:(?:\s{0,2},\s{0,2}|[ \t]|\\?\n)[0-9]{1,3}){3,}(?![0-9.])",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Numbers();

    [GeneratedRegex("[0-9a-fA-F]{12,}", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex HexDigits();

    [GeneratedRegex(
        @"(?<![0-9a-zA-Z])(?:0x|\\x)?[0-9a-fA-F]{2}(?:(?:[ ,:-]{1,2})?(?:0x|\\x)[0-9a-fA-F]{2}|"
            + @"[ ,:-]{1,2}[0-9a-fA-F]{2}){3,}(?![0-9a-zA-Z])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex HexPairs();

    [GeneratedRegex(@"(?:0x|\\x)?([0-9a-fA-F]{2})", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Pair();

    [GeneratedRegex("[A-Za-z0-9+/_-]{12,}={0,2}", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Base64Digits();
}
