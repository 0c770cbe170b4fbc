using System.Globalization;
using System.Text;

namespace WesMemGuard.Verdicts.Text;

/// <summary>Names and errors come from a node and from files: no control or direction character of theirs reaches a terminal or a report.</summary>
internal static class Plain
{
    /// <summary>The text with such characters as <c>\uXXXX</c>.</summary>
    public static string Text(string text)
    {
        if (!text.Any(Unsafe))
            return text;
        var plain = new StringBuilder(text.Length + 8);
        foreach (var c in text)
            _ = Unsafe(c) ? plain.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)) : plain.Append(c);
        return plain.ToString();
    }

    private static bool Unsafe(char c) =>
        char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
