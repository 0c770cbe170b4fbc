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
        var page = new MarkdownWriter(to);
        page.Write($"## {ReportReasons.Title(fleet.Source, fleet.Nodes.Count).In(language)}\n\n");
        void Head(params Reason[] titles) => page.Head([.. titles.Select(t => t.In(language))]);
        Head(ReportReasons.Node(), ReportReasons.Limit(), ReportReasons.Measured(), ReportReasons.Budget(), ReportReasons.Outcome());
        foreach (var node in fleet.WorstFirst.Take(top))
        {
            if (node.Verdicts.Count == 0)
                page.Write($"| {node.Name} | | | | {node.Error?.In(language) ?? ""} |\n");
            foreach (var v in node.Verdicts)
                page.Row([node.Name, $"{v.Metric} {v.Limit}", VerdictFigures.Measured(v), VerdictFigures.Budget(v),
                    OutcomeReasons.Of(v.Outcome).In(language)]);
        }

        if (fleet.Nodes.Count > top)
            page.Write($"\n{ReportReasons.MoreNodes(fleet.Nodes.Count - top).In(language)}\n");
        foreach (var grouping in FleetGrouping.Of(fleet, by))
        {
            page.Write($"\n{ReportReasons.By(grouping.Label).In(language)}\n\n");
            Head(ReportReasons.Value(), ReportReasons.Nodes(), OutcomeReasons.Of(Outcome.Broken), OutcomeReasons.Of(Outcome.Held));
            foreach (var g in grouping.Groups)
                page.Write($"| {(g.Value.Length == 0 ? "-" : g.Value)} | {g.Nodes} | {g.Broken} | {g.Held} |\n");
        }

        if (DifferingNode.AreCompared(fleet))
            Differing(DifferingNode.Of(fleet), page, language);
        var broken = fleet.WorstFirst.SelectMany(n => n.Verdicts).Where(v => v.Outcome == Outcome.Broken).ToList();
        foreach (var verdict in broken.Take(MostMessages))
            page.Write($"\n{MarkdownLine.Block(verdict.Message.In(language))}\n");
        if (broken.Count > MostMessages)
            page.Write($"\n{ReportReasons.MoreMessages(broken.Count - MostMessages).In(language)}\n");
    }

    private static void Differing(IReadOnlyList<DifferingNode> differing, MarkdownWriter page, Language language)
    {
        page.Write($"\n{FleetHtml.Heading(differing).In(language)}\n\n");
        foreach (var node in differing)
            page.Write($"- {node.Told.In(language)}\n");
    }
}
