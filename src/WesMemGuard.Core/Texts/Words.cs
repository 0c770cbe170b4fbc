using System.Globalization;
using System.Text;

namespace WesMemGuard.Texts;

/// <summary>How text from outside stands in a message: quoted, cut, without control characters.</summary>
internal static class Words
{
    private const int Longest = 60;

    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text.Length > Longest ? text.Substring(0, Longest) : text)
            quoted.Append(c == '"' ? "\\\"" : IsPlain(c) ? c.ToString() : Escape(c));
        return quoted.Append(text.Length > Longest ? "…\"" : "\"").ToString();
    }

    internal static string Character(char c) => c switch
    {
        '\uFEFF' => "a byte order mark (U+FEFF)",
        '\u00A0' => "a no-break space (U+00A0)",
        '\u3000' => "an ideographic space (U+3000)",
        _ when c > ' ' && c < '\u007F' => $"'{c}'",
        _ when IsPlain(c) && c != ' ' => $"'{c}' ({CodePoint(c)})",
        _ => $"the character {CodePoint(c)}",
    };

    internal static string CodePoint(char c) => "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    internal static string Names(IEnumerable<string> names) => string.Join(", ", names);

    internal static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary><c>unknown metric "heapAloc"; did you mean "heapAlloc"? Allowed: …</c></summary>
    internal static string Unknown(string what, string got, IReadOnlyCollection<string> known, string allowed = "Allowed")
    {
        var nearest = NearestName.Of(got, known);
        var question = nearest is null ? "." : $"; did you mean \"{nearest}\"?";
        return $"unknown {what} {Quote(got)}{question} {allowed}: {Names(known)}";
    }

    private static bool IsPlain(char c) => !char.IsControl(c) && !char.IsSurrogate(c)
        && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);

    private static string Escape(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture),
    };
}
