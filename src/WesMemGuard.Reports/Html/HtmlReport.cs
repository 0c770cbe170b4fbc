using WesMemGuard.Reports.Charts;
using WesMemGuard.Texts;

namespace WesMemGuard.Reports.Html;

/// <summary>
/// A run as one HTML file that needs no network: charts, verdicts, the node's own warnings, modules, and how all was
/// measured.
/// </summary>
internal static class HtmlReport
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(HtmlReport));

    /// <summary>The name of a report that nobody gave a name: <c>memory-report-20261122-215500Z.html</c>.</summary>
    public static string FileName(DateTimeOffset writtenAt) =>
        FormattableString.Invariant($"memory-report-{writtenAt.UtcDateTime:yyyyMMdd-HHmmss}Z.html");

    /// <summary>Writes the page; it opens in <paramref name="language"/> and can be switched to the other.</summary>
    public static void Write(ReportedRun report, Language language, TextWriter page)
    {
        var (text, to) = (new PageText(Texts, language), new HtmlWriter(page));
        var charts = RunCharts.Of(report);
        var answer = Answer.Of(report);
        var first = AnswerChart.Of(report, answer.Lead);
        HtmlLine[] scripts = [Page("uPlot.iife.min.js"), Page("report.js")];
        to.Write($"<!doctype html>\n<html lang=\"{Languages.NameOf(language)}\">\n<head>\n<meta charset=\"utf-8\">\n");
        to.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
            + $"'unsafe-inline'; script-src {Own(scripts)}\">\n");
        to.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
            + $"name=\"color-scheme\" content=\"light dark\">\n");
        to.Write($"<title>{PageText.Name(report.Run.Header.Name)} - "
            + $"WesMemGuard</title>\n<style>\n{Page("uPlot.min.css")}\n{Page("report.css")}</style>\n</head>\n<body>\n");
        HeadSection.Write(report, answer, first, text, to);
        to.Write($"<main id=\"main\">\n");
        FoundSection.Write(report, answer, text, to);
        ChartSection.Write(report, charts, text, to);
        SuspectSection.Write(report, text, to);
        DoctorSection.Write(report, text, to);
        ModuleSection.Write(report, text, to);
        EventSection.Write(report, text, to);
        SourceSection.Write(report, text, to);
        to.Write($"</main>\n<footer><p>{text["Footer", report.Program, PageText.Moment(report.WrittenAt)]}</p></footer>\n");
        var data = ChartJson.Of(report, first is null ? charts : [first, .. charts]);
        to.Write($"<script type=\"application/json\" id=\"data\">{HtmlLine.Json(data)}</script>\n");
        foreach (var script in scripts)
            to.Write($"<script>{script}</script>\n");
        to.Write($"</body>\n</html>\n");
    }

    // Only these two scripts may run: what a hostile name would smuggle in is refused by the browser too.
    private static HtmlLine Own(HtmlLine[] scripts) =>
        HtmlLine.All(scripts.Select((script, i) => HtmlLine.Of($"{(i == 0 ? "" : " ")}'sha256-{script.Digest()}'")));

    private static HtmlLine Page(string name) => HtmlLine.Resource(typeof(HtmlReport).Assembly, name);
}
