using System.Globalization;
using WesMemGuard.Budgets;
using WesMemGuard.Growth;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>A growth finding in one sentence.</summary>
internal static class SlopeText
{
    private const int FewestCollections = 5;
    private const double MostHours = 31 * 24;
    private const int MinutesPerCollection = 2;

    public static string Reason(GrowthFinding slope, Limit limit) => slope.Reason switch
    {
        GrowthReason.WithinBudget => "the whole interval keeps the limit",
        GrowthReason.StoppedGrowing => "it stopped growing: the last part of the window keeps the limit",
        GrowthReason.AboveBudget => "the whole interval is above the limit, and the last half still grows",
        GrowthReason.TooFewPoints => $"{slope.Points} {(slope.Points == 1 ? "point is" : "points are")} too few{Longer(slope, limit)}",
        GrowthReason.SpansBudget => $"the interval reaches across the limit{Longer(slope, limit)}",
        GrowthReason.MayHaveStopped => $"it grew above the limit but may have stopped{Longer(slope, limit)}",
        GrowthReason.Accelerating => $"the whole window keeps the limit but its last half grows above it{Longer(slope, limit)}",
        GrowthReason.GivesBack =>
            $"it rises, but it was seen to fall: growth is only what passes that or rises from fall to fall{Longer(slope, limit)}",
        GrowthReason.MinimaKeep => "it rises and falls again, and its minima keep the limit",
        GrowthReason.MinimaRise => "it rises and falls again, and its minima rise above the limit from fall to fall",
        GrowthReason.VaryTheLoad => "work and load rise together, so neither's effect can be told: vary the load",
        GrowthReason.NoWork => "no work was done in the window",
        _ => $"it can't be told ({slope.Reason}){Longer(slope, limit)}",
    };

    /// <summary>How much more would decide an inconclusive growth: hours, or cycles; null when none would or it isn't known.</summary>
    public static double? More(GrowthFinding slope, Limit limit)
    {
        if (slope.MoreHours is > 0 && double.IsFinite(slope.MoreHours.Value))
            return slope.MoreHours;
        return slope.Reason == GrowthReason.TooFewPoints && limit is { Metric: Metric.LiveHeap, Rule: not GrowthPer { Unit: WorkUnit.Cycle } } && slope.Points < FewestCollections
            ? MinutesPerCollection * (FewestCollections - slope.Points) / 60.0
            : null;
    }

    /// <summary>What would be needed: so many minutes or cycles more.</summary>
    private static string Longer(GrowthFinding slope, Limit limit)
    {
        if (slope.MoreHours is not > 0 || !double.IsFinite(slope.MoreHours.Value))
            return slope.Reason == GrowthReason.TooFewPoints && limit.Metric == Metric.LiveHeap && slope.Points < FewestCollections ? Collections(slope) : "";
        if (limit.Rule is GrowthPer { Unit: WorkUnit.Cycle })
            return string.Create(CultureInfo.InvariantCulture, $"; run at least {Math.Ceiling(slope.MoreHours.Value):0} cycles more");
        if (slope.MoreHours > MostHours)
            return "; no run of a month would tell, the growth is too near the limit";
        var minutes = Math.Ceiling(slope.MoreHours.Value * 60);
        return minutes > 600
            ? string.Create(CultureInfo.InvariantCulture, $"; run at least {Math.Ceiling(minutes / 60):0} h longer")
            : string.Create(CultureInfo.InvariantCulture, $"; run at least {minutes:0} min longer");
    }

    /// <summary>Without two points their distance is unknown; Go forces a collection every 2 minutes, and five are the fewest for 1 %.</summary>
    private static string Collections(GrowthFinding slope) =>
        string.Create(CultureInfo.InvariantCulture, $"; at least {FewestCollections} collections are needed, of which an idle node makes one each 2 min: run about {MinutesPerCollection * (FewestCollections - slope.Points)} min longer, or force some (gc=1)");
}
