using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// The trend through the rests between jobs alone: what lies between them is left out as if nobody had looked, and noise that is alike over
/// minutes is averaged over like that of any other readings at uneven times (<see cref="CorrelatedRegression"/>).
/// </summary>
internal static class RestGrowth
{
    // Rests are looked at after the trend and the teeth, and begin and end where a job is still small: a sixteenth of the error is theirs.
    private const int Share = 16;

    // What holds is not seen in one rest or two; that it grows must be seen once more.
    private const int FewestToHold = 3;
    private const int FewestToBreak = 4;

    private const double SecondsPerHour = 3600;

    /// <summary>Held or broken by rests in readings in time order; null where there are none or they don't tell either.</summary>
    public static GrowthFinding? Of(TimedValue[] readings, double budget, double alpha)
    {
        var rests = Rests.Of(readings);
        var points = Points(rests);
        if (rests.Count < FewestToHold || points.Length < FewPoints.Enough)
            return null;
        var (slope, late) = (TrendWindow.Of(points, apart: true), TrendWindow.Of(points.AsSpan(points.Length / 2), apart: true).Slope);
        var (low, high) = slope.Interval(alpha / Share);
        // Counts that stand still may have grown by almost a whole one.
        var unseen = Rests.Step(readings) / (points[^1].Seconds - points[0].Seconds) * SecondsPerHour;
        (low, high) = (low - unseen, high + unseen);
        GrowthFinding finding = new(
            GrowthOutcome.Broken, GrowthReason.MinimaRise, Math.Clamp(slope.Slope, low, high), low, high, rests.Count,
            points[0].Seconds, points[^1].Seconds, null);
        if (low > budget && late > budget && late > slope.Slope / 2 && rests.Count >= FewestToBreak)
            return finding;
        return high <= budget && late <= budget
            ? finding with { Outcome = GrowthOutcome.Held, Reason = GrowthReason.MinimaKeep }
            : null;
    }

    // The readings of all rests, or medians of so many neighbours of one rest as leave few enough to fit through.
    private static TimedValue[] Points(IReadOnlyList<TimedValue[]> rests)
    {
        var size = Math.Max(1, (rests.Sum(rest => rest.Length) + GrowthPoints.Most - 1) / GrowthPoints.Most);
        return [.. rests.SelectMany(rest => rest.Chunk(size)).Select(Middle)];
    }

    private static TimedValue Middle(TimedValue[] some) =>
        new(some.Average(point => point.Seconds), Median.Of(Array.ConvertAll(some, point => point.Value)));
}
