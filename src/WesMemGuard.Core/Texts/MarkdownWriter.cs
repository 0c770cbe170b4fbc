namespace WesMemGuard.Texts;

/// <summary>Takes Markdown alone: a string is none.</summary>
/// <param name="to">Where it goes.</param>
internal sealed class MarkdownWriter(TextWriter to)
{
    /// <summary>Writes markup whose texts are escaped.</summary>
    public void Write(MarkdownLine markup) => markup.To(to);

    /// <summary>Writes the head of a table.</summary>
    /// <param name="titles">The titles of its columns.</param>
    /// <param name="figures">Which of the columns hold figures, which stand at the right; null: none.</param>
    public void Head(IReadOnlyCollection<string> titles, Range? figures = null)
    {
        var (from, count) = figures is { } range ? range.GetOffsetAndLength(titles.Count) : (0, 0);
        Write($"| {MarkdownLine.Cells(titles)} |\n|");
        for (var i = 0; i < titles.Count; i++)
        {
            if (i >= from && i < from + count)
                Write($" ---: |");
            else
                Write($" --- |");
        }

        Write($"\n");
    }

    /// <summary>Writes a row of a table.</summary>
    public void Row(IEnumerable<string> texts) => Write($"| {MarkdownLine.Cells(texts)} |\n");
}
