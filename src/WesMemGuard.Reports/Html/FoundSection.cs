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

    public static void Write(ReportedRun report, Answer answer, PageText text, HtmlWriter to)
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
        to.Write($"<div class=\"found\">\n");
        foreach (var (_, item) in items)
            to.Write(item);
        to.Write($"</div>\n</section>\n");
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

    private static HtmlLine Limit(JudgedLimit judged, bool open, PageText text)
    {
        var verdict = judged.Verdict;
        var key = judged.IsHarmless ? "FoundHarmless" : "FoundFigures";
        var figures = text[key, VerdictFigures.Measured(verdict), VerdictFigures.Budget(verdict)];
        var message = judged.IsHarmless ? HtmlLine.None : HtmlLine.Of(
            $"<pre tabindex=\"0\">{text.Both(verdict.Message.In(Language.English), verdict.Message.In(Language.Chinese))}</pre>");
        return HtmlLine.Of($"<details class=\"item\"{(open && !message.IsEmpty ? " open" : "")}><summary><span class=\"badge "
            + $"{Outcomes.Style(verdict.Outcome)}\">{text[Outcomes.Key(verdict.Outcome)]}</span> "
            + $"<strong>{PageText.Name(judged.Name)}</strong> "
            + $"<span class=\"figures\">{figures}</span></summary>\n<p>{text.Said(verdict.Reason)}</p>\n{message}</details>\n");
    }

    private static HtmlLine Finding(ReportedFinding finding, bool open, PageText text)
    {
        var sure = finding is { English.Certainty: { } english, Chinese.Certainty: { } chinese }
            ? HtmlLine.Of($" <span class=\"figures\">{text.Both(english, chinese)}</span>") : HtmlLine.None;
        var (style, key) = finding switch
        {
            { Rank: ProblemRank.Harm } => ("broken", "FindingHarm"),
            { Rank: ProblemRank.Measuring } => ("notmeasured", "FindingMeasuring"),
            { Rank: ProblemRank.Explanation } => ("none", "FindingExplanation"),
            { IsUndecided: true } => ("inconclusive", "OutcomeInconclusive"),
            _ => ("none", "FindingHint"),
        };
        var head = HtmlLine.Of($"<span class=\"badge {style}\">{text[key]}</span> "
            + $"<strong>{text.Both(finding.English.Title, finding.Chinese.Title)}</strong>{sure}");
        var body = List(text, "Evidence", finding.English.Evidence, finding.Chinese.Evidence)
            + List(text, "Steps", finding.English.Steps, finding.Chinese.Steps);
        return body.IsEmpty
            ? HtmlLine.Of($"<div class=\"item\">{head}</div>\n")
            : HtmlLine.Of($"<details class=\"item\"{(open ? " open" : "")}><summary>{head}</summary>\n{body}</details>\n");
    }

    private static HtmlLine List(PageText text, string key, IReadOnlyList<string> english,
        IReadOnlyList<string> chinese) =>
        english.Count == 0 ? HtmlLine.None : HtmlLine.Of($"<h3>{text[key]}</h3><ul>{HtmlLine.All(english.Select((e, i) =>
            HtmlLine.Of($"<li>{text.Both(e, i < chinese.Count ? chinese[i] : e)}</li>")))}</ul>\n");
}
