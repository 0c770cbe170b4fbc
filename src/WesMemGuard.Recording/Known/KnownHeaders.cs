using System.Text.RegularExpressions;

namespace WesMemGuard.Recording.Known;

/// <summary>The headers of an answer that are written, with the form that their values have; no other is.</summary>
internal static partial class KnownHeaders
{
    public static IEnumerable<KeyValuePair<string, string>> Of(IReadOnlyList<KeyValuePair<string, string>> headers) =>
        headers.DistinctBy(h => h.Key, StringComparer.OrdinalIgnoreCase).Where(h => IsKnown(h.Key, h.Value));

    private static bool IsKnown(string name, string value) => name.ToUpperInvariant() switch
    {
        "CONTENT-TYPE" => MediaType().IsMatch(value),
        "CONTENT-ENCODING" => value is "gzip" or "identity" or "deflate" or "br",
        "CONTENT-LENGTH" or "RETRY-AFTER" or "AGE" => value.Length <= 18 && value.All(char.IsAsciiDigit),
        "DATE" or "LAST-MODIFIED" or "EXPIRES" => DateForm().IsMatch(value),
        "CONNECTION" => value is "close" or "keep-alive",
        "TRANSFER-ENCODING" => value is "chunked",
        _ => false,
    };

    [GeneratedRegex(@"\A[a-z]{1,20}/[a-z0-9.+-]{1,60}(?:; ?(?:charset|version|escaping|proto|encoding)=[A-Za-z0-9._-]{1,40}){0,4}\z",
        RegexOptions.CultureInvariant, 2000)]
    private static partial Regex MediaType();

    [GeneratedRegex(@"\A[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT\z", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex DateForm();
}
