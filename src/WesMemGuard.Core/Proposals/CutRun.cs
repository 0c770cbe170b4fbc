using WesMemGuard.Runs;

namespace WesMemGuard.Proposals;

/// <summary>A run as it would have been had it ended, or begun, at another moment; profiles are left out.</summary>
internal static class CutRun
{
    /// <summary>What of a run was seen between two moments.</summary>
    /// <param name="run">The run; it stays as it is.</param>
    /// <param name="from">The first moment that is kept, UTC.</param>
    /// <param name="to">The last, UTC.</param>
    public static MemoryRun Of(MemoryRun run, DateTimeOffset from, DateTimeOffset to)
    {
        bool Inside(DateTimeOffset at) => at >= from && at <= to;
        var part = new MemoryRun(run.Header with { StartedAt = from > run.Header.StartedAt ? from : run.Header.StartedAt, Plan = null });
        part.Memory.AddRange(run.Memory.Where(r => Inside(r.At)));
        part.Metrics.AddRange(run.Metrics.Where(r => Inside(r.At)));
        part.Process.AddRange(run.Process.Where(r => Inside(r.At)));
        part.Client.AddRange(run.Client.Where(r => Inside(r.At)));
        part.LiveHeap.AddRange(run.LiveHeap.Where(r => Inside(r.At)));
        part.Blocks.AddRange(run.Blocks.Where(r => Inside(r.At)));
        part.Chain.AddRange(run.Chain.Where(r => Inside(r.At)));
        part.Diagnostics.AddRange(run.Diagnostics.Where(r => Inside(r.At)));
        part.Others.AddRange(run.Others.Where(r => Inside(r.At)));
        part.Load.AddRange(run.Load.Where(s => Inside(s.At)));
        part.Events.AddRange(run.Events.Where(e => e.At <= to));
        part.Losses.AddRange(run.Losses);
        part.Phases.AddRange(run.Phases.Where(p => p.StartedAt < to && p.EndedAt > from)
            .Select(p => p with { StartedAt = Later(p.StartedAt, from), EndedAt = p.EndedAt < to ? p.EndedAt : to }));
        return part;
    }

    /// <summary>The moments of a run's first and last answers; the header's start twice when there are none.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Extent(MemoryRun run)
    {
        var times = run.Memory.Select(r => r.At).Concat(run.Metrics.Select(r => r.At)).Concat(run.LiveHeap.Select(r => r.At))
            .Concat(run.Process.Select(r => r.At)).Concat(run.Client.Select(r => r.At)).DefaultIfEmpty(run.Header.StartedAt).ToList();
        return (times.Min(), times.Max());
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
