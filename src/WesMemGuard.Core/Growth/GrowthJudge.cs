namespace WesMemGuard.Growth;

/// <summary>
/// Judges growth: values in time order against a budget. Alpha is the one-sided error each way, after any sharing over limits
/// (<see cref="Statistics.Holm"/>). A declared warm-up is cut by the caller.
/// </summary>
public static class GrowthJudge
{
    /// <summary>Judges points that carry no garbage: live bytes, one a collection.</summary>
    public static GrowthFinding OfLiveHeap(ReadOnlySpan<TimedValue> points, double budgetPerHour, double alpha) =>
        GrowthProcedure.Judge(
            Spikes.Softened(GrowthPoints.OfLiveHeap(points)), GrowthPoints.Readings(points), budgetPerHour, alpha, apart: true);

    /// <summary>
    /// Judges samples that carry garbage by their floors. <paramref name="numGc"/> is the number of collections at
    /// each sample, or empty when it isn't known.
    /// </summary>
    public static GrowthFinding OfFloors(ReadOnlySpan<TimedValue> samples, ReadOnlySpan<double> numGc, double budgetPerHour,
        double alpha) =>
        GrowthProcedure.Judge(GrowthPoints.OfFloors(samples, numGc), budgetPerHour, alpha, apart: false);

    /// <summary>Judges counts: goroutines, objects, open files.</summary>
    public static GrowthFinding OfCounts(ReadOnlySpan<TimedValue> samples, double budgetPerHour, double alpha) =>
        GrowthProcedure.Judge(GrowthPoints.OfCounts(samples), budgetPerHour, alpha, apart: false);

    /// <summary>
    /// Judges growth per unit of work. <paramref name="work"/> is the number of units done up to each point,
    /// <paramref name="load"/> the units per second at it. At one load the slope over the work is judged; with several the work's
    /// effect is separated from the load's, and where the two can't be told apart the finding is
    /// <see cref="GrowthReason.VaryTheLoad"/>. Slopes are per unit.
    /// </summary>
    public static GrowthFinding PerUnit(
        ReadOnlySpan<TimedValue> points, ReadOnlySpan<double> work, ReadOnlySpan<double> load, double budgetPerUnit, double alpha) =>
        PerUnitGrowth.Judge(points, work, load, budgetPerUnit, alpha);

    /// <summary>
    /// Judges the levels after each cycle, the first cycle dropped by the caller, against their number. Slopes are per cycle.
    /// </summary>
    public static GrowthFinding PerCycle(ReadOnlySpan<double> levels, double budgetPerCycle, double alpha) =>
        CycleGrowth.Judge(levels, budgetPerCycle, alpha);
}
