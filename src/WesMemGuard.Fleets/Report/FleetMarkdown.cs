using WesMemGuard.Fleets.Answer;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Report;

/// <summary>A fleet as Markdown, for pages of CI: the worst first, what they share, who differs, the messages of what broke.</summary>
internal static class FleetMarkdown
{
    private const int MostMessages = 20;

    /// <summary>Writes it.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="by">The label to group by; null: those that tell most.</param>
    /// <param name="top">So many nodes in the table.</param>
    /// <param name="to">Where to.</param>
    /// <param name="language">The reader's language.</param>
    public static void Write(FleetVerdict fleet, string? by, int top, TextWriter to, Language language)
    {
        to.WriteLine($"## {Text(ReportReasons.Title(fleet.Source, fleet.Nodes.Count).In(language))}");
        Row(to, ReportReasons.Node(), ReportReasons.Limit(), ReportReasons.Measured(), ReportReasons.Budget(), ReportReasons.Outcome());
        void Row(TextWriter into, params Reason[] titles) =>
            into.WriteLine($"\n| {string.Join(" | ", titles.Select(t => Text(t.In(language))))} |\n|{Line(titles.Length)}");
        foreach (var node in fleet.WorstFirst.Take(top))
        {
            if (node.Verdicts.Count == 0)
                to.WriteLine($"| {Text(node.Name)} | | | | {Text(node.Error?.In(language) ?? "")} |");
            foreach (var v in node.Verdicts)
            {
                var figures = string.Join(" | ", new[] { $"{v.Metric} {v.Limit}", VerdictFigures.Measured(v), VerdictFigures.Budget(v) }
                    .Select(Text));
                to.WriteLine($"| {Text(node.Name)} | {figures} | {OutcomeReasons.Of(v.Outcome).In(language)} |");
            }
        }

        if (fleet.Nodes.Count > top)
            to.WriteLine($"\n{Text(ReportReasons.MoreNodes(fleet.Nodes.Count - top).In(language))}");
        foreach (var grouping in FleetGrouping.Of(fleet, by))
        {
            to.WriteLine($"\n{Text(ReportReasons.By(grouping.Label).In(language))}");
            Row(to, ReportReasons.Value(), ReportReasons.Nodes(), OutcomeReasons.Of(Outcome.Broken), OutcomeReasons.Of(Outcome.Held));
            foreach (var g in grouping.Groups)
                to.WriteLine($"| {Text(g.Value.Length == 0 ? "-" : g.Value)} | {g.Nodes} | {g.Broken} | {g.Held} |");
        }

        if (DifferingNode.AreCompared(fleet))
            Differing(DifferingNode.Of(fleet), to, language);
        var broken = fleet.WorstFirst.SelectMany(n => n.Verdicts).Where(v => v.Outcome == Outcome.Broken).ToList();
        foreach (var verdict in broken.Take(MostMessages))
            to.WriteLine($"\n{MarkdownText.Block(verdict.Message.In(language))}");
        if (broken.Count > MostMessages)
            to.WriteLine($"\n{Text(ReportReasons.MoreMessages(broken.Count - MostMessages).In(language))}");
    }

    private static string Line(int columns) => string.Concat(Enumerable.Repeat(" --- |", columns));

    private static void Differing(IReadOnlyList<DifferingNode> differing, TextWriter to, Language language)
    {
        to.WriteLine($"\n{Text(FleetHtml.Heading(differing).In(language))}\n");
        foreach (var node in differing)
            to.WriteLine($"- {Text(node.Told.In(language))}");
    }

    private static string Text(string text) => MarkdownText.Cell(text);
}
