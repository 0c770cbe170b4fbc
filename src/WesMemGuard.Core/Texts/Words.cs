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

    internal static string CodePoint(char c) => "U+" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    internal static string Names(IEnumerable<string> names) => string.Join(", ", names);

    internal static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>Whether a character can be shown as it is.</summary>
    internal static bool IsPlain(char c) => !char.IsControl(c) && !char.IsSurrogate(c)
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
