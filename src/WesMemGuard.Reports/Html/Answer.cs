using WesMemGuard.Diagnosis;
using WesMemGuard.Measurement;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Reports.Html;

/// <summary>What a run comes to: the limit that matters most, and the finding that says the most of it.</summary>
/// <param name="Lead">The limit that the answer is about; null when nothing was judged.</param>
/// <param name="Harm">The finding of harm that comes first; null without one.</param>
internal sealed record Answer(JudgedLimit? Lead, ReportedFinding? Harm)
{
    /// <summary>
    /// Chooses: what is broken before what is unknown before what held; growth before peaks, the live heap first.
    /// </summary>
    public static Answer Of(ReportedRun report)
    {
        var lead = JudgedLimit.Of(report).OrderByDescending(j => Rank(j.Verdict.Outcome)).ThenByDescending(j => j.IsGrowth)
            .ThenBy(Matter).FirstOrDefault();
        return new Answer(lead, report.Findings?.FirstOrDefault(f => f.Rank == ProblemRank.Harm));
    }

    /// <summary>The order in which outcomes are told: those that ask for something first.</summary>
    public static int Rank(Outcome outcome) => outcome switch
    {
        Outcome.Broken => 3,
        Outcome.NotMeasured => 2,
        Outcome.Inconclusive => 1,
        _ => 0,
    };

    private static int Matter(JudgedLimit judged) => judged.Limit switch
    {
        { IsOfProcess: true, Metric: Metric.LiveHeap } => 0,
        { IsOfProcess: false, IsOfLoad: false } => 1,
        { IsOfProcess: true, Metric: Metric.Rss or Metric.RssAnon } => 2,
        { IsOfProcess: true } => 3,
        _ => 4,
    };
}
