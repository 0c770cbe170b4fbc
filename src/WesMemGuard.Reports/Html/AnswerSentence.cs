using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reports.Charts;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Html;

/// <summary>The answer in words: what grows, how fast, since when, who holds it, and what to do next.</summary>
internal sealed class AnswerSentence(ReportedRun report, Answer answer, PageText text)
{
    private const double MostOfIt = 0.5;

    /// <summary>The sentence.</summary>
    public HtmlLine Said() => report.Verdict?.NodeGone is { } gone ? text["AnswerGone", gone] : answer switch
    {
        { Lead: { Verdict.Outcome: Outcome.Broken } lead } => Broken(lead),
        { Harm: { } harm, Lead: null } => text.Both(Sentence(harm.English.Title), Sentence(harm.Chinese.Title, "。")),
        { Harm: { } harm } => text["AnswerStill", JudgedLimit.Of(report).Count(j => j.Verdict.Outcome == Outcome.Held),
            JudgedLimit.Of(report).Count] + text.Both(" " + Sentence(harm.English.Title),
                Sentence(harm.Chinese.Title, "。")),
        { Lead: null } => text["AnswerNothing"],
        { Lead: { Verdict.Outcome: Outcome.Held } lead } => Held(lead),
        { Lead: { Verdict.Outcome: Outcome.NotMeasured } lead } => text["AnswerNotMeasured", Subject(lead)],
        { Lead: var lead } => text["AnswerInconclusive", Subject(lead)],
    };

    /// <summary>What the sentence rests on: the interval and the judge's reason; empty without a limit.</summary>
    public HtmlLine Why() => answer.Lead is not { } lead ? HtmlLine.None
        : lead.Verdict.Outcome is Outcome.Broken or Outcome.Held && lead.Verdict.Value is not null
            ? text["AnswerRests", VerdictFigures.Measured(lead.Verdict), lead.Verdict.Evidence, lead.Verdict.Samples]
            : text.Said(lead.Verdict.Reason);

    /// <summary>What to do first; empty where nothing need be done.</summary>
    public HtmlLine Next()
    {
        if (answer.Harm is { English.Steps: [var english, ..], Chinese.Steps: [var chinese, ..] })
            return text["AnswerDo"] + text.Both(english, chinese);
        return answer.Lead is { Verdict.Outcome: Outcome.Broken } && report.Profiled is null ? text["AnswerDo"]
            + text["AnswerProfiles"] : HtmlLine.None;
    }

    private HtmlLine Broken(JudgedLimit lead)
    {
        var key = lead switch
        {
            { Limit.IsOfLoad: true } => "AnswerWas",
            { Limit.Rule: Peak } => "AnswerReached",
            { Limit.Rule: ReturnsTo } => "AnswerStayed",
            { Limit.Rule: Budgets.Growth } => "AnswerGrew",
            { IsGrowth: true } => "AnswerGrows",
            _ => "AnswerWas",
        };
        var figure = VerdictFigures.Measured(lead.Verdict with { Low = null, High = null });
        return text[key, Subject(lead), figure] + Since(lead.Verdict)
            + text[lead.IsHarmless ? "AnswerHarmless" : "AnswerAllowed",
                VerdictFigures.Budget(lead.Verdict)] + Holder(lead);
    }

    private HtmlLine Held(JudgedLimit lead)
    {
        var count = JudgedLimit.Of(report).Count;
        if (lead.Verdict.Value is null)
            return text["AnswerHeld", count];
        var figure = VerdictFigures.Measured(lead.Verdict with { Low = null, High = null });
        if (lead.IsHarmless)
            return text["AnswerNoGrowth", Subject(lead), figure];
        return text["AnswerHeld", count] + (lead.IsGrowth
            ? text["AnswerHeldGrowth", Subject(lead), figure, VerdictFigures.Budget(lead.Verdict)]
            : text["AnswerHeldFigure", Subject(lead), figure, VerdictFigures.Budget(lead.Verdict)]);
    }

    private HtmlLine Since(Verdict verdict) => verdict.Since is { } since
        ? text["AnswerSince", Clock(since)]
        : verdict is { From: { } from, To: { } to } ? text["AnswerOver", Clock(from), Clock(to)] : HtmlLine.None;

    private string Clock(DateTimeOffset at)
    {
        var axis = new TimeAxis(report.Run);
        return axis.To - axis.From > TimeSpan.FromHours(20) ? PageText.Moment(at) : PageText.Clock(at);
    }

    private HtmlLine Holder(JudgedLimit lead)
    {
        // One that holds a small part says less than a problem that is known by its symptoms.
        if (lead.Verdict.Suspects is [var suspect, ..] && (suspect.Share >= MostOfIt || answer.Harm is null))
            return text["AnswerSuspect", ChartJson.Short(suspect.Module), Function(suspect.Function),
                suspect.Share.ToString("0 %", CultureInfo.InvariantCulture)];
        if (answer.Harm is { } harm)
            return text.Both(" " + Sentence(harm.English.Title), Sentence(harm.Chinese.Title, "。"));
        return lead.IsGrowth ? text["AnswerNobody"] : HtmlLine.None;
    }

    private TwoTexts Subject(JudgedLimit lead)
    {
        var name = lead.Limit is { IsOfProcess: true, Metric: var metric }
            && metric is Metric.LiveHeap or Metric.Goroutines or Metric.Rss
            ? text.Pair("Subject" + metric)
            : new TwoTexts(ChartJson.Short(NameOf(lead.Verdict)), ChartJson.Short(NameOf(lead.Verdict)));
        return lead.Limit?.Phase is { } phase ? text.Pair("SubjectIn", name, ChartJson.Short(phase)) : name;
    }

    private static string NameOf(Verdict verdict) =>
        verdict.Of == Metrics.Process ? verdict.Metric : $"{verdict.Of} {verdict.Metric}";

    private static string Function(string name) => ChartJson.Short(name[(name.LastIndexOf('/') + 1)..]);

    private static string Sentence(string title, string end = ".") =>
        char.ToUpperInvariant(title[0]) + title[1..] + end;
}
