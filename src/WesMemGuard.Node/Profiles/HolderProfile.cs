using WesMemGuard.Analysis;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Profiles;

/// <summary>A place in the node and how much stands there.</summary>
/// <param name="Function">The function.</param>
/// <param name="Place">Its file and line; empty when unknown.</param>
/// <param name="Amount">Bytes, or goroutines.</param>
/// <param name="Stack">Of goroutines the calls, the innermost first; of memory empty.</param>
internal sealed record HeldAt(string Function, string Place, double Amount, IReadOnlyList<string> Stack);

/// <summary>One moment's profiles of a run: who holds the heap, and where goroutines stand.</summary>
internal sealed class HolderProfile
{
    private readonly Attributor _attributor;
    private readonly GoProfile? _heap;
    private readonly GoProfile? _goroutines;

    private HolderProfile(DateTimeOffset? at, GoProfile? heap, GoProfile? goroutines)
    {
        (HeapAt, _heap, _goroutines) = (at, heap, goroutines);
        _attributor = new Attributor(ProgramMap.For(new[] { heap, goroutines }.OfType<GoProfile>()));
    }

    /// <summary>When the heap profile was captured, UTC; null when there is none that can be read.</summary>
    public DateTimeOffset? HeapAt { get; }

    /// <summary>The profiles nearest to a moment.</summary>
    public static HolderProfile At(MemoryRun run, DateTimeOffset at)
    {
        var profiles = new RunProfiles();
        var heap = profiles.All(run, ProfileKind.Heap).Where(p => p.Profile.Has(ValueKind.InuseSpace))
            .OrderBy(p => (p.At - at).Duration()).ToList();
        var goroutines = profiles.All(run, ProfileKind.Goroutine).Where(p => p.Profile.Has(ValueKind.Goroutines))
            .OrderBy(p => (p.At - at).Duration()).ToList();
        return new HolderProfile(heap.Count > 0
            ? heap[0].At : null, heap.Count > 0 ? heap[0].Profile : null,
            goroutines.Count > 0 ? goroutines[0].Profile : null);
    }

    /// <summary>The heap by the profile; null without one that states its sampling.</summary>
    public HeapPortrait? Portrait() =>
        HeapAt is { } at && Holders() is { Count: > 0 } holders ? new HeapPortrait(at, holders) : null;

    /// <summary>
    /// Every holder, the largest first; the bytes add up to the profile's total. Empty without a profile that states
    /// its sampling.
    /// </summary>
    public IReadOnlyList<HeapHolder> Holders()
    {
        if (_heap is null || _heap.BytesPerSample <= 0)
            return [];
        var index = IndexOf(_heap, "inuse_space");
        var arenas = _heap.Samples.Where(s => ModuleSeries.IsArena(s.Stack)).GroupBy(s => _attributor.HolderOf(s.Stack).Module.Name)
            .ToDictionary(g => g.Key, g => (double)g.Sum(s => s.Values[index]), StringComparer.Ordinal);
        return [.. ModuleBytes.Of(_heap, _attributor)
            .Select(m => new HeapHolder(m.Module.Name, m.Module.Kind == ModuleKind.Reporting, m.Bytes.Value, m.Bytes.Low,
                m.Bytes.High, arenas.GetValueOrDefault(m.Module.Name)))
            .OrderByDescending(h => h.Bytes)];
    }

    /// <summary>The functions of a module that hold most, the largest first.</summary>
    public IReadOnlyList<HeldAt> Allocators(string module, int most) =>
        _heap is null ? [] : Top(_heap, "inuse_space", module, most, withStack: false);

    /// <summary>Where a module's goroutines stand, the most first.</summary>
    public IReadOnlyList<HeldAt> Goroutines(string module, int most) =>
        _goroutines is null ? [] : Top(_goroutines, _goroutines.SampleTypes[0].Type, module, most, withStack: true);

    private List<HeldAt> Top(GoProfile profile, string type, string module, int most, bool withStack)
    {
        var index = IndexOf(profile, type);
        return profile.Samples.Where(s => _attributor.HolderOf(s.Stack).Module.Name == module)
            .GroupBy(s => _attributor.HolderOf(s.Stack).Frame.Function)
            .Select(g => (First: g.MaxBy(s => s.Values[index])!, Sum: (double)g.Sum(s => s.Values[index])))
            .Where(g => g.Sum > 0)
            .OrderByDescending(g => g.Sum)
            .Take(most)
            .Select(g => new HeldAt(
                _attributor.HolderOf(g.First.Stack).Frame.ShortName, _attributor.HolderOf(g.First.Stack).Frame.Place, g.Sum,
                withStack ? [.. g.First.Stack.Frames.Select(f => f.ShortName)] : []))
            .ToList();
    }

    private static int IndexOf(GoProfile profile, string type)
    {
        for (var i = 0; i < profile.SampleTypes.Length; i++)
        {
            if (profile.SampleTypes[i].Type == type)
                return i;
        }

        throw new ProfileException($"holds no {type}");
    }
}
