using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// Judges ordered points against a budget of growth: the slope's interval against the budget, not against zero, over the whole window and over
/// its last part, so that warm-ups, steps and filling caches are told from leaks.
/// </summary>
internal static class GrowthProcedure
{
    private const double SecondsPerHour = 3600;

    /// <summary>Judges the points, in time order, with one-sided error <paramref name="alpha"/> each way.</summary>
    public static GrowthFinding Judge(ReadOnlySpan<TimedValue> points, double budgetPerHour, double alpha)
    {
        int needed = Math.Max(5, KendallDistribution.FewestValues(alpha));
        if (points.Length < needed || TrendWindow.Of(points) is not { } whole)
            return TooFew(points, needed);
        (double low, double high) = whole.Interval(alpha);
        TrendWindow half = TrendWindow.Of(points[(points.Length / 2)..])!;
        (double halfLow, double halfHigh) = half.Interval(alpha);
        if (halfHigh <= budgetPerHour && high > budgetPerHour)
            return Found(GrowthOutcome.Held, GrowthReason.StoppedGrowing, half, alpha, budgetPerHour) with { OfLastPart = true };
        if (high <= budgetPerHour)
        {
            return halfLow > budgetPerHour
                ? Found(GrowthOutcome.Inconclusive, GrowthReason.Accelerating, whole, alpha, budgetPerHour)
                : Found(GrowthOutcome.Held, GrowthReason.WithinBudget, whole, alpha, budgetPerHour);
        }

        if (low <= budgetPerHour)
            return Found(GrowthOutcome.Inconclusive, GrowthReason.SpansBudget, whole, alpha, budgetPerHour);
        bool stillGrows = halfLow > budgetPerHour || (half.Slope > budgetPerHour && half.Slope > whole.Slope / 2);
        return stillGrows
            ? Found(GrowthOutcome.Broken, GrowthReason.AboveBudget, whole, alpha, budgetPerHour)
            : Found(GrowthOutcome.Inconclusive, GrowthReason.MayHaveStopped, whole, alpha, budgetPerHour);
    }

    private static GrowthFinding Found(GrowthOutcome outcome, GrowthReason reason, TrendWindow window, double alpha, double budget)
    {
        (double low, double high) = window.Interval(alpha);
        double? more = outcome == GrowthOutcome.Inconclusive ? More(window, low, high, budget) : null;
        return new GrowthFinding(outcome, reason, window.Slope, low, high, window.Points, window.From, window.To, more);
    }

    // The error of a slope falls with length to the power 3/2, so the needed length is T·((U-L)/(2·|slope-b|))^(2/3).
    private static double? More(TrendWindow window, double low, double high, double budget)
    {
        double length = (window.To - window.From) / SecondsPerHour;
        double distance = Math.Abs(window.Slope - budget);
        if (!double.IsFinite(high - low) || distance <= 0)
            return null;
        return Math.Max(length / 10, (length * Math.Pow((high - low) / (2 * distance), 2.0 / 3)) - length);
    }

    private static GrowthFinding TooFew(ReadOnlySpan<TimedValue> points, int needed)
    {
        (double from, double to) = points.IsEmpty ? (0, 0) : (points[0].Seconds, points[^1].Seconds);
        double? more = points.Length < 2
            ? null
            : (needed - points.Length) * (to - from) / (points.Length - 1) / SecondsPerHour;
        return new GrowthFinding(
            GrowthOutcome.Inconclusive, GrowthReason.TooFewPoints, double.NaN, double.NegativeInfinity, double.PositiveInfinity, points.Length, from, to, more);
    }
}
