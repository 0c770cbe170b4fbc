using WesMemGuard.Cli.Options;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Output;

/// <summary>
/// Rows for a terminal in which a table would break words: a limit's figures in one line, its reason under them.
/// </summary>
internal static class LimitLines
{
    public static void Write(IReadOnlyList<Row> rows, LocalTexts texts, Surroundings to)
    {
        var words = rows.Select(r => OutcomeStyle.Named(r.Outcome).In(to.Language)).ToList();
        var indent = words.Max(Paragraph.Columns) + 4;
        foreach (var (row, word) in rows.Zip(words))
        {
            if (row.Subject.Length > 0)
                to.Out.WriteLine(SafeText.Of(row.Subject + (row.IsExpected is { } expected
                    ? $"  ({CommandReasons.ExpectedOrNot(expected).In(to.Language)})" : "")));
            var gap = new string(' ', indent - 2 - Paragraph.Columns(word));
            var figures = row.Measured.Length + row.Budget.Length == 0 ? ""
                : texts.Format("Figures", row.Measured, row.Budget);
            var fits = Paragraph.Columns(row.Limit) + 2 + Paragraph.Columns(figures) <= to.Width - indent;
            Terminal.WriteLine(to, "  ", word, OutcomeStyle.Of(row.Outcome), gap + (fits ? $"{row.Limit}  {figures}" : row.Limit));
            if (!fits)
                Paragraph.Write(to, new string(' ', indent), figures);
            Paragraph.Write(to, new string(' ', indent), row.Reason.In(to.Language));
        }
    }
}
