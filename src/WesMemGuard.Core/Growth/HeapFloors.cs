using WesMemGuard.Runs;

namespace WesMemGuard.Growth;

/// <summary>The floors of a run's <c>heap_alloc</c>: the samples that carry least garbage, as the judge takes them.</summary>
internal static class HeapFloors
{
    /// <summary>At most 60 floors in time order, seconds counted from <paramref name="from"/>; empty before the first collection.</summary>
    public static IReadOnlyList<TimedValue> Of(MemoryRun run, DateTimeOffset from)
    {
        var samples = new List<TimedValue>();
        var collections = new List<double>();
        MemorySample? last = null;
        foreach (var reading in run.Memory)
        {
            if (reading.Sample is not { } sample || sample.Equals(last))
                continue;
            last = sample;
            samples.Add(new TimedValue((reading.At - from).TotalSeconds, sample.HeapAlloc));
            collections.Add(sample.NumGc);
        }

        return GrowthPoints.OfFloors(samples.ToArray(), collections.ToArray());
    }
}
