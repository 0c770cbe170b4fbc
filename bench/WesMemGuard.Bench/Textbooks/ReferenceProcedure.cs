using WesMemGuard.Growth;
using WesMemGuard.Statistics;

namespace WesMemGuard.Bench.Textbooks;

/// <summary>
/// The procedure of the textbooks, as a yardstick in the same run: the warm-up cut by MSER-5, floors of blocks, the Theil-Sen
/// slope, its interval from the Mann-Kendall variance widened by Hamed and Rao's factor, and the check of the last half. What is
/// judged by here, the product doesn't use.
/// </summary>
internal static class ReferenceProcedure
{
    private const int FewestPerBlock = 12;
    private const int MostBlocks = 40;
    private const int MostExact = 10;
    private const double SecondsPerHour = 3600;

    /// <summary>Judges samples that carry garbage, as <see cref="GrowthJudge.OfFloors"/> does.</summary>
    public static GrowthOutcome OfFloors(ReadOnlySpan<TimedValue> samples, ReadOnlySpan<double> numGc, double budgetPerHour, double alpha)
    {
        var values = Array.ConvertAll(samples.ToArray(), sample => sample.Value);
        var cut = Mser5.Truncation(values);
        var floors = Floors(samples[cut..], numGc.IsEmpty ? numGc : numGc[cut..]);
        if (floors.Length < KendallDistribution.FewestValues(alpha))
            return GrowthOutcome.Inconclusive;
        var whole = Slope(floors, alpha);
        if (whole.High <= budgetPerHour)
            return GrowthOutcome.Held;
        if (whole.Low <= budgetPerHour)
            return GrowthOutcome.Inconclusive;
        var half = Slope(floors.AsSpan(floors.Length / 2), alpha);
        if (half.High <= budgetPerHour)
            return GrowthOutcome.Held;
        return half.Low > budgetPerHour || (half.Middle > budgetPerHour && half.Middle > whole.Middle / 2)
            ? GrowthOutcome.Broken
            : GrowthOutcome.Inconclusive;
    }

    private static TimedValue[] Floors(ReadOnlySpan<TimedValue> samples, ReadOnlySpan<double> numGc)
    {
        var cycles = numGc.IsEmpty ? 0 : numGc[^1] - numGc[0];
        var perCycle = cycles > 0 ? samples.Length / cycles : 0;
        var size = (int)Math.Ceiling(Math.Max(Math.Max(FewestPerBlock, 2 * perCycle), samples.Length / (double)MostBlocks));
        var floors = new List<TimedValue>();
        for (var end = samples.Length; end >= size; end -= size)
        {
            var least = samples[end - 1];
            foreach (var sample in samples[(end - size)..end])
                least = sample.Value < least.Value ? sample : least;
            floors.Insert(0, least);
        }

        return [.. floors];
    }

    private static (double Low, double Middle, double High) Slope(ReadOnlySpan<TimedValue> points, double alpha)
    {
        var hours = Array.ConvertAll(points.ToArray(), point => point.Seconds / SecondsPerHour);
        var values = Array.ConvertAll(points.ToArray(), point => point.Value);
        if (values.Length < 2)
            return (double.NegativeInfinity, 0, double.PositiveInfinity);
        var line = TheilSen.Fit(hours, values);
        var residuals = new double[values.Length];
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = values[i] - line.Intercept - (line.Slope * hours[i]);
        // Of few points the exact distribution; S falls in steps of two.
        var score = values.Length <= MostExact
            ? KendallDistribution.Critical(alpha, values.Length) - 2 ?? double.PositiveInfinity
            : Quantiles.Normal(1 - alpha) * Math.Sqrt(MannKendall.Of(values).Variance * HamedRao.Factor(residuals));
        var (low, high) = line.Interval(score);
        return (low, line.Slope, high);
    }
}
