using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// Judges ordered points against a budget of growth: the interval of the slope against the budget, not against zero,
/// over the whole window and over its last part, so that warm-ups, steps and filling caches are told from leaks. Three
/// views are taken: the whole window's slope; the slope at its end, after a bend if there is one; and the slopes of the
/// last three fifths and of the last half alone.
/// </summary>
internal static class GrowthProcedure
{
    private const double SecondsPerHour = 3600;

    /// <summary>
    /// Judges the points, in time order, with one-sided error <paramref name="alpha"/> each way;
    /// <paramref name="apart"/> says that they are readings of their own, not blocks of one stream of samples.
    /// </summary>
    public static GrowthFinding Judge(ReadOnlySpan<TimedValue> points, double budgetPerHour, double alpha,
        bool apart) =>
        Judge(points, new(points.ToArray(), points.ToArray()), budgetPerHour, alpha, apart);

    /// <summary>The same, with the readings that the points were made from: teeth and rests show there first.</summary>
    public static GrowthFinding Judge(ReadOnlySpan<TimedValue> points, GrowthReadings readings,
        double budgetPerHour,
        double alpha, bool apart) =>
        ToothGrowth.Checked(Trend(points, budgetPerHour, alpha, apart), readings, budgetPerHour, alpha);

    private static GrowthFinding Trend(ReadOnlySpan<TimedValue> points, double budgetPerHour, double alpha, bool apart)
    {
        var needed = apart ? FewPoints.Fewest : Math.Max(FewPoints.Fewest, KendallDistribution.FewestValues(alpha));
        if (points.Length < needed)
            return TooFew(points, needed);
        GrowthView whole = new(TrendWindow.Of(points, apart), budgetPerHour, alpha);
        GrowthView half = new(TrendWindow.Of(points[(points.Length / 2)..], apart), budgetPerHour, alpha);
        if (whole.Keeps)
            return Kept(points, whole, half, budgetPerHour);
        if (half.Keeps)
            return half.Found(GrowthOutcome.Held, GrowthReason.StoppedGrowing) with { OfLastPart = true };
        GrowthView most = new(TrendWindow.Of(points[(points.Length * 2 / 5)..], apart), budgetPerHour, alpha);
        var late = LateHalf(points, budgetPerHour, alpha, apart);
        return most.Keeps ? most.Found(GrowthOutcome.Held, GrowthReason.StoppedGrowing) with { OfLastPart = true }
            : late is { Keeps: true } ? late.Found(GrowthOutcome.Held, GrowthReason.StoppedGrowing) with { OfLastPart = true }
            : whole.EndKeeps
                && half.Slope <= budgetPerHour ? whole.EndFound(GrowthOutcome.Held, GrowthReason.StoppedGrowing)
            : Undecided(whole, half, late ?? half, budgetPerHour);
    }

    // The last half by time, where it is a smaller part than that by number: a heap that is still small is collected more often.
    private static GrowthView? LateHalf(ReadOnlySpan<TimedValue> points, double budget, double alpha, bool apart)
    {
        var first = points.Length / 2;
        var middle = (points[0].Seconds + points[^1].Seconds) / 2;
        while (first < points.Length && points[first].Seconds < middle)
            first++;
        return first > points.Length / 2
            && points.Length - first >= FewPoints.Fewest ? new(TrendWindow.Of(points[first..], apart), budget,
                alpha) : null;
    }

    private static GrowthFinding Kept(ReadOnlySpan<TimedValue> points, GrowthView whole, GrowthView half, double budget)
    {
        if (whole.EndBreaks || half.Breaks)
            return whole.Found(GrowthOutcome.Inconclusive, GrowthReason.Accelerating);
        if (Risen(points) <= budget)
            return whole.Found(GrowthOutcome.Held, GrowthReason.WithinBudget);
        return half.Keeps
            ? half.Found(GrowthOutcome.Held, GrowthReason.StoppedGrowing) with { OfLastPart = true }
            : whole.Found(GrowthOutcome.Held, GrowthReason.StoppedGrowing);
    }

    // What the end lies above the start, per hour: a slope within the budget may still have a rise behind it that is over.
    private static double Risen(ReadOnlySpan<TimedValue> points)
    {
        var some = Math.Max(1, points.Length / 10);
        var values = Array.ConvertAll(points.ToArray(), point => point.Value);
        var rise = Median.Of(values.AsSpan(values.Length - some)) - Median.Of(values.AsSpan(0, some));
        return rise / (points[^1].Seconds - points[0].Seconds) * SecondsPerHour;
    }

    private static GrowthFinding Undecided(GrowthView whole, GrowthView half, GrowthView late, double budget)
    {
        bool Grows(GrowthView last) => last.Breaks || (last.Slope > budget && last.Slope > whole.Slope / 2);
        // A warm-up or a late start widens the whole's interval: then its end or its last half may say that it breaks.
        var breaks = whole.Breaks || ((whole.EndBreaks || half.Breaks) && whole.Slope > budget);
        if (!breaks)
            return whole.Found(GrowthOutcome.Inconclusive, GrowthReason.SpansBudget);
        // Where most points lie early, their last half is no late one: a third of the time may have passed since growth stopped.
        if (!Grows(half) || !Grows(late))
            return whole.Found(GrowthOutcome.Inconclusive, GrowthReason.MayHaveStopped);
        return whole.Breaks ? whole.Found(GrowthOutcome.Broken, GrowthReason.AboveBudget)
            : whole.EndBreaks ? whole.EndFound(GrowthOutcome.Broken, GrowthReason.AboveBudget)
            : half.Found(GrowthOutcome.Broken, GrowthReason.AboveBudget) with { OfLastPart = true };
    }

    /// <summary>Inconclusive for want of points: at the pace so far so much longer would give them.</summary>
    public static GrowthFinding TooFew(ReadOnlySpan<TimedValue> points, int needed)
    {
        var (from, to) = points.IsEmpty ? (0, 0) : (points[0].Seconds, points[^1].Seconds);
        double? more = points.Length < 2
            ? null
            : (needed - points.Length) * (to - from) / (points.Length - 1) / SecondsPerHour;
        return new GrowthFinding(
            GrowthOutcome.Inconclusive, GrowthReason.TooFewPoints, double.NaN, double.NegativeInfinity,
            double.PositiveInfinity,
                points.Length, from, to, more);
    }
}
