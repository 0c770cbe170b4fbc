using WesMemGuard.Pprof.Attribution;

namespace WesMemGuard.Pprof.Comparing;

/// <summary>The holders of a series of profiles of one process, with what each held in each profile.</summary>
internal sealed class HolderTable
{
    private readonly Dictionary<string, HolderSeries> _holders = new(StringComparer.Ordinal);
    private readonly Dictionary<StackBucket, BucketSeries> _buckets = [];
    private readonly Attributor _attributor;
    private readonly Grouping _grouping;
    private readonly ValueKind _kind;
    private readonly int _profiles;

    private HolderTable(Attributor attributor, Grouping grouping, ValueKind kind, int profiles) =>
        (_attributor, _grouping, _kind, _profiles) = (attributor, grouping, kind, profiles);

    internal IEnumerable<HolderSeries> Holders => _holders.Values;

    internal static HolderTable Of(IReadOnlyList<GoProfile> profiles, ValueKind kind, Grouping grouping,
        Attributor attributor)
    {
        HolderTable table = new(attributor, grouping, kind, profiles.Count);
        for (var i = 0; i < profiles.Count; i++)
        {
            ProfileDiff.CheckComparable(profiles[0], profiles[i]);
            table.Add(profiles[i], i);
        }
        return table;
    }

    private void Add(GoProfile profile, int number)
    {
        var value = profile.IndexOf(_kind);
        if (_kind == ValueKind.Goroutines)
        {
            foreach (var sample in profile.Samples)
                Series(sample, 1, 1, 0).Add(number, sample.Values[value], sample.Values[value], sample.Values[value]);
            return;
        }
        if (profile.BytesPerSample == 0)
            throw new ProfileException("says not how many bytes lie between two samples", "period");
        HeapColumns columns = new(profile, ofAll: _kind is ValueKind.AllocSpace or ValueKind.AllocObjects);
        foreach (var sample in profile.Samples.Where(columns.HasObjects))
        {
            var size = columns.SizeOf(sample);
            var chance = HeapSampling.ChanceToBeSampled(size, profile.BytesPerSample);
            Series(sample, chance, size, profile.BytesPerSample).Add(
                number,
                sample.Values[value],
                HeapSampling.SampledObjects(columns.Held(sample, size), chance),
                HeapSampling.SampledObjects(columns.Allocated(sample, size), chance));
        }
    }

    private BucketSeries Series(ProfileSample sample, double chance, double size, long rate)
    {
        StackBucket key = new(sample.Stack, sample.ObjectSize);
        if (_buckets.TryGetValue(key, out var series))
            return series;
        var space = ValueKinds.IsSpace(_kind);
        var holder = _attributor.HolderOf(sample.Stack);
        var name = GroupName.Of(holder, _grouping);
        if (!_holders.TryGetValue(name, out var of))
            _holders[name] = of = new HolderSeries(name, space ? rate : 0);
        of.Add(series = _buckets[key] = new BucketSeries(holder, chance, space ? size : 1, _profiles));
        return series;
    }
}
