using WesMemGuard.Reasons;
using WesMemGuard.Reports.Markdown;

namespace WesMemGuard.Cli.Comparing;

/// <summary>A comparison as a table in Markdown: for a summary or a comment on a pull request.</summary>
internal static class AbMarkdown
{
    public static void Write(AbSummary summary, LocalTexts texts, Language language, TextWriter to)
    {
        to.Write($"**{MarkdownText.Cell(summary.Sum)}**\n\n");
        to.Write($"| {texts["Outcome"]} | {texts["Figure"]} | {texts["Difference"]} | {texts["Why"]} |\n| --- | --- | --- | --- |\n");
        foreach (var row in summary.Rows)
            to.Write($"| {string.Join(" | ", new[] { AbSummary.Named(row.Outcome).In(language), row.Title, row.Measured, row.Why }
                .Select(MarkdownText.Cell))} |\n");
        var colon = language == Language.Chinese ? "：" : ": ";
        string[] notes = [.. summary.Rows.SelectMany(r => r.Culprits.Select(c => r.Title + colon + c)), .. summary.Remarks];
        if (notes.Length > 0)
            to.Write("\n" + string.Concat(notes.Select(n => $"- {MarkdownText.Cell(n)}\n")));
    }
}
