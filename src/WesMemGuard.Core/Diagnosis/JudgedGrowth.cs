using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Diagnosis;

/// <summary>The growth of a metric of the process as the judge sees it: what a budget with this limit alone would say.</summary>
/// <param name="Metric">Of which metric.</param>
/// <param name="Outcome">The judge's outcome.</param>
/// <param name="SlopePerHour">Bytes or a count an hour; NaN when nothing is known.</param>
/// <param name="LowPerHour">Lower end; NaN when it isn't known.</param>
/// <param name="HighPerHour">Upper end; NaN when it isn't known.</param>
/// <param name="MoreHours">About how many hours more would decide; null when none would or it isn't known.</param>
/// <param name="Samples">How many values it rests on.</param>
/// <param name="Evidence">The evidence's short name.</param>
/// <param name="Reason">The judge's reason.</param>
internal sealed record JudgedGrowth(
    Metric Metric, Outcome Outcome, double SlopePerHour, double LowPerHour, double HighPerHour, double? MoreHours, int Samples,
        string Evidence, Reason Reason)
{
    /// <summary>
    /// Whether it grows by more than is harmless, for sure. A node that died breaks every limit, and may have grown in nothing.
    /// </summary>
    public bool Grows => Outcome == Outcome.Broken && Reason.Id is not (EndReasons.DiedId or EndReasons.ClientDiedId);

    /// <summary>The limit that it was held against, and the judge's whole verdict.</summary>
    public required HarmlessGrowth Judged { get; init; }

    /// <summary>Judges a metric's growth in a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="metric">A metric of the process.</param>
    /// <param name="harmless">What is no harm, an hour.</param>
    /// <param name="warmUp">What is cut from its start.</param>
    /// <param name="of">Whose: the node's process, or the client's.</param>
    public static JudgedGrowth Of(MemoryRun run, Metric metric, double harmless, TimeSpan warmUp, string of = Metrics.Process)
    {
        var rule = new GrowthPerHour(harmless);
        var text = LimitRuleText.Of(rule, metric.IsSize());
        var limit = new Limit { Of = of, Metric = metric, Rule = rule, Text = text, Line = 1, Column = 1 };
        var verdict =
            BudgetJudge.Judge(run, new MemoryBudget(warmUp, [limit], "diagnose"),
            new JudgeContext("diagnose", "diagnose", "diagnose")).Verdicts[0];
        var unit = metric.IsSize() ? ByteSize.MiB : 1;
        return new JudgedGrowth(
            metric, verdict.Outcome, verdict.Value * unit ?? double.NaN, verdict.Low * unit ?? double.NaN, verdict.High * unit
                ?? double.NaN,
            verdict.More, verdict.Samples, verdict.Evidence, verdict.Reason)
        { Judged = new HarmlessGrowth(limit, verdict) };
    }
}
