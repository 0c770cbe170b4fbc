namespace WesMemGuard.Reports.Charts;

/// <summary>
/// Makes long lines short without hiding a peak: of each stretch of time the least and the largest value are kept.
/// </summary>
internal static class Thinning
{
    /// <summary>Stretches a line is cut into: more than a wide screen has columns.</summary>
    public const int Stretches = 1200;

    /// <summary>
    /// Longer without a value than this, and than three times the usual step, and the line is broken.
    /// </summary>
    private const double LongestGap = 60;

    /// <summary>
    /// At most four points a stretch: least and largest, in the order in which they came, and its gaps.
    /// </summary>
    public static IReadOnlyList<ChartPoint> Thinned(IReadOnlyList<ChartPoint> points)
    {
        var broken = WithGaps(points);
        if (broken.Count <= 2 * Stretches)
            return broken;
        var kept = new List<ChartPoint>(2 * Stretches);
        var from = broken[0].Seconds;
        var width = Math.Max(double.Epsilon, (broken[^1].Seconds - from) / Stretches);
        foreach (var stretch in broken.GroupBy(p => (int)Math.Min(Stretches - 1, (p.Seconds - from) / width)))
            kept.AddRange(Extremes([.. stretch]));
        return kept;
    }

    private static IEnumerable<ChartPoint> Extremes(ChartPoint[] stretch)
    {
        var values = stretch.Where(p => double.IsFinite(p.Value)).ToArray();
        var kept = values.Length == 0 ? [] : new[] { values.MinBy(p => p.Value), values.MaxBy(p => p.Value) };
        return kept.Concat(stretch.Where(p => !double.IsFinite(p.Value)).Take(1)).Distinct().OrderBy(p => p.Seconds);
    }

    private static List<ChartPoint> WithGaps(IReadOnlyList<ChartPoint> points)
    {
        var steps = points.Zip(points.Skip(1), (a, b) => b.Seconds - a.Seconds).Order().ToArray();
        var longest = steps.Length == 0 ? 0 : Math.Max(LongestGap, 3 * steps[(steps.Length - 1) / 2]);
        var broken = new List<ChartPoint>(points.Count);
        foreach (var point in points)
        {
            if (broken.Count > 0 && point.Seconds - broken[^1].Seconds > longest)
                broken.Add(new ChartPoint((point.Seconds + broken[^1].Seconds) / 2, double.NaN));
            broken.Add(point);
        }

        return broken;
    }
}
