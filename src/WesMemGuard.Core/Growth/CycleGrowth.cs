using WesMemGuard.Statistics;

namespace WesMemGuard.Growth;

/// <summary>
/// Growth per cycle: the levels of equal phases against their number, by Theil-Sen with the exact distribution of
/// Kendall's S. Five levels are enough for 1 %, because perfect order of five has probability 1/120.
/// </summary>
internal static class CycleGrowth
{
    public static GrowthFinding Judge(ReadOnlySpan<double> levels, double budget, double alpha)
    {
        var needed = FewPoints.Needed(alpha);
        if (levels.Length < needed || levels.Length < 2)
        {
            return new GrowthFinding(
                GrowthOutcome.Inconclusive, GrowthReason.TooFewPoints, double.NaN, double.NegativeInfinity,
                double.PositiveInfinity,
                levels.Length, 1, levels.Length, needed - levels.Length);
        }

        var numbers = new double[levels.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = i + 1;
        var line = TheilSen.Fit(numbers, levels);
        var (low, high) = levels.Length <= KendallDistribution.MostValues
            ? FewPoints.Interval(line, numbers, levels.ToArray(), alpha)
            : Approximate(line, levels.Length, alpha);
        GrowthFinding finding = new(
            GrowthOutcome.Inconclusive, GrowthReason.SpansBudget, line.Slope, low, high, levels.Length, 1,
            levels.Length, null);
        if (high <= budget)
            return finding with { Outcome = GrowthOutcome.Held, Reason = GrowthReason.WithinBudget };
        if (low > budget)
            return finding with { Outcome = GrowthOutcome.Broken, Reason = GrowthReason.AboveBudget };
        var distance = Math.Abs(line.Slope - budget);
        var longer = levels.Length * Math.Pow((high - low) / (2 * distance), 2.0 / 3);
        return finding with { MoreHours = distance > 0 ? Math.Max(1, Math.Ceiling(longer - levels.Length)) : null };
    }

    private static (double Low, double High) Approximate(TheilSen line, int count, double alpha)
    {
        var variance = (double)count * (count - 1) * ((2.0 * count) + 5) / 18;
        return line.Interval(Quantiles.Normal(1 - alpha) * Math.Sqrt(variance));
    }
}
