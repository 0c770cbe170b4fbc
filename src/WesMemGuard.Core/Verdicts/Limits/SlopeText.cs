using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>A growth finding in one sentence.</summary>
internal static class SlopeText
{
    private const double MostHours = 31 * 24;
    private const int MinutesPerCollection = 2;

    /// <summary>Longer is said in hours.</summary>
    private const double MostMinutes = 600;

    public static Reason Reason(GrowthFinding slope, Limit limit) =>
        SlopeReasons.Of(slope.Reason, slope.Points, Longer(slope, limit));

    /// <summary>
    /// How much more would decide an inconclusive growth: hours, or cycles; null when none would or it isn't known.
    /// </summary>
    public static double? More(GrowthFinding slope, Limit limit)
    {
        if (slope.MoreHours is > 0 && double.IsFinite(slope.MoreHours.Value))
            return slope.MoreHours;
        return slope.Reason == GrowthReason.TooFewPoints
            && limit is { Metric: Metric.LiveHeap, Rule: not GrowthPer { Unit: WorkUnit.Cycle } }
            && slope.Points < FewPoints.Fewest
            ? MinutesPerCollection * (FewPoints.Fewest - slope.Points) / 60.0
            : null;
    }

    /// <summary>What would be needed: so many minutes or cycles more; null where it isn't known.</summary>
    private static Reason? Longer(GrowthFinding slope, Limit limit)
    {
        if (slope.MoreHours is not > 0 || !double.IsFinite(slope.MoreHours.Value))
            return slope.Reason == GrowthReason.TooFewPoints && limit.Metric == Metric.LiveHeap
                && slope.Points < FewPoints.Fewest ? Collections(slope) : null;
        if (limit.Rule is GrowthPer { Unit: WorkUnit.Cycle })
            return SlopeReasons.MoreCycles(Math.Ceiling(slope.MoreHours.Value));
        if (slope.MoreHours > MostHours)
            return SlopeReasons.NeverDecides();
        var minutes = Math.Ceiling(slope.MoreHours.Value * 60);
        return minutes > MostMinutes
            ? SlopeReasons.MoreHours(Math.Ceiling(minutes / 60)) : SlopeReasons.MoreMinutes(minutes);
    }

    /// <summary>
    /// Without two points their distance is unknown; Go forces a collection every 2 minutes, and five are the fewest
    /// for 1 %.
    /// </summary>
    private static Reason Collections(GrowthFinding slope) =>
        SlopeReasons.MoreCollections(FewPoints.Fewest, MinutesPerCollection * (FewPoints.Fewest - slope.Points));
}
