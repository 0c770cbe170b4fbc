namespace WesMemGuard.Reports.Html;

/// <summary>What was recognised in the run, with its evidence and what to do next.</summary>
internal static class FindingSection
{
    public static void Write(ReportedRun report, PageText text, TextWriter to)
    {
        if (report.Findings is not { } findings)
            return;
        to.Write($"<section aria-labelledby=\"diagnosis\">\n<h2 id=\"diagnosis\">{text["Diagnosis"]}</h2>\n");
        if (findings.Count == 0)
            to.Write($"<p>{text["DiagnosisNone"]}</p>\n");
        foreach (var finding in findings)
        {
            var sure = finding is { English.Certainty: { } english, Chinese.Certainty: { } chinese }
                ? $" <span class=\"badge none\">{text.Both(english, chinese)}</span>" : "";
            to.Write($"<article class=\"finding\"><h3>{text.Both(finding.English.Title, finding.Chinese.Title)}{sure}</h3>\n");
            List(text, "Evidence", finding.English.Evidence, finding.Chinese.Evidence, to);
            List(text, "Steps", finding.English.Steps, finding.Chinese.Steps, to);
            to.Write("</article>\n");
        }

        to.Write("</section>\n");
    }

    private static void List(PageText text, string key, IReadOnlyList<string> english, IReadOnlyList<string> chinese, TextWriter to)
    {
        if (english.Count == 0)
            return;
        to.Write($"<h4>{text[key]}</h4><ul>");
        for (var i = 0; i < english.Count; i++)
            to.Write($"<li>{text.Both(english[i], i < chinese.Count ? chinese[i] : english[i])}</li>");
        to.Write("</ul>\n");
    }
}
