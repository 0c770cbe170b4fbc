using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Histories;

/// <summary>Histories as a table in Markdown: a comment of a pull request.</summary>
public static class HistoryMarkdown
{
    private const int Most = 24;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(HistoryMarkdown));

    /// <summary>Writes the table; a row a scenario and metric.</summary>
    public static void Write(IReadOnlyList<ScenarioHistory> all, Language language, TextWriter to)
    {
        var texts = Texts.In(language);
        to.Write($"| {texts["Scenario"]} | {texts["Metric"]} | {texts["Standing"]} | {texts["Newest"]} | {texts["Change"]} |\n");
        to.Write("| --- | --- | --- | --- | --- |\n");
        foreach (var one in all)
        {
            var history = one.Standing.History;
            var newest = history.Commits.Count == 0 ? "-" : HistoryWords.Amount(history.Metric, history.Commits[^1].Level);
            var changes = string.Join("; ", history.Changes.TakeLast(Most).Select(c => texts.Format("Changed",
                c.FirstAfter.Commit, HistoryWords.Amount(history.Metric, c.Before), HistoryWords.Amount(history.Metric, c.After))));
            string[] cells = [one.Scenario, history.Metric, HistoryWords.Of(one.Standing.Kind, language), newest,
                changes.Length == 0 ? "-" : changes];
            to.Write($"| {string.Join(" | ", cells.Select(MarkdownText.Cell))} |\n");
        }
    }
}
