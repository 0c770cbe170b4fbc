using System.Globalization;
using System.Text;

namespace WesMemGuard.Texts;

/// <summary>Text that may quote a node: what a terminal or a reader would obey is written as an escape.</summary>
internal static class SafeText
{
    /// <summary>
    /// Escapes control and formatting characters (a terminal's escapes, reversed writing) but line feeds:
    /// <c>\u001B</c>.
    /// </summary>
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
                safe.Append(Escaped(c));
        }

        return safe.ToString();
    }

    /// <summary>Appends a text as <see cref="Of"/> makes it, but for tabs and the ends of lines that Windows writes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="to">Where it goes.</param>
    public static void Append(ReadOnlySpan<char> text, StringBuilder to)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\t' || IsSafe(text[i]) || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n'))
                to.Append(text[i]);
            else
                to.Append(Escaped(text[i]));
        }
    }

    private static string Escaped(char c) => "\\u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture);

    private static bool IsSafe(char c) => c == '\n' || char.GetUnicodeCategory(c) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
