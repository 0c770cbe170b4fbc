using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// What the teeth of a saw make of a finding. Where memory was seen to fall, a trend through all points rests on where
/// in a tooth the window begins and ends; the minima, one a tooth, are alike and don't.
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
    public static GrowthFinding Checked(GrowthFinding found, ReadOnlySpan<TimedValue> readings, double budget,
        double alpha)
    {
        if (found.Reason == GrowthReason.TooFewPoints)
            return found;
        var teeth = Teeth.Of(readings);
        var needed = Math.Max(FewPoints.Fewest, KendallDistribution.FewestValues(alpha));
        var told = teeth.Minima.Length < FewestKept ? null : OfMinima(teeth, budget, alpha);
        // Fewer than order alone could tell of may hold a limit by their own scatter, but never break it.
        if (teeth.Minima.Length < needed && told?.Outcome == GrowthOutcome.Broken)
            told = null;
        var rises = told?.Outcome == GrowthOutcome.Broken;
        return found.Outcome switch
        {
            GrowthOutcome.Broken =>
                rises || teeth.HasPassed || teeth.AreMany
                    ? found : GivesBack(found, HoursMore(readings, teeth, needed)),
            GrowthOutcome.Held => rises ? GivesBack(found, HoursMore(readings, teeth, needed)) : found,
            _ => told ?? found,
        };
    }

    private static GrowthFinding GivesBack(GrowthFinding found, double more) =>
        found with { Outcome = GrowthOutcome.Inconclusive, Reason = GrowthReason.GivesBack, MoreHours = more };

    // At the pace so far the teeth that lack take so long.
    private static double HoursMore(ReadOnlySpan<TimedValue> readings, Teeth teeth, int needed)
    {
        var hours = (readings[^1].Seconds - readings[0].Seconds) / SecondsPerHour;
        return hours * Math.Max(0.1, (double)(needed - teeth.Minima.Length) / Math.Max(1, teeth.Minima.Length));
    }

    // Null where the minima don't tell either.
    private static GrowthFinding? OfMinima(Teeth teeth, double budget, double alpha)
    {
        var minima = teeth.Minima;
        var hours = Array.ConvertAll(minima, point => (point.Seconds - minima[0].Seconds) / SecondsPerHour);
        var values = Array.ConvertAll(minima, point => point.Value);
        var slope = TheilSen.Fit(hours, values).Slope;
        var late = TheilSen.Fit(hours.AsSpan(minima.Length / 2), values.AsSpan(minima.Length / 2)).Slope;
        var (low, high) = minima.Length < FewPoints.Enough
            // Fewer are judged by least squares and their own scatter (Student's distribution), more as any other points.
            ? StudentLine.Interval(hours, values, alpha) : TrendWindow.Of(minima, apart: true).Interval(alpha);
        GrowthFinding finding = new(
            GrowthOutcome.Broken, GrowthReason.MinimaRise, Math.Clamp(slope, low, high), low, high, minima.Length,
                minima[0].Seconds, minima[^1].Seconds, null);
        if (low > budget && late > budget && late > slope / 2)
            return finding;
        return high <= budget && late <= budget && !teeth.EndsHighest
            ? finding with { Outcome = GrowthOutcome.Held, Reason = GrowthReason.MinimaKeep }
            : null;
    }
}
