using WesMemGuard.Measurement;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis.Recognisers;

/// <summary>
/// The growths that the judge can't tell yet: of the live heap and of goroutines always, of other memory where it may
/// be growing.
/// </summary>
internal static class UndecidedGrowths
{
    /// <summary>Go collects every 2 min when idle, and five collections are the fewest that tell.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(10);

    public static IEnumerable<UndecidedGrowth> Of(RunSymptoms s, IReadOnlyList<DiagnosedProblem> found)
    {
        if (!found.Any(f => f.Rank == ProblemRank.Harm && f.BytesPerHour is not null)
            && s.LiveGrowth is { Outcome: Outcome.Inconclusive or Outcome.NotMeasured } live)
            yield return Undecided(s, live);
        if (s.GoroutineGrowth is { Outcome: Outcome.Inconclusive or Outcome.NotMeasured } goroutines)
            yield return Undecided(s, goroutines);
        foreach (var growth in s.OtherGrowths.Where(g => g is { Outcome: Outcome.Inconclusive, LowPerHour: > 0 }))
            yield return Undecided(s, growth);
        if (s.IsOneProcess && MemoryClassRecogniser.MayBeFirstTouches(s)
            && s.Growth(Metric.Native, MemoryClassRecogniser.HarmlessNative(s)) is { Grows: true } native)
            yield return Undecided(s, native);
    }

    private static UndecidedGrowth Undecided(RunSymptoms s, JudgedGrowth growth)
    {
        var left = s.WarmFrom + Least - s.End;
        var hours = growth.MoreHours ?? (left > TimeSpan.Zero ? left.TotalHours : null);
        var collects = growth.Metric == Metric.LiveHeap && s.Run.LiveHeap.Count == 0 && s.Run.Metrics.Count > 0;
        return new UndecidedGrowth(growth.Metric, hours, collects, Known(growth.LowPerHour),
            Known(growth.HighPerHour))
        { Reason = growth.Reason };
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
