using WesMemGuard.Analysis;
using WesMemGuard.LiveHeap;
using WesMemGuard.Reports.Charts;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Html;

/// <summary>
/// The charts, each with its figures as a table: what a screen reader reads, and what switches lines on and off.
/// </summary>
internal static class ChartSection
{
    private static readonly AnalysisText English = new(Language.English), Chinese = new(Language.Chinese);

    public static void Write(ReportedRun report, IReadOnlyList<Chart> charts, PageText text, HtmlWriter to)
    {
        to.Write($"<section aria-labelledby=\"charts\">\n<h2 id=\"charts\">{text["Charts"]}</h2>\n");
        if (charts.Count == 0)
            to.Write($"<p>{text["ChartsNone"]}</p>\n");
        else
            to.Write($"<p class=\"hint\">{text["ChartHint"]}</p>\n<p class=\"key\"><span class=\"swatch "
                + $"phase\"></span>{text["KeyPhase"]} <span class=\"swatch event\"></span>{text["KeyEvent"]} <span "
                    + $"class=\"swatch treatment\"></span>{text["KeyTreatment"]} <span class=\"swatch "
                        + $"warning\"></span>{text["KeyWarning"]}</p>\n");
        if (LiveHeapDecision.Of(report.Run) is { Points.Count: 0, WhyNone: { } why })
            to.Write($"<p class=\"note\">{text["NoLiveHeap", why]}</p>\n");
        if (RssAnswer.Of(report.Run) is { } rss)
            to.Write($"<p class=\"meta\">{text.Both(English.Of(rss), Chinese.Of(rss))}</p>\n");
        foreach (var chart in charts)
            Figure(chart, text, to);
        to.Write($"</section>\n");
    }

    /// <summary>One chart with its figures.</summary>
    public static void Figure(Chart chart, PageText text, HtmlWriter to)
    {
        var unit = chart.Unit.Length == 0 ? HtmlLine.None : HtmlLine.Of($" <span class=\"unit\">{chart.Unit}</span>");
        to.Write($"<figure id=\"{chart.Id}\" class=\"chart\" data-chart=\"{chart.Id}\">\n<figcaption><h3 "
            + $"id=\"{chart.Id}-title\">{text[chart.TitleKey]}{unit}</h3><div class=\"tools\">");
        foreach (var (act, sign, key) in new[] { ("in", "+", "ZoomIn"), ("out", "−", "ZoomOut"), ("left", "←", "PanLeft"),
            ("right", "→", "PanRight"), ("reset", "⤢", "ZoomReset") })
            to.Write($"<button type=\"button\" data-act=\"{act}\" {text.Label(key)}>{sign}</button>");
        to.Write($"</div></figcaption>\n<div class=\"plot\" tabindex=\"0\" role=\"application\" "
            + $"{text.Label("ChartKeys")} aria-describedby=\"{chart.Id}-title\"></div>\n");
        Table.Begin(to, text, $"{chart.Id}-title", "ColumnLine", "ColumnCursor", "ColumnFirst", "ColumnLeast",
            "ColumnMost", "ColumnLast");
        for (var i = 0; i < chart.Lines.Count; i++)
            Row(chart.Lines[i], i, chart.Unit.Length > 0, text, to);
        Table.End(to);
        to.Write($"<details class=\"sampled\"><summary>{text["AsTable"]}</summary><div class=\"scroll\" "
            + $"tabindex=\"0\" role=\"region\" aria-labelledby=\"{chart.Id}-title\"></div></details>\n</figure>\n");
    }

    private static void Row(ChartLine line, int number, bool isSize, PageText text, HtmlWriter to)
    {
        var name = line.LabelKey is { } key ? text[key, ChartJson.Short(line.Name)] : HtmlLine.Of($"{PageText.Name(line.Name)}");
        var values = line.Points.Where(p => double.IsFinite(p.Value)).Select(p => p.Value).ToList();
        to.Write($"<tr><th scope=\"row\"><button type=\"button\" class=\"line\" data-line=\"{number}\" "
            + $"aria-pressed=\"true\"><span class=\"swatch "
                + $"{line.Kind.ToString().ToLowerInvariant()}\"></span>{name}</button></th><td class=\"n\" data-cursor=\"{number}\"></td>");
        foreach (var value in values.Count == 0 ? [] : new[] { values[0], values.Min(), values.Max(), values[^1] })
            to.Write($"<td class=\"n\">{(isSize ? PageText.Size(value) : PageText.Number(value))}</td>");
        to.Write($"</tr>\n");
    }
}
