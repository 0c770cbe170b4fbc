using System.Globalization;
using WesMemGuard.LiveHeap;
using WesMemGuard.Reports.Charts;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Html;

/// <summary>
/// The first screen: the answer in one sentence, the chart of its figure beside it, and what people look for first.
/// </summary>
internal static class HeadSection
{
    public static void Write(ReportedRun report, Answer answer, Chart? chart, PageText text, HtmlWriter to)
    {
        var (run, axis) = (report.Run, new TimeAxis(report.Run));
        to.Write($"<a class=\"skip\" href=\"#main\">{text["Skip"]}</a>\n<header>\n<div class=\"bar\"><p "
            + $"class=\"brand\">WesMemGuard</p><div class=\"controls\">");
        to.Write($"<button type=\"button\" id=\"lang\" {text.Label("SwitchLanguage")}>{text.Both("中文", "English")}</button>");
        to.Write($"<button type=\"button\" id=\"theme\" aria-pressed=\"false\">{text["SwitchTheme"]}</button></div></div>\n");
        to.Write($"<div class=\"answer\">\n<div class=\"said\">\n<p class=\"kicker\"><strong>{PageText.Name(run.Header.Name)}</strong> "
            + $"{Badge(report, text)}</p>\n");
        var sentence = new AnswerSentence(report, answer, text);
        to.Write($"<h1>{sentence.Said()}</h1>\n");
        if (sentence.Next() is { IsEmpty: false } next)
            to.Write($"<p class=\"next\">{next}</p>\n");
        if (answer.Lead?.Verdict.Next is { } command)
            to.Write($"<pre tabindex=\"0\">{command}</pre>\n");
        if (sentence.Why() is { IsEmpty: false } why)
            to.Write($"<p class=\"meta\">{why}</p>\n");
        to.Write($"<p class=\"meta\">{PageText.Moment(axis.From)} .. {PageText.Moment(axis.To)} · "
            + $"{text["Minutes", (axis.To - axis.From).TotalMinutes]} · {text["Origin" + run.Header.Origin]}</p>\n</div>\n");
        if (chart is not null)
            ChartSection.Figure(chart, text, to);
        to.Write($"</div>\n<dl class=\"tiles\">\n");
        foreach (var (key, value) in Tiles(report))
            to.Write($"<div><dt>{text[key]}</dt><dd>{value}</dd></div>\n");
        to.Write($"</dl>\n</header>\n");
    }

    private static HtmlLine Badge(ReportedRun report, PageText text) => report.Verdict switch
    {
        null => HtmlLine.Of($"<span class=\"badge none\">{text["NoBudget"]}</span>"),
        { NodeGone: not null } => HtmlLine.Of($"<span class=\"badge broken\">{text["NodeGone"]}</span>"),
        { Verdicts: [] } => HtmlLine.None,
        var verdict =>
            HtmlLine.Of($"<span class=\"badge {Outcomes.Style(verdict.Worst)}\">{text[Outcomes.Key(verdict.Worst)]}</span>"),
    };

    private static IEnumerable<(string Key, string Value)> Tiles(ReportedRun report)
    {
        var run = report.Run;
        var live = LiveHeapDecision.Of(run).Points;
        if (live.Count > 0)
            yield return ("TileLiveHeap", $"{PageText.MiB(live[0].Bytes)[..^4]} → {PageText.MiB(live[^1].Bytes)}");
        var rss = run.Process.Select(r => r.Sample?.RssBytes).Concat(run.Memory.Select(r => r.Sample?.RssBytes)).Max();
        if (rss is { } peak)
            yield return ("TileRss", PageText.MiB(peak));
        var heap = run.Memory.Select(r => r.Sample?.HeapAlloc).Max();
        if (heap is { } most)
            yield return ("TileHeapAlloc", PageText.MiB(most));
        var goroutines = run.Memory.Where(r => r.Sample is not null).Select(r => r.Sample!.Goroutines).ToList();
        if (goroutines.Count > 0)
            yield return ("TileGoroutines",
                $"{goroutines.Min().ToString("#,0", CultureInfo.InvariantCulture)} .. "
                    + $"{goroutines.Max().ToString("#,0", CultureInfo.InvariantCulture)}");
        if (report.Verdict is { Verdicts.Count: > 0 } verdict)
            yield return ("TileLimits", $"{verdict.Verdicts.Count(v => v.Outcome == Outcome.Held)} / {verdict.Verdicts.Count}");
    }
}
