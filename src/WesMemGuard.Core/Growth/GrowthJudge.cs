namespace WesMemGuard.Growth;

/// <summary>
/// Judges growth: values in time order against a budget. Alpha is the one-sided error each way, after any sharing over
/// limits (<see cref="Statistics.Holm"/>). A declared warm-up is cut by the caller.
/// </summary>
internal static class GrowthJudge
{
    /// <summary>Judges points that carry no garbage: live bytes, one a collection.</summary>
    public static GrowthFinding OfLiveHeap(ReadOnlySpan<TimedValue> points, double budgetPerHour, double alpha) =>
        GrowthProcedure.Judge(
            Spikes.Softened(GrowthPoints.OfLiveHeap(points)),
            new(GrowthPoints.Readings(points), GrowthPoints.Singles(points, ofHeap: true)), budgetPerHour, alpha,
            apart: true);

    /// <summary>
    /// Judges samples that carry garbage by their floors. <paramref name="numGc"/> is the number of collections at
    /// each sample, or empty when it isn't known.
    /// </summary>
    public static GrowthFinding OfFloors(ReadOnlySpan<TimedValue> samples, ReadOnlySpan<double> numGc,
        double budgetPerHour,
        double alpha)
    {
        var floors = GrowthPoints.OfFloors(samples, numGc);
        return GrowthProcedure.Judge(
            floors, new(floors, GrowthPoints.SingleFloors(samples, numGc)), budgetPerHour, alpha, apart: false);
    }

    /// <summary>Judges counts: goroutines, objects, open files.</summary>
    public static GrowthFinding OfCounts(ReadOnlySpan<TimedValue> samples, double budgetPerHour, double alpha)
    {
        var counts = GrowthPoints.OfCounts(samples);
        return GrowthProcedure.Judge(
            counts, new(counts, GrowthPoints.Singles(samples, ofHeap: false)), budgetPerHour, alpha, apart: false);
    }

    /// <summary>
    /// Judges the levels after each cycle, the first cycle dropped by the caller, against their number. Slopes are per
    /// cycle.
    /// </summary>
    public static GrowthFinding PerCycle(ReadOnlySpan<double> levels, double budgetPerCycle, double alpha) =>
        CycleGrowth.Judge(levels, budgetPerCycle, alpha);
}
