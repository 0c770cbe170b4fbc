using WesMemGuard.Runs;

namespace WesMemGuard.LiveHeap;

/// <summary>
/// What one collection's goal says of the heap that was live when it ended. The collector stores live + (live + scanned
/// stacks + globals)·GOGC/100, unless a memory limit rules the goal, the collector is off, or the heap is tiny; then
/// only bounds hold. Source: the Go runtime's pacer (mgcpacer.go, mgc.go; Go 1.19 and later).
/// </summary>
internal static class GoalRule
{
    /// <summary>
    /// Above this <c>go_gc_gomemlimit_bytes</c> there is no limit, and no goal of a collector that is on.
    /// </summary>
    public const double NoLimit = 1e15;

    /// <summary>Above this GOGC the collector is off.</summary>
    private const double OffPercent = 1e9;

    private const double SmallestGoal = 4 * 1024 * 1024;

    /// <summary>A goal of the smallest kind flutters (4,194,304 to 4,694,122 were seen at GOGC 100).</summary>
    private const double Flutter = 1.13;

    /// <summary>Programs set GOGC up to this where it can't be known; more is not believed.</summary>
    private const double MostPercent = 800;

    /// <summary>GOGC as a share: of the page, else of the environment, else 1.</summary>
    public static double Share(MetricsSample page, CollectorFacts facts) =>
        (page.GoGcPercent ?? facts.GoGcPercent ?? 100) / 100;

    /// <summary>The regime that a goal was set in.</summary>
    public static GoalRegime RegimeOf(MetricsSample page, CollectorFacts facts)
    {
        var percent = page.GoGcPercent ?? facts.GoGcPercent;
        if (percent is > OffPercent or < 0 || page.NextGc > NoLimit)
            return GoalRegime.Off;
        var limit = page.MemoryLimit ?? facts.MemoryLimit;
        if (limit < NoLimit && page.GcCount is not 0
            && (page.Sys is null || page.HeapIdle is null || page.HeapReleased is null || page.HeapAlloc is null))
            return GoalRegime.LimitUntold;
        if (LimitBinds(page, limit))
            return GoalRegime.LimitBinds;
        return page.NextGc <= SmallestGoal * Flutter * Math.Max(Share(page, facts), 0.01)
            ? GoalRegime.Smallest : GoalRegime.Ruled;
    }

    /// <summary>
    /// Whether the limit-based goal is the one in force: goal = limit - other memory - what is over the limit -
    /// headroom of 3 %, at least 1 MiB (mgcpacer.go, memoryLimitHeapGoal).
    /// </summary>
    public static bool LimitBinds(MetricsSample s, double? memoryLimit)
    {
        if (memoryLimit is not (< NoLimit and var limit) || s.NextGc is null || s.GcCount is 0)
            return false;
        if (s.Sys is null || s.HeapIdle is null || s.HeapAlloc is null || s.HeapReleased is null)
            return false;
        var nonHeap = s.Sys.Value - s.HeapIdle.Value - s.HeapAlloc.Value;
        var over = Math.Max(0, s.Sys.Value - s.HeapReleased.Value - limit);
        var goal = limit - nonHeap - over;
        goal -= Math.Max(goal * 0.03, ByteSize.MiB);
        return s.NextGc.Value >= 0.995 * goal;
    }

    /// <summary>
    /// The value by the rule, with the least and the most that unknown stacks and globals leave open.
    /// </summary>
    public static LiveHeapPoint Point(Collection collection, CollectorFacts facts)
    {
        var page = collection.Page;
        var share = Share(page, facts);
        var least =
            Live(page, share, (page.ScanStack ?? page.StackInuse ?? 0) + (page.ScanGlobals ?? facts.MostGlobals));
        var most = Live(page, share, (page.ScanStack ?? 0) + (page.ScanGlobals ?? facts.LeastGlobals));
        return new LiveHeapPoint(collection.At, most, page.ScanStack is null
            ? page.StackInuse ?? 0 : 0, page.AllocTotal)
        { Low = least, High = most };
    }

    /// <summary>
    /// The value by GOGC 100 where nothing tells or contradicts it, with what other settings of it would mean. Globals
    /// stay as they are, and no goal can be smaller than what they alone ask for: the smallest goal bounds them.
    /// </summary>
    public static LiveHeapPoint Assumed(Collection collection, CollectorFacts facts,
        double leastGoal) => Point(collection, facts) with
        {
            Low = Live(collection.Page, MostPercent / 100,
            (collection.Page.StackInuse ?? 0) + Math.Min(facts.MostGlobals, leastGoal / (MostPercent / 100))),
            High = Math.Max(0, Math.Min(collection.Page.NextGc!.Value - ByteSize.MiB, collection.LeastHeapAlloc)),
        };

    /// <summary>
    /// No value: only the most that can be live. Where the smallest goal rules, the goal itself bounds it; else what
    /// was allocated after the collection.
    /// </summary>
    public static LiveHeapPoint Bound(Collection collection, CollectorFacts facts, GoalRegime regime)
    {
        var page = collection.Page;
        var most = regime == GoalRegime.Smallest
            ? Live(page, Share(page, facts), (page.ScanStack ?? 0) + (page.ScanGlobals ?? facts.LeastGlobals))
            : Math.Min(page.NextGc!.Value, collection.LeastHeapAlloc);
        return new LiveHeapPoint(collection.At, most, 0, page.AllocTotal) { Low = 0, High = most };
    }

    private static double Live(MetricsSample page, double share, double scanned) =>
        Math.Max(0, Math.Min((page.NextGc!.Value - (share * scanned)) / (1 + share), page.NextGc.Value - ByteSize.MiB));
}

/// <summary>What a goal was set by.</summary>
internal enum GoalRegime
{
    /// <summary>By live bytes and GOGC: the rule holds.</summary>
    Ruled,

    /// <summary>The runtime's smallest goal of 4 MiB.</summary>
    Smallest,

    /// <summary>A memory limit.</summary>
    LimitBinds,

    /// <summary>There is a memory limit, and the page lacks what tells whether it rules.</summary>
    LimitUntold,

    /// <summary>Nothing: GOGC is off.</summary>
    Off,
}
