using WesMemGuard.Reasons;
using WesMemGuard.Statistics;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Baselines;

/// <summary>
/// Holds runs against stored ones. The unit is the run: several by the shift of their levels with its Mann-Whitney interval (Hodges
/// and Lehmann 1963), one alone by the interval in which the next run of the baseline falls, and never called broken against fewer
/// than eight. Metrics share the error by Holm.
/// </summary>
internal static class BaselineComparison
{
    /// <summary>The runs a baseline needs before one run alone may be called broken.</summary>
    public const int FewestForOne = 8;

    /// <summary>Judges each metric.</summary>
    /// <param name="baseline">The stored runs.</param>
    /// <param name="runs">The new ones, at least one.</param>
    /// <param name="metrics">What is judged.</param>
    /// <param name="allowance">How far above the baseline's level a run may lie.</param>
    public static IReadOnlyList<BaselineVerdict> Judge(IReadOnlyList<RunLevels> baseline, IReadOnlyList<RunLevels> runs,
        IReadOnlyList<string> metrics, Allowance allowance)
    {
        var values = metrics.Select(m => (Before: Of(baseline, m), After: Of(runs, m))).ToList();
        BaselineVerdict At(int i, double alpha) => One(metrics[i], values[i].Before, values[i].After, allowance, alpha);
        var used = Holm.StepDown(metrics.Count, BudgetJudge.Error, (i, alpha) => At(i, alpha).Outcome is Outcome.Held or Outcome.Broken);
        return [.. metrics.Select((_, i) => At(i, used[i]))];
    }

    private static double[] Of(IReadOnlyList<RunLevels> runs, string metric) =>
        [.. runs.Where(r => r.Levels.ContainsKey(metric)).Select(r => r.Levels[metric])];

    private static BaselineVerdict One(string metric, double[] before, double[] after, Allowance allowance, double alpha)
    {
        if (before.Length == 0 || after.Length == 0)
            return new BaselineVerdict(metric, Outcome.NotMeasured, Level(before), Level(after), null, null, null, 0, before.Length == 0
                ? BaselineReasons.NoRunHasIt() : BaselineReasons.RunHasNot());
        var allowed = allowance.Above(Median.Of(before));
        return after.Length == 1 ? Alone(metric, before, after[0], allowed, alpha) : Several(metric, before, after, allowed, alpha);
    }

    private static double? Level(double[] values) => values.Length == 0 ? null : Median.Of(values);

    private static BaselineVerdict Several(string metric, double[] before, double[] after, double allowed, double alpha)
    {
        var shift = HodgesLehmann.Of(before, after, alpha);
        var (outcome, reason) = shift.Low > allowed ? (Outcome.Broken, BaselineReasons.ShiftAbove())
            : shift.High <= allowed ? (Outcome.Held, BaselineReasons.ShiftWithin())
            : double.IsFinite(shift.High) ? (Outcome.Inconclusive, BaselineReasons.ShiftSpans())
            : (Outcome.Inconclusive, BaselineReasons.TooFewRuns(before.Length, after.Length, Needed(alpha)));
        return new BaselineVerdict(metric, outcome, Median.Of(before), Median.Of(after), shift.Shift, Finite(shift.Low),
            Finite(shift.High), allowed, reason);
    }

    // One run has no scatter of its own: the baseline's says where the next one falls.
    private static BaselineVerdict Alone(string metric, double[] before, double value, double allowed, double alpha)
    {
        var middle = Median.Of(before);
        var shift = value - middle;
        var next = before.Length < 2
            ? new PredictionInterval(double.NegativeInfinity, double.PositiveInfinity) : PredictionInterval.OfNext(before, 2 * alpha);
        var (outcome, reason) = Alone(before.Length, shift <= allowed, value <= next.High);
        return new BaselineVerdict(metric, outcome, middle, value, shift, Finite(value - next.High), Finite(value - next.Low),
            allowed, reason);
    }

    private static (Outcome Outcome, Reason Reason) Alone(int stored, bool isAllowed, bool isExpected) => (isAllowed, isExpected) switch
    {
        (true, _) => stored >= 2 ? (Outcome.Held, BaselineReasons.RunWithin())
            : (Outcome.Inconclusive, BaselineReasons.OnlyOneStored()),
        (false, true) => (Outcome.Inconclusive, BaselineReasons.ScatterAsWide()),
        (false, false) when stored < FewestForOne => (Outcome.Inconclusive, BaselineReasons.TooFewForOne(stored, FewestForOne)),
        _ => (Outcome.Broken, BaselineReasons.RunAbove()),
    };

    // The fewest runs a side at which the Mann-Whitney interval has an end.
    private static int Needed(double alpha)
    {
        var runs = 2;
        while (runs < MannWhitneyDistribution.MostExact && MannWhitneyDistribution.Critical(alpha, runs, runs) is null)
            runs++;
        return runs;
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
