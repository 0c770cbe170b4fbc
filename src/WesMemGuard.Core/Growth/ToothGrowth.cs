using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// What the teeth of a saw make of a finding. Where memory was seen to fall, a trend through all points rests on where
/// in a tooth the window begins and ends; the minima, one a tooth, are alike and don't. Nor do the rests between jobs
/// (<see cref="RestGrowth"/>).
/// </summary>
internal static class ToothGrowth
{
    private const double SecondsPerHour = 3600;

    // Work by the clock leaves few minima in an hour, and they are alike: four leave two degrees of freedom to their scatter.
    private const int FewestKept = 4;

    /// <summary>
    /// A finding of the trend through all points, held against the teeth in the readings that the points were made
    /// from.
    /// </summary>
    public static GrowthFinding Checked(GrowthFinding found, GrowthReadings readings, double budget, double alpha)
    {
        if (found.Reason == GrowthReason.TooFewPoints)
            return found;
        var teeth = Teeth.Of(readings.OfTeeth);
        var needed = Needed(alpha);
        var told = OfAlike(teeth.Minima, teeth.EndsHighest, budget, alpha);
        var rises = told?.Outcome == GrowthOutcome.Broken;
        return found.Outcome switch
        {
            GrowthOutcome.Broken =>
                rises || teeth.HasPassed || teeth.AreMany ? found
                    : OfLike(readings, budget, alpha) ?? GivesBack(found, HoursMore(readings.OfTeeth, teeth, needed)),
            GrowthOutcome.Held => rises ? GivesBack(found, HoursMore(readings.OfTeeth, teeth, needed)) : found,
            _ => told ?? (found.Reason == GrowthReason.SpansBudget ? OfLike(readings, budget, alpha) : null) ?? found,
        };
    }

    // Like held against like: rest against rest, or else each moment of a period against that of other periods.
    private static GrowthFinding? OfLike(GrowthReadings readings, double budget, double alpha) =>
        RestGrowth.Of(readings.OfRests, budget, alpha) ?? PeriodGrowth.Of(readings.OfRests, budget, alpha);

    private static GrowthFinding GivesBack(GrowthFinding found, double more) =>
        found with { Outcome = GrowthOutcome.Inconclusive, Reason = GrowthReason.GivesBack, MoreHours = more };

    // At the pace so far the teeth that lack take so long.
    private static double HoursMore(ReadOnlySpan<TimedValue> readings, Teeth teeth, int needed)
    {
        var hours = (readings[^1].Seconds - readings[0].Seconds) / SecondsPerHour;
        return hours * Math.Max(0.1, (double)(needed - teeth.Minima.Length) / Math.Max(1, teeth.Minima.Length));
    }

    // The trend through what is alike, one minimum after the other; null where it doesn't tell either.
    private static GrowthFinding? OfAlike(TimedValue[] levels, bool endsHighest, double budget, double alpha)
    {
        if (levels.Length < FewestKept)
            return null;
        var hours = Array.ConvertAll(levels, point => (point.Seconds - levels[0].Seconds) / SecondsPerHour);
        var values = Array.ConvertAll(levels, point => point.Value);
        var slope = TheilSen.Fit(hours, values).Slope;
        var late = TheilSen.Fit(hours.AsSpan(levels.Length / 2), values.AsSpan(levels.Length / 2)).Slope;
        var (low, high) = levels.Length < FewPoints.Enough
            // Fewer are judged by least squares and their own scatter (Student's distribution), more as any other points.
            ? StudentLine.Interval(hours, values, alpha) : TrendWindow.Of(levels, apart: true).Interval(alpha);
        GrowthFinding finding = new(
            GrowthOutcome.Broken, GrowthReason.MinimaRise, Math.Clamp(slope, low, high), low, high, levels.Length,
                levels[0].Seconds, levels[^1].Seconds, null);
        // Fewer than order alone could tell of may hold a limit by their own scatter, but never break it.
        if (low > budget && late > budget && late > slope / 2 && levels.Length >= Needed(alpha))
            return finding;
        return high <= budget && late <= budget && !endsHighest
            ? finding with { Outcome = GrowthOutcome.Held, Reason = GrowthReason.MinimaKeep }
            : null;
    }

    private static int Needed(double alpha) => Math.Max(FewPoints.Fewest, KendallDistribution.FewestValues(alpha));
}
