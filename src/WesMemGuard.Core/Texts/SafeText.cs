using System.Globalization;
using System.Text;

namespace WesMemGuard.Texts;

/// <summary>Text that may quote a node: what a terminal or a reader would obey is written as an escape.</summary>
internal static class SafeText
{
    /// <summary>Escapes control and formatting characters (a terminal's escapes, reversed writing) but line feeds: <c>\u001B</c>.</summary>
    public static string Of(string text)
    {
        if (text.All(IsSafe))
            return text;
        var safe = new StringBuilder();
        foreach (var c in text)
        {
            if (IsSafe(c))
                safe.Append(c);
            else
                safe.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return safe.ToString();
    }

    private static bool IsSafe(char c) => c == '\n' || char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
