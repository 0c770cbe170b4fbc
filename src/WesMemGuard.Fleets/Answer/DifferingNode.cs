using MathNet.Numerics.Distributions;
using WesMemGuard.Fleets.Judging;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Fleets.Answer;

/// <summary>A node whose figure lies above what the rest of its fleet shows.</summary>
/// <param name="Node">The node.</param>
/// <param name="Verdict">The limit's verdict on it.</param>
/// <param name="Median">The fleet's median, in the verdict's unit.</param>
/// <param name="Spread">The fleet's robust spread, in the same.</param>
internal sealed record DifferingNode(NodeVerdict Node, Verdict Verdict, double Median, double Spread)
{
    /// <summary>Fewer nodes have no rest to differ from.</summary>
    private const int Fewest = 8;

    /// <summary>The error of all nodes and limits together.</summary>
    private const double Error = 0.005;

    /// <summary>
    /// Two values at most at the top are seen as outliers of a fleet's own tail: so far from the body the tail may
    /// reach.
    /// </summary>
    private const double TailRoom = 1.5;

    /// <summary>
    /// The least spread, as a share of the limit: where all nodes but one say the same to the last digit, a step of one among many
    /// thousand is no difference that anybody would act on.
    /// </summary>
    private const double LeastSpread = 0.001;

    /// <summary>
    /// The nodes that differ from the rest, the farthest first. A node is named when its figure lies above the fleet's
    /// median by more than a fleet of this size shows by chance, and its own interval, widened to the same shared
    /// error, does too. The spread is the largest of three that outliers can't move: the median distance from the
    /// median (Hampel 1974), the same of the upper half, and what the upper decile says; where the tail is heavier than
    /// a bell's, the last one is the largest and widens the rest.
    /// </summary>
    public static IReadOnlyList<DifferingNode> Of(FleetVerdict fleet)
    {
        var limits = fleet.Budget.Limits.Count;
        return [.. Enumerable.Range(0, limits).SelectMany(i => OfLimit(fleet, i, Error / limits))
            .OrderByDescending(d => d.Times).DistinctBy(d => (d.Node, d.Verdict.Metric, d.Verdict.Limit))];
    }

    /// <summary>
    /// Whether so many nodes were measured in a limit that one could differ from the rest: of fewer nothing is said.
    /// </summary>
    public static bool AreCompared(FleetVerdict fleet) =>
        Enumerable.Range(0, fleet.Budget.Limits.Count).Any(i => Known(fleet, i).Count >= Fewest);

    /// <summary>How many spreads it lies above the median.</summary>
    public double Times => (Verdict.Value!.Value - Median) / Math.Max(Spread, 1e-12);

    /// <summary>What differs, in a sentence.</summary>
    public Reason Told => AnswerReasons.Differs(Node.Name, $"{Verdict.Metric} {Verdict.Limit}",
        Amount(Verdict.Value!.Value),
        Amount(Median), Times);

    private string Amount(double value) =>
        VerdictFigures.Measured(Verdict with { Value = value, Low = null, High = null });

    private static List<(NodeVerdict Node, Verdict Verdict)> Known(FleetVerdict fleet, int limit) =>
    [
        .. fleet.Nodes.Where(n => n.Verdicts.Count > limit && n.Verdicts[limit] is { Value: not null, Outcome: not Outcome.NotMeasured })
            .Select(n => (n, n.Verdicts[limit])),
    ];

    private static IEnumerable<DifferingNode> OfLimit(FleetVerdict fleet, int limit, double error)
    {
        var known = Known(fleet, limit);
        if (known.Count < Fewest)
            return [];
        var values = known.Select(k => k.Verdict.Value!.Value).Order().ToArray();
        var median = Statistics.Median.Of(values);
        var spread = Math.Max(SpreadOf(values, median), LeastSpread * Math.Abs(known[0].Verdict.Budget));
        var far = Normal.InvCDF(0, 1, 1 - (error / known.Count)) * TailRoom * Tail(values, median);
        return known.Where(k => k.Verdict.Value > median + (far * spread)
            && Least(k.Verdict, error / known.Count) > median + spread)
            .Select(k => new DifferingNode(k.Node, k.Verdict, median, spread));
    }

    /// <summary>
    /// How much heavier than a bell's the fleet's tail is, by its lower half, which no leak is in: a bell's hundredth
    /// lies 1.815 times as far from the median as its tenth. The fourth power keeps Student's t with 5 degrees of
    /// freedom within the error.
    /// </summary>
    private static double Tail(double[] ordered, double median)
    {
        var (hundredth, tenth) = (median - ordered[ordered.Length / 100], median - ordered[ordered.Length / 10]);
        return ordered.Length < 100 || tenth <= 0 ? 1 : Math.Clamp(Math.Pow(hundredth / tenth / 1.815, 4), 1, 6);
    }

    /// <summary>The lower end of a verdict's interval at a smaller error; the value itself where it is exact.</summary>
    private static double Least(Verdict verdict, double error)
    {
        if (verdict is not { Low: { } low, Value: { } value, Confidence: { } confidence })
            return verdict.Value!.Value;
        var own = Normal.InvCDF(0, 1, (1 + confidence) / 2);
        return value - ((value - low) * Math.Max(1, Normal.InvCDF(0, 1, 1 - error) / own));
    }

    private static double SpreadOf(double[] ordered, double median)
    {
        const double bell = 1.4826;
        var all = bell * Statistics.Median.Of(Array.ConvertAll(ordered, v => Math.Abs(v - median)));
        var upper = bell * Statistics.Median.Of([.. ordered.Where(v => v >= median).Select(v => v - median)]);
        var decile = (ordered[(int)(0.9 * (ordered.Length - 1))] - median) / 1.2816;
        return Math.Max(Math.Max(all, upper), Math.Min(decile, 4 * Math.Max(all, upper)));
    }
}
