using System.Globalization;
using WesMemGuard.Fleets.Answer;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Report;

/// <summary>
/// A fleet as one HTML file that needs no network: the worst first with a small chart a node, what they share, who differs, and a page
/// an accused node with its whole message.
/// </summary>
internal static class FleetHtml
{
    private const int MostPages = 200;

    private static HtmlLine Style => HtmlLine.Of($$$"""
        body{font:14px/1.45 system-ui,sans-serif;margin:2em auto;max-width:80em;padding:0 1em;color:#1b1f24;background:#fff}
        h1,h2,p,li{overflow-wrap:anywhere}a{color:#0969da}
        table{border-collapse:collapse;width:100%}.wide{overflow-x:auto;margin:1em 0}
        td,th{padding:.3em .6em;border-bottom:1px solid #d8dee4;text-align:left;vertical-align:top}
        th{background:#f6f8fa}svg{vertical-align:middle;max-width:100%;color:#0969da}
        pre{background:#f6f8fa;padding:1em;overflow-x:auto}
        .broken{color:#b42318}.held{color:#1a7f37}.inconclusive{color:#9a6700}.notMeasured{color:#8250df}
        section{border-top:2px solid #d8dee4;margin-top:2em}
        @media(max-width:48em){td,th{white-space:nowrap}td:last-child{white-space:normal;min-width:18em}}
        @media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th,pre{background:#161b22}
        td,th,section{border-color:#30363d}a,svg{color:#58a6ff}
        .broken{color:#ff7b72}.held{color:#3fb950}.inconclusive{color:#d29922}.notMeasured{color:#bc8cff}}
        @media print{section{break-before:page}}
        """);

    /// <summary>The nodes that have a page: those that broke a limit, the worst first, as many as a report takes.</summary>
    public static IReadOnlyList<NodeVerdict> Accused(FleetVerdict fleet) => [.. fleet.WorstFirst.Where(IsAccused).Take(MostPages)];

    /// <summary>
    /// Writes the page of one node: every limit with its chart, its figures and, where it did not hold, its whole message.
    /// </summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="node">The node.</param>
    /// <param name="back">Where the report is, from the page.</param>
    /// <param name="page">Where to.</param>
    /// <param name="language">The reader's language.</param>
    public static void WritePage(FleetVerdict fleet, NodeVerdict node, string back, TextWriter page, Language language)
    {
        var to = new HtmlWriter(page);
        Begin(node.Name, to, language);
        to.WriteLine($"<p><a href=\"{Uri.EscapeDataString(back).Replace("%2F", "/", StringComparison.Ordinal)}\">"
            + $"{ReportReasons.Title(fleet.Source, fleet.Nodes.Count).In(language)}</a>");
        to.WriteLine($"<p>{node.Labels.ToString()}{(node.Facts.Pairs.Count == 0 ? "" : $" {node.Facts}")}");
        if (node.Restarts > 0)
            to.WriteLine($"<p>{ReportReasons.Restarts(node.Restarts).In(language)}");
        for (var i = 0; i < node.Verdicts.Count; i++)
        {
            var verdict = node.Verdicts[i];
            to.WriteLine($"<section><h2>{verdict.Metric} {verdict.Limit} "
                + $"<span class=\"{Alerting.AlertStates.OutcomeId(verdict.Outcome)}\">"
                + $"{OutcomeReasons.Of(verdict.Outcome).In(language)}</span></h2>");
            to.WriteLine(i < node.Courses.Count ? Chart(node.Courses[i], 720, 160) : HtmlLine.None);
            var against = ReportReasons.Against(VerdictFigures.Measured(verdict), VerdictFigures.Budget(verdict));
            to.WriteLine($"<p>{against.In(language)}");
            to.WriteLine(verdict.Outcome == Outcome.Held ? HtmlLine.Of($"<p>{verdict.Reason.In(language)}</section>")
                : HtmlLine.Of($"<pre>{verdict.Message.In(language)}</pre></section>"));
        }

        to.WriteLine($"</html>");
    }

    /// <summary>Writes the report.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="by">The label to group by; null: those that tell most.</param>
    /// <param name="page">Where to.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="pages">Where the pages of <see cref="Accused"/> are, from the report, in their order; empty: there are none.</param>
    public static void Write(FleetVerdict fleet, string? by, TextWriter page, Language language, IReadOnlyList<string>? pages = null)
    {
        var (worst, to) = (fleet.WorstFirst.ToList(), new HtmlWriter(page));
        var title = ReportReasons.Title(fleet.Source, fleet.Nodes.Count).In(language);
        Begin(title, to, language);
        Nodes(fleet, worst, to, language);
        foreach (var grouping in FleetGrouping.Of(fleet, by))
            Grouping(grouping, fleet, to, language);
        Differing(fleet, to, language);
        foreach (var (node, i) in worst.Select((n, i) => (n, i)).Where(n => IsAccused(n.n)).Take(MostPages))
            Page(node, i, pages is not null && i < pages.Count ? pages[i] : null, to, language);
        to.WriteLine($"</html>");
    }

    private static void Begin(string title, HtmlWriter to, Language language)
    {
        to.Write($"<!doctype html><html lang=\"{(language == Language.Chinese ? "zh" : "en")}\"><meta charset=\"utf-8\">");
        to.WriteLine($"<meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{Style}</style>");
        to.WriteLine($"<h1>{title}</h1>");
    }

    private static bool IsAccused(NodeVerdict node) => node.Worst is Outcome.Broken;

