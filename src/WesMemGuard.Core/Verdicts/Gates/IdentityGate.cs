using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>Is it one process from end to end? A growth across two of them is no growth.</summary>
internal static class IdentityGate
{
    /// <summary>Every moment at which another process, or another chain, answered.</summary>
    public static IReadOnlyList<RunBreak> Breaks(MemoryRun run)
    {
        var breaks = new List<RunBreak>();
        Falls(run.Memory, s => s.NumGc, MetricSource.IsLog(run)
            ? SourceReasons.CollectionsInLog() : SourceReasons.Counter(MetricSource.MemoryPath + " num_gc"), breaks);
        Falls(run.Metrics, s => s.GcCount, SourceReasons.Counter("go_gc_duration_seconds_count"), breaks);
        Falls(run.Metrics, s => s.AllocTotal, SourceReasons.Counter("go_memstats_alloc_bytes_total"), breaks);
        Falls(run.LiveHeap, s => s.NumGc, SourceReasons.Counter("gc=1 NumGC"), breaks);
        Falls(run.Diagnostics, s => s.NumGc, SourceReasons.Counter("/debug/memory/json num_gc"), breaks);
        Changes(run.Metrics, s => s.StartTimeSeconds, SourceReasons.Counter("process_start_time_seconds"), breaks);
        Changes(run.Process, s => s.Pid, SourceReasons.Pid(), breaks);
        ChainChanges(run.Chain, breaks);
        CollectionOrder.Check(run, breaks);
        breaks.Sort((a, b) => a.At.CompareTo(b.At));
        return breaks;
    }

    /// <summary>What the breaks make of a window; null when none lies in it.</summary>
    public static GateFinding? Check(IReadOnlyList<RunBreak> breaks, Window window)
    {
        var inside = breaks.Where(b => b.At >= window.From && b.Since <= window.To && b.At <= window.To + TimeSpan.FromSeconds(60))
            .ToList();
        if (inside.Count == 0)
            return null;
        var replaced = inside.Where(b => b.Replaced).ToList();
        if (replaced.Count == 0)
            return new GateFinding(Outcome.Inconclusive, GateReasons.At(inside[0].What, inside[0].At));
        // Another chain says more than another count: whose node that is.
        var told = replaced.Find(b => b.IsChain) is { IsChain: true } chain ? chain : replaced[0];
        return new GateFinding(Outcome.Inconclusive, GateReasons.ProcessChanged(Moments(replaced), told.What, told.At));
    }

    /// <summary>Several sources see one restart within a poll of each other.</summary>
    private static int Moments(List<RunBreak> breaks)
    {
        var moments = 1;
        for (var i = 1; i < breaks.Count; i++)
        {
            if (breaks[i].At - breaks[i - 1].At > TimeSpan.FromSeconds(90))
                moments++;
        }

        return moments;
    }

    private static void Falls<T>(List<Reading<T>> readings, Func<T, double?> counter, Reason name, List<RunBreak> breaks) where T : class
    {
        (DateTimeOffset At, double Value)? last = null;
        foreach (var reading in readings)
        {
            if (reading.Sample is null || counter(reading.Sample) is not { } value)
                continue;
            if (last is { } l && value < l.Value)
                breaks.Add(new RunBreak(l.At, reading.At, GateReasons.Fell(name, l.Value, value)));
            last = (reading.At, value);
        }
    }

    private static void Changes<T>(List<Reading<T>> readings, Func<T, double?> identity, Reason name, List<RunBreak> breaks) where T : class
    {
        (DateTimeOffset At, double Value)? last = null;
        foreach (var reading in readings)
        {
            if (reading.Sample is null || identity(reading.Sample) is not { } value)
                continue;
            if (last is { } l && Math.Abs(value - l.Value) > 0.5)
                breaks.Add(new RunBreak(l.At, reading.At, GateReasons.Went(name, l.Value, value)));
            last = (reading.At, value);
        }
    }

    private static void ChainChanges(List<Reading<ChainSample>> readings, List<RunBreak> breaks)
    {
        Reading<ChainSample>? last = null;
        foreach (var reading in readings.Where(r => r.Sample is not null))
        {
            if (last is { } l && l.Sample!.ChainId != reading.Sample!.ChainId)
                breaks.Add(new RunBreak(l.At, reading.At,
                    GateReasons.WentFrom(SourceReasons.ChainId(), l.Sample.ChainId, reading.Sample.ChainId))
                { IsChain = true });
            last = reading;
        }
    }
}

/// <summary>A moment at which another process or chain answered.</summary>
/// <param name="Since">The last reading before it, UTC.</param>
/// <param name="At">The first reading after it, UTC.</param>
/// <param name="What">What was seen.</param>
/// <param name="Replaced">True: one process took the other's place. False: both answer, each a part of the requests.</param>
internal readonly record struct RunBreak(DateTimeOffset Since, DateTimeOffset At, Reason What, bool Replaced = true)
{
    /// <summary>Whether another chain answered.</summary>
    public bool IsChain { get; init; }

    /// <summary>Whether it lies between two moments, in whichever order.</summary>
    public bool Parts(DateTimeOffset one, DateTimeOffset other) => one < other ? At >= one && Since <= other : At >= other && Since <= one;
}
