using WesMemGuard.Client.Processes;
using WesMemGuard.Clients;
using WesMemGuard.Growth;

namespace WesMemGuard.Client.Cycles;

/// <summary>Levels against calls, by the judge of all growth per unit of work.</summary>
internal static class CallGrowth
{
    /// <summary>The one-sided error of a verdict.</summary>
    public const double Alpha = 0.01;

    /// <summary>What a client that keeps its limit to the byte may show beyond it, as a share of the limit.</summary>
    private const double Tolerance = 0.02;

    /// <summary>The growth of calls in which an array has doubled: a HashSet's primes grow by 2.22 at most from 89 entries on.</summary>
    public const double Doubling = 2.25;

    /// <summary>Where there are more, calls are so quick and so many that what the judge rents for them is nothing.</summary>
    private static readonly int[] PreparedCounts = [8, 20, 30, 45, 64, 90, 128];

    /// <summary>Growth, a step early, one in the midst of growth, teeth; all with what looks like noise.</summary>
    private static readonly Func<int, long>[] PreparedShapes =
    [
        i => (200 * i) + (i * 7919 % 101), i => (i > 6 ? 6000 : 0) + (i * 7919 % 11), i => (4000 * i) + (i > 12 ? 200_000 : 0),
        i => (i % 17 * 1000) + (20 * i),
    ];

    private static int _prepared;

    /// <summary>The share in which the interval of a verdict holds the truth.</summary>
    public const double Confidence = 1 - (2 * Alpha);

    /// <summary>
    /// Bytes a call that break a limit when there are more. The resolution is for limits near 0: added to one of 0.6 B, which is 600 B
    /// in a thousand calls, it would nearly double it.
    /// </summary>
    /// <param name="limit">What a call may leave, in bytes; 0 or more.</param>
    public static double Bound(double limit) => Math.Max(CallResolution.Bytes, limit + Math.Min(CallResolution.Bytes, Tolerance * limit));

    /// <summary>Judges figures after so many calls each.</summary>
    /// <param name="levels">The levels, warm-up left out.</param>
    /// <param name="figure">The figure of a level.</param>
    /// <param name="limit">What a call may leave.</param>
    public static GrowthFinding Judge(IReadOnlyList<CycleLevel> levels, Func<CycleLevel, double> figure, double limit)
    {
        var points = levels.Select(l => new TimedValue(l.At.TotalSeconds, figure(l))).ToArray();
        var calls = levels.Select(l => (double)l.Calls).ToArray();
        return MeasuringThread.Run(() => PerUnitGrowth.Judge(points, calls, new double[calls.Length], limit, Alpha));
    }

    /// <summary>
    /// Judges levels of nothing once, of several lengths and each way: what the judge's own code makes when it first runs, and the
    /// assemblies that it loads, would be found between the levels of the first client.
    /// </summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref _prepared, 1) != 0)
            return;
        foreach (var bytes in PreparedShapes)
        {
            foreach (var count in PreparedCounts)
            {
                CycleLevel[] levels = [.. Enumerable.Range(0, count).Select(i =>
                    new CycleLevel((i + 1) * 100L, new SettledHeap(bytes(i)), default, TimeSpan.FromSeconds(i)))];
                _ = OfHeap(levels, 0);
                _ = RoseLate(levels, 0);
            }
        }
    }

    /// <summary>
    /// Judges the live heap. Where an array doubled among objects that grow, the objects are judged, and the array's share is added.
    /// </summary>
    public static GrowthFinding OfHeap(IReadOnlyList<CycleLevel> levels, double limit) =>
        MeasuringThread.Run(() => HeapGrowth(levels, limit));

    private static GrowthFinding HeapGrowth(IReadOnlyList<CycleLevel> levels, double limit)
    {
        var bound = Bound(limit);
        var found = Judge(levels, l => l.Heap.Live, bound);
        if (found.Outcome == GrowthOutcome.Held || ArraySteps.Apart(levels) is not var (without, ofArray))
            return found;
        var objects = Judge(without, l => l.Heap.Live, bound);
        if (!(objects.LowPerHour > CallResolution.Bytes))
            return found;
        var all = objects with { SlopePerHour = objects.SlopePerHour + ofArray, HighPerHour = objects.HighPerHour + (2 * ofArray) };
        return all.LowPerHour > bound ? all with { Outcome = GrowthOutcome.Broken, Reason = GrowthReason.AboveBudget, MoreHours = null }
            : all.HighPerHour <= bound ? all with { Outcome = GrowthOutcome.Held, Reason = GrowthReason.WithinBudget, MoreHours = null }
            : all with { Outcome = GrowthOutcome.Inconclusive, Reason = GrowthReason.SpansBudget };
    }

    /// <summary>
    /// Whether so many calls were made since warm-up that an array which holds one entry of each would have doubled: a list's does at
    /// powers of two, a dictionary's at primes a bit further apart.
    /// </summary>
    public static bool WouldDouble(IReadOnlyList<CycleLevel> levels) => CallsToDouble(levels) <= 0;

    /// <summary>The calls that are still missing until it would have; 0 or less when there are enough.</summary>
    public static long CallsToDouble(IReadOnlyList<CycleLevel> levels) =>
        (long)Math.Ceiling(Doubling * levels[0].Calls) - levels[^1].Calls;

    /// <summary>
    /// Whether the live heap rose by more than the limit since the first third of all calls. What grows by doubling, as a list's array
    /// does, stands still between two steps, but takes one in each doubling of the calls, wherever one looks; what fills takes its last
    /// one before.
    /// </summary>
    public static bool RoseLate(IReadOnlyList<CycleLevel> levels, double limit)
    {
        var last = levels[^1];
        var early = levels.LastOrDefault(l => l.Calls <= last.Calls / 3, levels[0]);
        var calls = last.Calls - early.Calls;
        // Of fewer calls one step of the runtime's own would be more than the limit; a notice says what they can't show.
        var least = last.Calls - levels[0].Calls < CyclePlan.CallsToHold ? CyclePlan.QuietBytes : 0;
        return last.Heap.Live - early.Heap.Live > Math.Max(least, Bound(limit) * calls);
    }
}
