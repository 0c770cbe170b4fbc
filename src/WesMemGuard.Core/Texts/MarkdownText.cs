using System.Text;

namespace WesMemGuard.Texts;

/// <summary>Foreign texts in Markdown: nothing in them is markup, ends a cell, or ends a block of code.</summary>
public static class MarkdownText
{
    private const string Markup = "\\`*_{}[]#+!|~$@:";
    private const int Longest = 500;

    /// <summary>
    /// A text on one line, as a table's cell or within a sentence. A dash, a point and a comma in the middle of it are no markup.
    /// </summary>
    public static string Cell(string text)
    {
        var safe = new StringBuilder();
        foreach (var c in SafeText.Of(text.Length <= Longest ? text : text[..Longest] + "…"))
        {
            // An entity is never markup, and a mention or an address is no link without its sign.
            if (c is '<' or '>' or '&' || Markup.Contains(c, StringComparison.Ordinal))
                safe.Append(System.Globalization.CultureInfo.InvariantCulture, $"&#{(int)c};");
            else
                safe.Append(c == '\n' ? ' ' : c);
        }

        return safe.Replace("www.", "www&#46;").Replace("WWW.", "WWW&#46;").ToString();
    }

    /// <summary>A text of several lines as it stands, in a fence longer than any row of back ticks in it.</summary>
    public static string Block(string text)
    {
        var (longest, row) = (0, 0);
        foreach (var c in text)
        {
            row = c == '`' ? row + 1 : 0;
            longest = Math.Max(longest, row);
        }

        var fence = new string('`', Math.Max(3, longest + 1));
        return $"{fence}text\n{SafeText.Of(text)}\n{fence}";
    }
}