    private static void Nodes(FleetVerdict fleet, List<NodeVerdict> worst, HtmlWriter to, Language language)
    {
        Head(to, [ReportReasons.Node(), ReportReasons.Course(), ReportReasons.Limit(), ReportReasons.Measured(), ReportReasons.Budget(),
            ReportReasons.Outcome(), ReportReasons.Reason()], language);
        for (var i = 0; i < worst.Count; i++)
        {
            var node = worst[i];
            var name = IsAccused(node) && i < MostPages
                ? HtmlLine.Of($"<a href=\"#node-{i}\">{node.Name}</a>") : HtmlLine.Of($"{node.Name}");
            if (node.Verdicts.Count == 0)
                to.WriteLine($"<tr><td>{name}<td colspan=\"6\">{node.Error?.In(language) ?? ""}");
            for (var k = 0; k < node.Verdicts.Count; k++)
            {
                var v = node.Verdicts[k];
                to.Write(k == 0 ? HtmlLine.Of($"<tr><td>{name}{Restarts(node, language)}<td>{Chart(node.Course, 120, 28)}")
                    : HtmlLine.Of($"<tr><td><td>"));
                to.Write($"<td>{v.Metric} {v.Limit}<td>{VerdictFigures.Measured(v)}<td>{VerdictFigures.Budget(v)}");
                to.Write($"<td class=\"{Alerting.AlertStates.OutcomeId(v.Outcome)}\">{OutcomeReasons.Of(v.Outcome).In(language)}");
                to.WriteLine($"<td>{v.Reason.In(language)}");
            }
        }

        to.WriteLine($"</table></div>");
    }

    private static HtmlLine Restarts(NodeVerdict node, Language language) =>
        node.Restarts == 0 ? HtmlLine.None : HtmlLine.Of($"<br><small>{ReportReasons.Restarts(node.Restarts).In(language)}</small>");

    private static void Grouping(FleetGrouping grouping, FleetVerdict fleet, HtmlWriter to, Language language)
    {
        to.WriteLine($"<h2>{ReportReasons.By(grouping.Label).In(language)}</h2>");
        Head(to, [ReportReasons.Value(), ReportReasons.Nodes(), OutcomeReasons.Of(Outcome.Broken), OutcomeReasons.Of(Outcome.NotMeasured),
            OutcomeReasons.Of(Outcome.Inconclusive), OutcomeReasons.Of(Outcome.Held), ReportReasons.Median()], language);
        var unit = fleet.Nodes.FirstOrDefault(n => n.Verdicts.Count > 0)?.Verdicts[0];
        foreach (var g in grouping.Groups)
        {
            var median = g.Median is { } m && unit is not null
                ? VerdictFigures.Measured(unit with { Value = m, Low = null, High = null }) : "-";
            to.Write($"<tr><td>{(g.Value.Length == 0 ? "-" : g.Value)}<td>{g.Nodes}<td>{g.Broken}<td>{g.NotMeasured}");
            to.WriteLine($"<td>{g.Inconclusive}<td>{g.Held}<td>{median}");
        }

        to.WriteLine($"</table></div>");
    }

    private static void Differing(FleetVerdict fleet, HtmlWriter to, Language language)
    {
        if (!DifferingNode.AreCompared(fleet))
            return;
        var differing = DifferingNode.Of(fleet);
        to.WriteLine($"<h2>{Heading(differing).In(language)}</h2><ul>");
        foreach (var node in differing)
            to.WriteLine($"<li>{node.Told.In(language)}");
        to.WriteLine($"</ul>");
    }

    /// <summary>How many differ.</summary>
    internal static Reason Heading(IReadOnlyList<DifferingNode> differing) => differing.Count == 0
        ? ReportReasons.NoneDiffers() : ReportReasons.Differing(differing.DistinctBy(d => d.Node).Count());

    private static void Page(NodeVerdict node, int number, string? page, HtmlWriter to, Language language)
    {
        var name = page is null ? HtmlLine.Of($"{node.Name}") : HtmlLine.Of($"<a href=\"{page}\">{node.Name}</a>");
        to.WriteLine($"<section id=\"node-{number}\"><h2>{name}</h2><p>{node.Labels.ToString()}</p>");
        to.WriteLine(Chart(node.Course, 720, 160));
        foreach (var verdict in node.Verdicts.Where(v => v.Outcome != Outcome.Held))
            to.WriteLine($"<pre>{verdict.Message.In(language)}</pre>");
        to.WriteLine($"</section>");
    }

    private static void Head(HtmlWriter to, Reason[] titles, Language language) =>
        to.WriteLine($"<div class=\"wide\"><table><tr>{HtmlLine.All(titles.Select(t => HtmlLine.Of($"<th>{t.In(language)}")))}");

    private static HtmlLine Chart(IReadOnlyList<float> course, int width, int height)
    {
        if (course.Count < 2)
            return HtmlLine.None;
        var (low, high) = (course.Min(), course.Max());
        var points = course.Select((v, i) => string.Create(CultureInfo.InvariantCulture,
            $"{(double)i * width / (course.Count - 1):0.#},{Height(v, low, high, height):0.#}"));
        return HtmlLine.Of($"<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">"
            + $"<polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" points=\"{string.Join(' ', points)}\"/></svg>");
    }

    private static double Height(float value, float low, float high, int height) =>
        high > low ? height - 1 - ((value - low) / (high - low) * (height - 2)) : height / 2.0;
}
