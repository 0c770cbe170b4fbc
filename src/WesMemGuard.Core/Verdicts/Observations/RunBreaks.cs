using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Observations;

/// <summary>Where a run changes from one process, or one chain, to another.</summary>
internal static class RunBreaks
{
    /// <summary>Every moment at which another process, or another chain, answered.</summary>
    public static IReadOnlyList<RunBreak> Of(MemoryRun run)
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

    private static void Falls<T>(List<Reading<T>> readings, Func<T, double?> counter, Reason name,
        List<RunBreak> breaks) where T : class
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

    private static void Changes<T>(List<Reading<T>> readings, Func<T, double?> identity, Reason name,
        List<RunBreak> breaks) where T : class
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
