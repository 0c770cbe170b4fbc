using System.Globalization;
using System.Text;

namespace WesMemGuard.Verdicts.Lines;

/// <summary>
/// Names and errors come from a node and from files: no control or direction character of theirs reaches a terminal or
/// a report.
/// </summary>
internal static class Plain
{
    /// <summary>The text with such characters as <c>\uXXXX</c> or <c>\UXXXXXXXX</c>.</summary>
    public static string Text(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
            return text;
        var plain = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
            _ = Unsafe(rune)
                ? plain.Append(rune.IsBmp ? "\\u" : "\\U")
                .Append(rune.Value.ToString(rune.IsBmp ? "X4" : "X8",
                    CultureInfo.InvariantCulture)) : plain.Append(rune);
        return plain.ToString();
    }

    private static bool Unsafe(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
