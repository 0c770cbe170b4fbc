using WesMemGuard.Diagnosis;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Reports.Html;

/// <summary>
/// One list of what the judge said of each limit and of what was recognised, what asks for something first.
/// </summary>
internal static class FoundSection
{
    // What is broken, then harm, then what is unknown, then what held, then what only explains.
    private const int HarmRank = 25, MeasuringRank = 15, UndecidedRank = 8, ExplanationRank = -5, HintRank = -6;

    public static void Write(ReportedRun report, Answer answer, PageText text, TextWriter to)
    {
        to.Write($"<section aria-labelledby=\"verdicts\">\n<h2 id=\"verdicts\">{text["Verdicts"]}</h2>\n");
        foreach (var loss in SeenLosses.Of(report.Run))
            to.Write($"<p class=\"alert\">{text.Said(loss.Reason)}</p>\n");
        if (report.Verdict?.NodeGone is { } gone)
            to.Write($"<p class=\"alert\">{text.Said(gone)}</p>\n");
        if (report.Verdict is null)
            to.Write($"<p class=\"note\">{text[report.Growths.Count > 0 ? "VerdictsHarmless" : "VerdictsNone"]}</p>\n");
        var items = JudgedLimit.Of(report).Select(j => (Rank: 10 * Answer.Rank(j.Verdict.Outcome), Item: Limit(j, IsOpen(j, answer), text)))
            .Concat((report.Findings ?? []).Select(f => (Rank: RankOf(f), Item: Finding(f, f == answer.Harm, text))))
            .OrderByDescending(i => i.Rank).ToList();
        if (report.Findings is { Count: 0 })
            to.Write($"<p>{text["DiagnosisNone"]}</p>\n");
        to.Write("<div class=\"found\">\n");
        foreach (var (_, item) in items)
            to.Write(item);
        to.Write("</div>\n</section>\n");
    }

    private static bool IsOpen(JudgedLimit judged, Answer answer) =>
        judged == answer.Lead && judged.Verdict.Outcome != Outcome.Held;

    private static int RankOf(ReportedFinding finding) => finding switch
    {
        { Rank: ProblemRank.Harm } => HarmRank,
        { Rank: ProblemRank.Measuring } => MeasuringRank,
        { Rank: ProblemRank.Explanation } => ExplanationRank,
        { IsUndecided: true } => UndecidedRank,
        _ => HintRank,
    };

    private static string Limit(JudgedLimit judged, bool open, PageText text)
    {
        var verdict = judged.Verdict;
        var key = judged.IsHarmless ? "FoundHarmless" : "FoundFigures";
        var figures = text[key, VerdictFigures.Measured(verdict), VerdictFigures.Budget(verdict)];
        var message = judged.IsHarmless ? ""
            : $"<pre tabindex=\"0\">{text.Both(verdict.Message.In(Language.English), verdict.Message.In(Language.Chinese))}</pre>";
        return $"<details class=\"item\"{(open && message.Length > 0 ? " open" : "")}><summary><span class=\"badge "
            + $"{Outcomes.Style(verdict.Outcome)}\">{text[Outcomes.Key(verdict.Outcome)]}</span> "
            + $"<strong>{PageText.Name(judged.Name)}</strong> "
            + $"<span class=\"figures\">{figures}</span></summary>\n<p>{text.Said(verdict.Reason)}</p>\n{message}</details>\n";
    }

    private static string Finding(ReportedFinding finding, bool open, PageText text)
    {
        var sure = finding is { English.Certainty: { } english, Chinese.Certainty: { } chinese }
            ? $" <span class=\"figures\">{text.Both(english, chinese)}</span>" : "";
        var (style, key) = finding switch
        {
            { Rank: ProblemRank.Harm } => ("broken", "FindingHarm"),
            { Rank: ProblemRank.Measuring } => ("notmeasured", "FindingMeasuring"),
            { Rank: ProblemRank.Explanation } => ("none", "FindingExplanation"),
            { IsUndecided: true } => ("inconclusive", "OutcomeInconclusive"),
            _ => ("none", "FindingHint"),
        };
        var head = $"<span class=\"badge {style}\">{text[key]}</span> "
            + $"<strong>{text.Both(finding.English.Title, finding.Chinese.Title)}</strong>{sure}";
        var body = List(text, "Evidence", finding.English.Evidence, finding.Chinese.Evidence)
            + List(text, "Steps", finding.English.Steps, finding.Chinese.Steps);
        return body.Length == 0
            ? $"<div class=\"item\">{head}</div>\n"
            : $"<details class=\"item\"{(open ? " open" : "")}><summary>{head}</summary>\n{body}</details>\n";
    }

    private static string List(PageText text, string key, IReadOnlyList<string> english,
        IReadOnlyList<string> chinese) =>
        english.Count == 0 ? ""
            : $"<h3>{text[key]}</h3><ul>"
                + string.Concat(english.Select((e, i) => $"<li>{text.Both(e, i < chinese.Count ? chinese[i] : e)}</li>")) + "</ul>\n";
}
