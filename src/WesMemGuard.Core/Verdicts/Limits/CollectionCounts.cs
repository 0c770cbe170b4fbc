using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Limits;

/// <summary>How many collections had run at given moments, for floors: from whichever source counts them.</summary>
internal static class CollectionCounts
{
    /// <summary>The count at each value, the last known one; empty when no source counts collections.</summary>
    public static double[] At(MemoryRun run, IReadOnlyList<(DateTimeOffset At, double Value)> values)
    {
        var known = run.Memory.Where(r => r.Sample is not null).Select(r => (r.At, Count: r.Sample!.NumGc)).ToList();
        if (known.Count == 0)
            known = run.Metrics.Where(r => r.Sample?.GcCount is not null).Select(r => (r.At, Count: r.Sample!.GcCount!.Value)).ToList();
        if (known.Count == 0)
            return [];
        var counts = new double[values.Count];
        var next = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            while (next + 1 < known.Count && known[next + 1].At <= values[i].At)
                next++;
            counts[i] = known[next].Count;
        }

        return counts;
    }
}
