using WesMemGuard.Baselines;
using WesMemGuard.Reports.Charts;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Histories;

/// <summary>
/// Histories as a table in Markdown, with the course of each level and why its newest commit stands so: a comment of a pull request.
/// </summary>
internal static class HistoryMarkdown
{
    private const int Most = 24, Columns = 30;

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(HistoryMarkdown));

    /// <summary>Writes the table; a row a scenario and metric.</summary>
    public static void Write(IReadOnlyList<ScenarioHistory> all, Language language, TextWriter to)
    {
        var texts = Texts.In(language);
        var page = new MarkdownWriter(to);
        page.Head([texts["Scenario"], texts["Metric"], texts["Standing"], texts["Newest"], texts["Course"], texts["Change"]]);
        foreach (var one in all)
        {
            var history = one.Standing.History;
            var newest = history.Commits.Count == 0 ? "-" : HistoryWords.Amount(history.Metric, history.Commits[^1].Level);
            var changes = string.Join("; ", history.Changes.TakeLast(Most).Select(c => texts.Format("Changed",
                c.FirstAfter.Commit, HistoryWords.Amount(history.Metric, c.Before), HistoryWords.Amount(history.Metric, c.After))));
            page.Row([one.Scenario, history.Metric, HistoryWords.Of(one.Standing.Kind, language), newest, Course(history),
                changes.Length == 0 ? "-" : changes]);
        }

        string[] why = [.. all.Select(one => (one.Scenario, one.Standing.History.Metric, Why: HistoryWords.Newest(one.Standing, language)))
            .Where(w => w.Why is not null).Select(w => texts.Format("Why", w.Scenario, w.Metric, w.Why!).Trim())];
        if (why.Length > 0)
            page.Write($"\n");
        foreach (var line in why)
            page.Write($"- {line}\n");
    }

    /// <summary>The course of the levels between their least and their largest.</summary>
    private static string Course(LevelHistory history)
    {
        if (history.Commits.Count == 0)
            return "-";
        double[] levels = [.. history.Commits.Select(c => c.Level)];
        return $"{Sparkline.Of(levels, Columns)} {HistoryWords.Amount(history.Metric, levels.Min())} .. "
            + HistoryWords.Amount(history.Metric, levels.Max());
    }
}
