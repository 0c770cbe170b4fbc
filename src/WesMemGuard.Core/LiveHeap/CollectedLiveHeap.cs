using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>
/// Live-heap points from collections that were asked for (<c>gc=1</c>), at the price of a collection each. The goal
/// that the collection stored counts: HeapAlloc holds what a busy process allocated until it was read, up to 40 MiB on
/// the real node (live-heap.md).
/// </summary>
internal static class CollectedLiveHeap
{
    /// <summary>
    /// Of what is allocated at the process's pace, so much may stand in HeapAlloc beside what is live (the real node
    /// under load: at most 0.21 s).
    /// </summary>
    private const double AllocatingSeconds = 0.5;

    /// <summary>A process that allocates no more than this while a collection is read is quiet.</summary>
    private const double Quiet = 0.25 * ByteSize.MiB;

    /// <summary>Go collects every 2 minutes: a page that shows the collection is not further away.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(2);

    /// <summary>The points, one a reading, or why there are none.</summary>
    /// <param name="readings">The forced collections.</param>
    /// <param name="pages">The pages of the run: the one with a collection's number tells its goal.</param>
    /// <param name="facts">What is known beside them; null: nothing.</param>
    public static LiveHeapSeries Read(
        IReadOnlyList<Reading<CollectedHeapSample>> readings, IReadOnlyList<Reading<MetricsSample>>? pages = null,
            CollectorFacts? facts = null)
    {
        facts ??= CollectorFacts.Unknown;
        var told = (pages ?? []).Where(p => p.Sample is { GcCount: not null, NextGc: not null }).ToList();
        var byNumber = told.ToLookup(p => p.Sample!.GcCount!.Value);
        var percent =
            told.Select(p => p.Sample!.GoGcPercent).FirstOrDefault(q => q is not null) ?? facts.GoGcPercent ?? 100;
        var answered = readings.Where(r => r.Sample is not null).ToList();
        var byHeapAlloc = answered.Select((r, i) => ByHeapAlloc(r, i == 0 ? null : answered[i - 1])).ToList();
        var byGoal = answered.Select(r => ByGoal(r, GoalOf(r, byNumber, told), facts)).ToList();
        // The two differ by stacks and globals: never a series of both.
        var points = byGoal.Count(p => p is not null) * 2 >= answered.Count
            ? Pinned(byGoal, byHeapAlloc, percent / (100 + percent)) : byHeapAlloc;
        return new LiveHeapSeries(LiveHeapEvidence.Collected, points,
            points.Count == 0 ? LiveHeapReasons.NotAsked() : null, [], percent);
    }

    /// <summary>
    /// The page with the collection's number; else the goal in the collection's own text, beside the settings of the
    /// page before it.
    /// </summary>
    private static MetricsSample? GoalOf(Reading<CollectedHeapSample> reading,
        ILookup<double, Reading<MetricsSample>> byNumber,
        List<Reading<MetricsSample>> pages)
    {
        var own = byNumber[reading.Sample!.NumGc].Where(p => (p.At - reading.At).Duration() <= Near).ToList();
        if (own.Count > 0)
            return own.MinBy(p => p.Sample!.NextGc).Sample;
        if (reading.Sample.NextGc is not { } goal)
            return null;
        var beside = pages.FindLast(p => p.At <= reading.At).Sample ?? pages.FirstOrDefault().Sample;
        return (beside ?? new MetricsSample())
            with
        { GcCount = reading.Sample.NumGc, NextGc = goal, HeapAlloc = beside?.HeapAlloc ?? reading.Sample.HeapAlloc };
    }

    /// <summary>
    /// By the goal of the very same collection, where GOGC is known and the goal tells; null elsewhere.
    /// </summary>
    private static LiveHeapPoint? ByGoal(Reading<CollectedHeapSample> reading, MetricsSample? goal,
        CollectorFacts facts)
    {
        if (goal is null || (goal.GoGcPercent ?? facts.GoGcPercent) is null
            || GoalRule.RegimeOf(goal, facts) != GoalRegime.Ruled)
            return null;
        var point = GoalRule.Point(new Collection(reading.At, goal, reading.Sample!.HeapAlloc), facts);
        return point with { At = CollectedAt(reading), Allocated = reading.Sample.TotalAlloc };
    }

    /// <summary>
    /// While a process is quiet HeapAlloc is what is live, so its distance to the goal's value is what the goal carries
    /// of stacks and globals: that is known then, and at other times it differs by at most what the stacks differ. What
    /// was allocated between the mark's end and the reading tells how busy the process was while it marked.
    /// </summary>
    private static List<LiveHeapPoint> Pinned(List<LiveHeapPoint?> byGoal, List<LiveHeapPoint> byHeapAlloc, double part)
    {
        bool IsQuiet(int i) => i > 0 && byGoal[i] is not null && byHeapAlloc[i].Bytes - byHeapAlloc[i].Low <= Quiet;
        var points = new List<LiveHeapPoint>();
        var known = Enumerable.Range(0, byGoal.Count).FirstOrDefault(IsQuiet, -1);
        double Since(int i) => byHeapAlloc[i].Bytes - byGoal[i]!.Value.Bytes;
        var least =
            Enumerable.Range(0, byGoal.Count).Where(i => byGoal[i] is not null).Select(Since).DefaultIfEmpty().Min();
        for (var i = 0; i < byGoal.Count; i++)
        {
            known = IsQuiet(i) ? i : known;
            if (byGoal[i] is not { } point)
                continue;
            var carried = known < 0
                ? point.Bytes
                : Math.Max(0, byGoal[known]!.Value.Bytes - byHeapAlloc[known].Bytes)
                + (part * (point.StackInuse - byGoal[known]!.Value.StackInuse));
            points.Add(point with
            {
                Low = Math.Max(point.Low, point.Bytes - Math.Max(0, carried)),
                IsQuiet = Since(i) - least <= Quiet,
            });
        }

        return points;
    }

    /// <summary>HeapAlloc is the most that can be live; a process that allocates may have had less.</summary>
    private static LiveHeapPoint ByHeapAlloc(Reading<CollectedHeapSample> reading, Reading<CollectedHeapSample>? last)
    {
        var sample = reading.Sample!;
        var seconds = last is { } before ? (reading.At - before.At).TotalSeconds : 0;
        var pace = seconds > 0 ? Math.Max(0, sample.TotalAlloc - last!.Value.Sample!.TotalAlloc) / seconds : 0;
        return new LiveHeapPoint(CollectedAt(reading), sample.HeapAlloc, 0,
            sample.TotalAlloc)
        { Low = Math.Max(0, sample.HeapAlloc - (pace * AllocatingSeconds)) };
    }

    /// <summary>The collection's own time where it can be true: not before the request, not long after it.</summary>
    private static DateTimeOffset CollectedAt(Reading<CollectedHeapSample> reading)
    {
        var late = reading.Sample!.CollectedAt - reading.At;
        return late < TimeSpan.FromSeconds(-2) || late > TimeSpan.FromMinutes(2)
            ? reading.At : reading.Sample.CollectedAt;
    }
}
