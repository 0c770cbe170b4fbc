using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Statistics;

namespace WesMemGuard.Pprof.Comparing;

/// <summary>One stack with objects of one size, through a series of profiles.</summary>
internal sealed class BucketSeries(Holder holder, double chance, double worth, int profiles)
{
    /// <summary>The values of the kind asked for, scaled to the process.</summary>
    private readonly long[] _values = new long[profiles];

    /// <summary>Sampled objects in use.</summary>
    private readonly long[] _counts = new long[profiles];

    /// <summary>Sampled objects ever allocated; equal to those in use where nothing is known of allocations.</summary>
    private readonly long[] _allocated = new long[profiles];

    internal Holder Holder => holder;

    internal void Add(int profile, long value, long count, long allocated)
    {
        _values[profile] += value;
        _counts[profile] += count;
        _allocated[profile] += allocated;
    }

    internal long Value(int profile) => _values[profile];

    internal long Count(int profile) => _counts[profile];

    internal SampledObjects InUse(int profile) => new(_counts[profile], chance, worth);

    /// <summary>Sampled objects that were there or came in between: those that could have been freed.</summary>
    internal long AtRisk(int from, int to) => _counts[from] + Allocated(from, to);

    /// <summary>
    /// What came and went between two profiles. Of the objects in use at the end at most as many are new as were
    /// allocated in between; the rest were there before. Where more was allocated than is new, something was freed:
    /// then even what seems untouched may have been replaced.
    /// </summary>
    internal (SampledObjects Gained, SampledObjects Lost, bool Freed) Change(int from, int to)
    {
        var net = _counts[to] - _counts[from];
        var allocated = Allocated(from, to);
        var stayed = Math.Clamp(_counts[to] - allocated, 0, _counts[from]);
        return (
            new SampledObjects(_counts[to] - stayed, chance, worth),
            new SampledObjects(_counts[from] - stayed, chance, worth),
            allocated > net);
    }

    private long Allocated(int from, int to) =>
        Math.Max(_allocated[to] - _allocated[from], Math.Max(_counts[to] - _counts[from], 0));
}
