using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace WesMemGuard.Texts;

/// <summary>
/// Markdown as code writes it: what stands between the holes of an interpolated string is markup, and each text in a hole is escaped.
/// No string becomes markup in another way, so one from outside that is not escaped does not compile.
/// </summary>
[InterpolatedStringHandler]
internal sealed class MarkdownLine
{
    private readonly StringBuilder _markup;

    /// <summary>The compiler's way to begin one.</summary>
    /// <param name="literalLength">How long the markup is.</param>
    /// <param name="formattedCount">How many holes there are.</param>
    public MarkdownLine(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + (16 * formattedCount));

    public void AppendLiteral(string markup) => _markup.Append(markup);

    public void AppendFormatted(string text) => _markup.Append(MarkdownText.Cell(text));

    public void AppendFormatted(long number) => _markup.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(MarkdownLine markup) => _markup.Append(markup._markup);

    /// <summary>The cells of a table's row, without the bars at its ends.</summary>
    public static MarkdownLine Cells(IEnumerable<string> texts) => Of(string.Join(" | ", texts.Select(MarkdownText.Cell)));

    /// <summary>A text of several lines as it stands.</summary>
    public static MarkdownLine Block(string text) => Of(MarkdownText.Block(text));

    /// <summary>Writes it.</summary>
    public void To(TextWriter to) => to.Write(_markup);

    private static MarkdownLine Of(string markup)
    {
        var line = new MarkdownLine(markup.Length, 0);
        line._markup.Append(markup);
        return line;
    }
}
