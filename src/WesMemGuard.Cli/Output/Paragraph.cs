using System.Text;
using WesMemGuard.Cli.Options;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// Text in a terminal's width: words are kept whole, Chinese breaks anywhere and takes two columns a letter, later
/// lines stand under the first.
/// </summary>
internal static class Paragraph
{
    /// <summary>The widest that is written where no terminal shows it.</summary>
    private const int Widest = 120;

    /// <summary>Writes a text behind its label.</summary>
    /// <param name="to">Where it goes, and how wide that is.</param>
    /// <param name="label">What stands before the first line; later ones are indented by as much.</param>
    /// <param name="text">The text; what a terminal would obey is escaped.</param>
    public static void Write(Surroundings to, string label, string text)
    {
        var width = Math.Min(to.Width, Widest);
        var indent = new string(' ', Columns(label));
        var line = new StringBuilder(label);
        var column = Columns(label);
        var begin = column;
        foreach (var word in Words(SafeText.Of(text.ReplaceLineEndings(" "))))
        {
            if (column > begin && column + Columns(word.TrimEnd()) > width)
            {
                to.Out.WriteLine(line.ToString().TrimEnd());
                line.Clear().Append(indent);
                column = begin;
            }

            line.Append(word);
            column += Columns(word);
        }

        to.Out.WriteLine(line.ToString().TrimEnd());
    }

    /// <summary>The columns that a text takes.</summary>
    public static int Columns(string text) => text.Sum(c => IsWide(c) ? 2 : 1);

    /// <summary>A text filled up with blanks to so many columns.</summary>
    public static string Padded(string text, int columns) =>
        text + new string(' ', Math.Max(0, columns - Columns(text)));

    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ' && !IsWide(text[i]))
                continue;
            // A Chinese full stop or comma stays with the letter before it.
            if (i + 1 < text.Length && "。,、；：）」,.;:)".Contains(text[i + 1], StringComparison.Ordinal))
                continue;
            yield return text[start..(i + 1)];
            start = i + 1;
        }

        if (start < text.Length)
            yield return text[start..];
    }

    private static bool IsWide(char c) =>
        c is >= '\u1100'
        and (<= '\u115F' or >= '\u2E80' and <= '\uA4CF' or >= '\uAC00' and <= '\uD7A3' or >= '\uF900' and <= '\uFAFF'
        or >= '\uFE30' and <= '\uFE6F' or >= '\uFF00' and <= '\uFF60' or >= '\uFFE0' and <= '\uFFE6');
}
