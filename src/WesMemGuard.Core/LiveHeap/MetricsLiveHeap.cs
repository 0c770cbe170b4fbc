using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>
/// Reads the live heap from plain <c>/metrics</c> pages, without touching the process. The collector stores its next goal as
/// live + (live + stacks + globals)·GOGC/100, so live = next_gc / (1 + GOGC/100) less a constant, unless a memory limit rules the goal,
/// the collector is off, or the heap is tiny. Source: the Go runtime's pacer (mgcpacer.go, mgc.go; Go 1.19 and later).
/// </summary>
public static class MetricsLiveHeap
{
    /// <summary>Above this GOGC or goal the collector is off.</summary>
    private const double OffPercent = 1e9;
    private const double OffGoal = 1e15;

    /// <summary>Above this <c>go_gc_gomemlimit_bytes</c> there is no limit.</summary>
    private const double NoLimit = 1e15;

    private const double SmallestGoal = 4 * 1024 * 1024;

    /// <summary>The points of the pages, one a collection, or why there are none.</summary>
    public static LiveHeapSeries Read(IReadOnlyList<Reading<MetricsSample>> pages)
    {
        var present = pages.Where(p => p.Sample is not null).Select(p => new Page(p.At, p.Sample!)).ToList();
        if (present.Count == 0)
            return None(LiveHeapEvidence.NextGc, LiveHeapReasons.NoAnswer());
        if (present.Any(p => p.Sample.HeapLive is not null))
            return Exported(present);
        if (present.All(p => p.Sample.NextGc is null))
            return None(LiveHeapEvidence.NextGc, LiveHeapReasons.NoNextGc());
        return WhyNotNextGc(present) is { } why ? None(LiveHeapEvidence.NextGc, why) : NextGc(present);
    }

    private static LiveHeapSeries None(LiveHeapEvidence evidence, Reason why) => new(evidence, [], why, []);

    private static LiveHeapSeries Exported(List<Page> pages)
    {
        var points = FirstOfEachCollection(pages)
            .Where(c => c.Sample.GcCount is not 0 && c.Sample.HeapLive is not null)
            .Select(c => new LiveHeapPoint(c.CollectedAt, c.Sample.HeapLive!.Value, 0, c.Sample.AllocTotal))
            .ToList();
        return points.Count == 0
            ? None(LiveHeapEvidence.Exported, LiveHeapReasons.NoCollection())
            : new LiveHeapSeries(LiveHeapEvidence.Exported, points, null, []);
    }

    private static LiveHeapSeries NextGc(List<Page> pages)
    {
        var notices = new List<Reason>();
        var assumed = pages.All(p => p.Sample.GoGcPercent is null);
        if (assumed)
            notices.Add(LiveHeapReasons.GogcAssumed());
        if (pages.Select(p => p.Sample.GoGcPercent).Where(q => q is not null).Distinct().Count() > 1)
            notices.Add(LiveHeapReasons.GogcChanged());
        if (pages.All(p => p.Sample.MemoryLimit is null))
            notices.Add(LiveHeapReasons.NoLimitKnown());
        var collections = FirstOfEachCollection(pages).Where(c => c.Sample.GcCount is not 0 && c.Sample.NextGc is not null).ToList();
        if (assumed && collections.FirstOrDefault(c => Contradicted(c, pages)) is { } wrong)
            return None(LiveHeapEvidence.NextGc, LiveHeapReasons.GogcWrong(wrong.At));
        if (collections.Count == 0)
            return None(LiveHeapEvidence.NextGc, LiveHeapReasons.NoCollection());
        var points = WithoutBoot(collections.FindAll(c => !IsSmallest(c.Sample)));
        if (points.Count == 0)
            return None(LiveHeapEvidence.NextGc, LiveHeapReasons.JustStarted());
        var percent = pages.Select(p => p.Sample.GoGcPercent).FirstOrDefault(q => q is not null) ?? 100;
        return new LiveHeapSeries(LiveHeapEvidence.NextGc, points, null, notices, percent);
    }

    private static LiveHeapPoint Point(Page page)
    {
        var share = Share(page.Sample);
        var bytes = Math.Min(page.Sample.NextGc!.Value / (1 + share), page.Sample.NextGc.Value - ByteSize.MiB);
        return new LiveHeapPoint(page.CollectedAt, bytes, page.Sample.StackInuse ?? 0, page.Sample.AllocTotal);
    }

    private static double Share(MetricsSample sample) => (sample.GoGcPercent ?? 100) / 100;

    /// <summary>Steps 4, 5, 6 and 7 of live-heap.md: the regimes in which next_gc says nothing of the live heap.</summary>
    private static Reason? WhyNotNextGc(List<Page> pages)
    {
        var off = pages.Find(p => p.Sample.GoGcPercent > OffPercent || p.Sample.GoGcPercent < 0 || p.Sample.NextGc > OffGoal);
        if (off is not null)
            return LiveHeapReasons.CollectorOff();
        var bound = pages.Find(p => LimitBinds(p.Sample));
        if (bound is not null)
            return LiveHeapReasons.LimitBinds(new ByteSize(bound.Sample.MemoryLimit!.Value));
        if (RisesTwiceWithoutCollection(pages))
            return LiveHeapReasons.LimitMoves();
        if (pages.Exists(p => p.Sample.MemoryLimit < NoLimit && (p.Sample.Sys is null || p.Sample.HeapIdle is null || p.Sample.HeapReleased is null || p.Sample.HeapAlloc is null)))
            return LiveHeapReasons.LimitUnknown();
        return pages.Where(p => p.Sample.NextGc is not null).All(p => IsSmallest(p.Sample)) ? LiveHeapReasons.Tiny() : null;
    }

