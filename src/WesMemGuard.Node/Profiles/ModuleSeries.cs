using System.Collections.Immutable;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Verdicts;
using MeasuredBytes = WesMemGuard.Verdicts.MeasuredBytes;

namespace WesMemGuard.Node.Profiles;

/// <summary>What modules hold through a series of heap profiles.</summary>
internal static class ModuleSeries
{
    /// <summary>
    /// Blocks that are allocated whole and in advance, whatever is in them: the memtables of Badger (skl.newArena) and
    /// the shards of BigCache (queue.NewBytesQueue and its growth).
    /// </summary>
    private static readonly string[] Arenas = ["/skl.newArena", "/skl.NewSkiplist", "/bigcache/v3/queue."];

    /// <summary>One module's bytes at each profile.</summary>
    public static IReadOnlyList<MeasuredBytes> Of(IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> series,
        string module,
        Attributor attributor)
    {
        var sizes = new List<MeasuredBytes>();
        foreach (var (at, profile) in series)
        {
            try
            {
                sizes.Add(Of(at, profile, module, attributor));
            }
            catch (ProfileException)
            {
                // A profile that can be read but doesn't say what is held counts as one that can't: whoever asks compares the numbers.
                continue;
            }
        }

        return sizes;
    }

    /// <summary>
    /// Growth of one module between the profiles of two moments; null when there are none or they can't be compared.
    /// </summary>
    public static MeasuredBytes? Growth(
        IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> series, string module, DateTimeOffset from,
        DateTimeOffset to,
            Attributor attributor)
    {
        var (first, last) = (series.FirstOrDefault(p => p.At == from).Profile, series.LastOrDefault(p => p.At == to).Profile);
        if (first is null || last is null || Rows(first, last, attributor) is not { } rows)
            return null;
        if (rows.FirstOrDefault(r => r.Module.Name == module) is { Name: not null } row)
            return new MeasuredBytes(to, row.Growth.Value, row.Growth.Low, row.Growth.High);
        // Never sampled in either: it may hold as much as sampling can miss.
        var unseen = Of(to, last, module, attributor);
        return unseen with { Bytes = 0, Low = -Of(from, first, module, attributor).High };
    }

    /// <summary>
    /// Growth of all modules between the first and the last of the profiles; null when they can't be compared.
    /// </summary>
    public static ProfiledGrowth? Growth(IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> series,
        Attributor attributor)
    {
        if (series.Count < 2 || Rows(series[0].Profile, series[^1].Profile, attributor) is null)
            return null;
        var arenas = 0.0;
        var modules = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (profile, sign) in new[] { (series[^1].Profile, 1), (series[0].Profile, -1) })
        {
            var index = IndexOfInuse(profile);
            foreach (var sample in profile.Samples)
            {
                var bytes = sign * (double)sample.Values[index];
                if (IsArena(sample.Stack))
                    arenas += bytes;
                else if (attributor.HolderOf(sample.Stack).Module.Name is var name)
                    modules[name] = modules.GetValueOrDefault(name) + bytes;
            }
        }

        var ordered = modules.Where(m => m.Value != 0).OrderByDescending(m => m.Value)
            .ThenBy(m => m.Key, StringComparer.Ordinal).Select(m => (m.Key, m.Value)).ToList();
        return new ProfiledGrowth(ordered, arenas, series[^1].At - series[0].At);
    }

    private static MeasuredBytes Of(DateTimeOffset at, GoProfile profile, string module, Attributor attributor)
    {
        var all = ModuleBytes.Of(profile, attributor);
        var own = all.FirstOrDefault(m => m.Module.Name == module);
        if (own.Module.Name is null)
            own = new ModuleBytes(default, new SampledBytes(0, 0, profile.BytesPerSample * NothingSeen, 0));
        return new MeasuredBytes(at, own.Bytes.Value, own.Bytes.Low, own.Bytes.High);
    }

    /// <summary>-ln 0.01: so many sampling distances may hide, at 1 %, where not one object was sampled.</summary>
    private const double NothingSeen = 4.605;

    private static ImmutableArray<DiffRow>? Rows(GoProfile from, GoProfile to, Attributor attributor)
    {
        try
        {
            return ProfileDiff.MayBeOneProcess(from, to)
                ? DiffTable.Between(from, to, ValueKind.InuseSpace, Grouping.Module, attributor) : null;
        }
        catch (ProfileException)
        {
            return null;
        }
    }

    private static int IndexOfInuse(GoProfile profile)
    {
        for (var i = 0; i < profile.SampleTypes.Length; i++)
        {
            if (profile.SampleTypes[i].Type == "inuse_space")
                return i;
        }

        throw new ProfileException("holds no inuse_space");
    }

    /// <summary>Whether a stack allocates a block in advance.</summary>
    internal static bool IsArena(CallPath stack) =>
        stack.Frames.Take(3).Any(f => Arenas.Any(a => f.Function.Contains(a, StringComparison.Ordinal)));

    /// <summary>
    /// Whether a stack is of a start: arenas, and what BigCache makes beside each of its shards, once.
    /// </summary>
    internal static bool IsOfStart(CallPath stack) =>
        IsArena(stack) || stack.Frames.Take(3).Any(f => f.Function.EndsWith("/bigcache/v3.initNewShard", StringComparison.Ordinal));
}
