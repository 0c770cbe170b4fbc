using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Runs;

/// <summary>
/// Runs of one node, one after the other, as one series: what grows by half a MiB an hour shows in a day, not in its hours.
/// </summary>
internal static class JoinedRuns
{
    /// <summary>Above so many readings of a source nothing is told any better, and judging takes time by their square.</summary>
    private const int Most = 3000;

    /// <summary>One run of several, in the order of their beginnings; as dense as they are, or as a long series needs.</summary>
    /// <param name="runs">At least one.</param>
    /// <param name="name">How messages call it.</param>
    public static MemoryRun Of(IReadOnlyCollection<MemoryRun> runs, string name) => Of(runs, name, Needed(runs));

    /// <summary>One run of several, with one reading of each source in each span of time.</summary>
    /// <param name="runs">At least one.</param>
    /// <param name="name">How messages call it.</param>
    /// <param name="every">The span; null: every reading is kept.</param>
    public static MemoryRun Of(IReadOnlyCollection<MemoryRun> runs, string name, TimeSpan? every)
    {
        var ordered = runs.OrderBy(run => run.Header.StartedAt).ToList();
        var seconds = every?.TotalSeconds;
        var first = ordered[0].Header;
        var joined = new MemoryRun(first with
        {
            Name = name,
            Plan = null,
            MemoryInterval = Slower(first.MemoryInterval, seconds),
            MetricsInterval = Slower(first.MetricsInterval, seconds),
        });
        foreach (var run in ordered)
            Add(run, joined, isLast: run == ordered[^1]);
        if (every is { } span)
            joined = Thinned(joined, span);
        if (joined.Phases.Count > 0)
            OnePhase(joined);
        return joined;
    }

    /// <summary>A copy with one reading of each source in each span; one that was answered goes before one that was not.</summary>
    internal static MemoryRun Thinned(MemoryRun run, TimeSpan every)
    {
        var thin = new MemoryRun(run.Header);
        Thin(run.Memory, thin.Memory, every);
        Thin(run.Metrics, thin.Metrics, every);
        Thin(run.Process, thin.Process, every);
        Thin(run.Client, thin.Client, every);
        Thin(run.Blocks, thin.Blocks, every);
        Thin(run.Diagnostics, thin.Diagnostics, every);
        thin.Others.AddRange(run.Others);
        thin.Load.AddRange(run.Load);
        thin.LiveHeap.AddRange(run.LiveHeap);
        thin.Chain.AddRange(run.Chain);
        thin.Phases.AddRange(run.Phases);
        thin.Events.AddRange(run.Events);
        thin.Losses.AddRange(run.Losses);
        thin.Profiles.AddRange(run.Profiles);
        return thin;
    }

    private static double? Slower(double? declared, double? span) => span is null ? declared : Math.Max(declared ?? 0, span.Value);

    private static TimeSpan? Needed(IReadOnlyCollection<MemoryRun> runs)
    {
        var most = Math.Max(runs.Sum(run => run.Memory.Count), runs.Sum(run => run.Metrics.Count));
        if (most <= Most)
            return null;
        var length = runs.SelectMany(run => run.Phases).Select(p => p.EndedAt).DefaultIfEmpty(runs.Max(r => r.Header.StartedAt)).Max()
            - runs.Min(run => run.Header.StartedAt);
        return TimeSpan.FromSeconds(Math.Max(60, Math.Ceiling(length.TotalSeconds / Most)));
    }

    /// <summary>What ends one of them, and asks once more for what it asked anyway, ends the series in the last one only.</summary>
    private static void Add(MemoryRun run, MemoryRun to, bool isLast)
    {
        to.Memory.AddRange(run.Memory.Where(r => isLast || r.Mark is null));
        to.Metrics.AddRange(run.Metrics.Where(r => isLast || r.Mark != "end"));
        to.Process.AddRange(run.Process.Where(r => isLast || r.Mark is null));
        to.Client.AddRange(run.Client.Where(r => isLast || r.Mark is null));
        to.Blocks.AddRange(run.Blocks.Where(r => isLast || r.Mark is null));
        to.Diagnostics.AddRange(run.Diagnostics.Where(r => isLast || r.Mark is null));
        to.Others.AddRange(run.Others);
        to.Load.AddRange(run.Load);
        to.LiveHeap.AddRange(run.LiveHeap);
        to.Chain.AddRange(run.Chain);
        to.Phases.AddRange(run.Phases);
        to.Losses.AddRange(run.Losses);
        to.Profiles.AddRange(run.Profiles);
        to.Events.AddRange(run.Events.Where(e => isLast || e.Name is not (RunEvent.End or RunEvent.Interrupted)));
    }

    /// <summary>Phases of one name, one after the other, are one.</summary>
    private static void OnePhase(MemoryRun run)
    {
        var phases = run.Phases.GroupBy(p => (p.Name, p.Kind))
            .Select(same => same.Count() == 1 || same.Any(p => p.Sent > 0) ? same.ToArray()
                : [same.First() with { EndedAt = same.Max(p => p.EndedAt) }])
            .SelectMany(p => p).OrderBy(p => p.StartedAt).ToList();
        run.Phases.Clear();
        run.Phases.AddRange(phases);
    }

    private static void Thin<T>(List<Reading<T>> from, List<Reading<T>> to, TimeSpan every) where T : class
    {
        long? last = null;
        foreach (var reading in from)
        {
            var span = reading.At.UtcTicks / every.Ticks;
            if (span != last)
                to.Add(reading);
            else if (to[^1].Sample is null && reading.Sample is not null)
                to[^1] = reading;
            last = span;
        }
    }
}
