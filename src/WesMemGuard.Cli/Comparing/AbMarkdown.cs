using WesMemGuard.Reasons;

namespace WesMemGuard.Cli.Comparing;

/// <summary>A comparison as a table in Markdown: for a summary or a comment on a pull request.</summary>
internal static class AbMarkdown
{
    public static void Write(AbSummary summary, LocalTexts texts, Language language, TextWriter to)
    {
        var page = new MarkdownWriter(to);
        page.Write($"**{summary.Sum}**\n\n");
        page.Head([texts["Outcome"], texts["Figure"], texts["Difference"], texts["Why"]]);
        foreach (var row in summary.Rows)
            page.Row([AbSummary.Named(row.Outcome).In(language), row.Title, row.Measured, row.Why]);
        var colon = language == Language.Chinese ? "：" : ": ";
        string[] notes = [.. summary.Rows.SelectMany(r => r.Culprits.Select(c => r.Title + colon + c)), .. summary.Remarks];
        if (notes.Length > 0)
            page.Write($"\n");
        foreach (var note in notes)
            page.Write($"- {note}\n");
    }
}