    private static bool IsSmallest(MetricsSample sample) => sample.NextGc <= SmallestGoal * Math.Max(Share(sample), 0.01);

    /// <summary>
    /// Whether the limit-based goal is the one in force: goal = limit - other memory - what is over the limit - headroom of 3 %, at least 1 MiB
    /// (mgcpacer.go, memoryLimitHeapGoal).
    /// </summary>
    internal static bool LimitBinds(MetricsSample s)
    {
        if (s.MemoryLimit is not < NoLimit || s.NextGc is null || s.GcCount is 0)
            return false;
        if (s.Sys is null || s.HeapIdle is null || s.HeapAlloc is null || s.HeapReleased is null)
            return false;
        var limit = s.MemoryLimit.Value;
        var nonHeap = s.Sys.Value - s.HeapIdle.Value - s.HeapAlloc.Value;
        var over = Math.Max(0, s.Sys.Value - s.HeapReleased.Value - limit);
        var goal = limit - nonHeap - over;
        goal -= Math.Max(goal * 0.03, ByteSize.MiB);
        return s.NextGc.Value >= 0.995 * goal;
    }

    private static bool RisesTwiceWithoutCollection(List<Page> pages)
    {
        var moves = 0;
        for (var i = 1; i < pages.Count; i++)
        {
            var (a, b) = (pages[i - 1].Sample, pages[i].Sample);
            var sameCollection = a.GcCount is not null && a.GcCount == b.GcCount && a.GoGcPercent == b.GoGcPercent && a.MemoryLimit == b.MemoryLimit;
            moves = sameCollection && a.NextGc != b.NextGc ? moves + 1 : sameCollection ? moves : 0;
            if (moves >= 2)
                return true;
        }

        return false;
    }

    /// <summary>Step 3: with the right GOGC the estimate can't exceed the smallest heap_alloc since that collection by more than the stacks' share.</summary>
    private static bool Contradicted(Page collection, List<Page> pages)
    {
        var point = Point(collection);
        var share = Share(collection.Sample);
        var slack = share * ((collection.Sample.StackInuse ?? 0) + ByteSize.MiB) / (1 + share);
        return pages.Any(p => p.Sample.GcCount is not null && p.Sample.GcCount == collection.Sample.GcCount && p.Sample.HeapAlloc < point.Bytes - slack - (0.01 * point.Bytes));
    }

    /// <summary>The page of each collection with the smallest goal: a goal risen once was caught while marking (step 6).</summary>
    private static IEnumerable<Page> FirstOfEachCollection(List<Page> pages)
    {
        Page? current = null;
        foreach (var page in pages)
        {
            if (current is not null && SameCollection(current.Sample, page.Sample))
            {
                if (page.Sample.NextGc < current.Sample.NextGc)
                    current = page with { At = current.At };
                continue;
            }

            if (current is not null)
                yield return current;
            current = page;
        }

        if (current is not null)
            yield return current;
    }

    private static bool SameCollection(MetricsSample a, MetricsSample b) =>
        a.GcCount is not null && b.GcCount is not null
            ? a.GcCount == b.GcCount && a.StartTimeSeconds == b.StartTimeSeconds
            : a.NextGc == b.NextGc && a.LastGcSeconds == b.LastGcSeconds && a.HeapLive == b.HeapLive;

    /// <summary>
    /// Step 2: right after start the goal rises in leaps (here 686..861 MiB); the points of a process count once two collections agree on a level
    /// within 5 %.
    /// </summary>
    private static List<LiveHeapPoint> WithoutBoot(List<Page> collections)
    {
        var points = new List<LiveHeapPoint>();
        var confirmed = true;
        for (var i = 0; i < collections.Count; i++)
        {
            var start = collections[i].Sample.StartTimeSeconds;
            if (i == 0 || start != collections[i - 1].Sample.StartTimeSeconds)
                confirmed = false;
            var point = Point(collections[i]);
            confirmed |= start is null || point.At >= Booted(start.Value) || (i + 1 < collections.Count && Agree(point, Point(collections[i + 1])));
            if (confirmed)
                points.Add(point);
        }

        return points;
    }

    private static DateTimeOffset Booted(double start) => DateTimeOffset.UnixEpoch.AddSeconds(Math.Min(start, 1e11)) + TimeSpan.FromMinutes(3);

    private static bool Agree(LiveHeapPoint point, LiveHeapPoint next) => Math.Abs(next.Bytes - point.Bytes) <= 0.05 * next.Bytes;

    private sealed record Page(DateTimeOffset At, MetricsSample Sample)
    {
        /// <summary>The collection's own time where the page has one that can be true: not later than the page, not absurdly earlier.</summary>
        public DateTimeOffset CollectedAt =>
            Sample.CollectedAt is { } at && at <= At + TimeSpan.FromSeconds(2) && at >= At - TimeSpan.FromMinutes(30) ? at : At;
    }
}
