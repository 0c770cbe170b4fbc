using WesMemGuard.Budgets;
using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Attribution;
using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Pprof.Growing;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using MeasuredBytes = WesMemGuard.Verdicts.MeasuredBytes;

namespace WesMemGuard.Node.Profiles;

/// <summary>
/// Names who grew, by the heap and goroutine profiles that a run holds. Profiles are read once, and only when a verdict asks.
/// </summary>
internal sealed class ProfileSuspects : ISuspectFinder
{
    private readonly RunProfiles _profiles = new();
    private readonly Dictionary<string, Attributor> _packages = new(StringComparer.Ordinal);
    private Attributor? _own;
    private readonly Dictionary<GoProfile, GoProfile> _withoutStart = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public Suspects OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo)
    {
        _ = Own(run);
        // What is allocated in advance is no growth of whoever asked for it: it is there, and grows, whatever is kept in it.
        var series = _profiles.Around(run, ProfileKind.Heap, from, to).Select(p => (p.At, Profile: WithoutStart(p.Profile))).ToList();
        var material = series.Count == 0 ? GrowthRanking.MaterialBytes : Material(series[0].Profile);
        return Ranked(series, ProfileKind.Heap, ValueKind.InuseSpace, material, stoppedToo, Suspect);
    }

    /// <inheritdoc/>
    public Suspects OfGoroutines(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo)
    {
        _ = Own(run);
        var series = _profiles.Around(run, ProfileKind.Goroutine, from, to);
        var dump = _profiles.DumpUntil(run, to);
        return Ranked(series, ProfileKind.Goroutine, ValueKind.Goroutines, GrowthRanking.MaterialGoroutines, stoppedToo,
            s => Suspect(s) with
            {
                Stack = StackOf(series[^1].Profile, s.Function),
                Waits = dump is null ? null : WaitsOf(dump, s.Function),
            });
    }

    /// <inheritdoc/>
    public LeakedGoroutines? Leaked(MemoryRun run, DateTimeOffset to)
    {
        var own = Own(run);
        if (_profiles.All(run, ProfileKind.GoroutineLeaks).LastOrDefault(p => p.At <= to + RunProfiles.Grace).Profile is not { } leaks
            || !leaks.Has(ValueKind.Goroutines))
            return null;
        var functions = leaks.Samples.Select(s => (s.Stack, Count: s.Values[0], own.HolderOf(s.Stack).Frame.Function))
            .Where(s => s.Count > 0)
            .GroupBy(s => s.Function, StringComparer.Ordinal).OrderByDescending(g => g.Sum(s => s.Count))
            .ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        return functions is [var most, ..]
            ? new LeakedGoroutines(leaks.Total(ValueKind.Goroutines), most.Key, most.Sum(s => s.Count),
                [.. most.MaxBy(s => s.Count).Stack.Frames.Select(f => f.Function)])
            : new LeakedGoroutines(0, "", 0, []);
    }

    /// <inheritdoc/>
    public IReadOnlyList<MeasuredBytes> MeasuredBytes(MemoryRun run, string module) =>
        ModuleSeries.Of(_profiles.All(run, ProfileKind.Heap), module, For(run, module));

    /// <inheritdoc/>
    public MeasuredBytes? MeasuredGrowth(MemoryRun run, string module, DateTimeOffset from, DateTimeOffset to) =>
        ModuleSeries.Growth(_profiles.All(run, ProfileKind.Heap), module, from, to, For(run, module));

    /// <inheritdoc/>
    public ProfiledGrowth? HeapGrowth(MemoryRun run, DateTimeOffset from, DateTimeOffset to) =>
        ModuleSeries.Growth(_profiles.Around(run, ProfileKind.Heap, from, to), Own(run));

    /// <summary>What modules hold at each heap profile, arenas apart: those that moved most between two of them, at most so many.</summary>
    /// <param name="run">The run with its profiles.</param>
    /// <param name="most">How many modules.</param>
    public IReadOnlyList<(string Module, IReadOnlyList<(DateTimeOffset At, double Bytes)> Points)> HeldByModule(MemoryRun run, int most)
    {
        var series = _profiles.Whole(run, ProfileKind.Heap)
            .Select(p => (p.At, Held: ModuleBytes.Of(WithoutStart(p.Profile), Own(run))
            .ToDictionary(m => m.Module.Name, m => (double)m.Bytes.Value, StringComparer.Ordinal))).ToList();
        return series.Count < 2 ? [] : [.. series.SelectMany(p => p.Held.Keys).Distinct(StringComparer.Ordinal)
            .Select(module =>
                (Module: module,
                Points: (IReadOnlyList<(DateTimeOffset At,
                double Bytes)>)[.. series.Select(p => (p.At, p.Held.GetValueOrDefault(module)))]))
            .Where(m => m.Points.Any(p => p.Bytes != m.Points[0].Bytes))
            .OrderByDescending(m => m.Points.Max(p => p.Bytes) - m.Points.Min(p => p.Bytes))
                .ThenBy(m => m.Module, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>Attributes to the program's own parts, told from all that the run has profiled.</summary>
    private Attributor Own(MemoryRun run) =>
        _own ??= OwnOf([.. _profiles.All(run, ProfileKind.Goroutine), .. _profiles.All(run, ProfileKind.Heap)]);

    private static Attributor OwnOf(IEnumerable<(DateTimeOffset At, GoProfile Profile)> series) =>
        new(ProgramMap.For(series.Select(s => s.Profile)));

    /// <summary>Attributes to a module, or to one package with all that it calls.</summary>
    private Attributor For(MemoryRun run, string module)
    {
        if (!module.StartsWith(Limit.PackagePrefix, StringComparison.Ordinal))
            return Own(run);
        if (!_packages.TryGetValue(module, out var attributor))
            _packages[module] = attributor = new Attributor(ModuleMap.OfPackage(module[Limit.PackagePrefix.Length..], module));
        return attributor;
    }

    private GoProfile WithoutStart(GoProfile profile) => _withoutStart.TryGetValue(profile, out var known) ? known
        : _withoutStart[profile] =
            new GoProfile(profile.SampleTypes, [.. profile.Samples.Where(s => !ModuleSeries.IsOfStart(s.Stack))],
            profile.BytesPerSample, profile.Time);

    /// <summary>Two sampled objects: less is chance. Finer profiles accuse sooner.</summary>
    private static long Material(GoProfile profile) =>
        Math.Clamp(2 * profile.BytesPerSample, 64 * 1024, GrowthRanking.MaterialBytes);

    private Suspects Ranked(
        IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> series, ProfileKind shown, ValueKind kind, long atLeast,
            bool stoppedToo, Func<GrowthSuspect, Suspect> told)
    {
        if (series.Count < 2)
            return new Suspects([], _profiles.Unreadable ?? ProfileReasons.TooFew(series.Count, shown));
        try
        {
            var ranking = GrowthRanking.Rank(series, kind, _own!);
            // Bytes that did not come back may have stopped growing long ago; a leak goes on, and those that surely do are ranked first.
            var material = ranking.Suspects.Where(s => s.Growth.Value >= atLeast);
            var ordered = stoppedToo
                ? material.OrderByDescending(s => s.Growth.IsAboveZero).ThenByDescending(s => s.Growth.Value)
                : material.Where(s => !s.StoppedGrowing);
            var found = ordered.Select(told).ToList();
            return new Suspects(found, found.Count > 0 ? null : ProfileReasons.NobodyStandsOut(series.Count, shown))
            {
                Advice = kind == ValueKind.InuseSpace && !found.Exists(s => s.Low > 0)
                    ? FinerProfiles.Advice(ranking, series[^1].At - series[0].At, series[^1].Profile.BytesPerSample) : null,
            };
        }
        catch (ProfileException e)
        {
            return new Suspects([], ProfileReasons.NotComparable(e.Message.TrimEnd('.')));
        }
    }

    private static Suspect Suspect(GrowthSuspect suspect) => new(
        suspect.Function,
        suspect.Holder.Frame.Place.Length == 0 ? null : suspect.Holder.Frame.Place,
        suspect.Module.Name,
        suspect.Growth.Value, suspect.Growth.Low, suspect.Growth.High, suspect.Share)
    {
        Elapsed = suspect.Elapsed,
        Holder = suspect.Module.Kind switch
        {
            ModuleKind.NoReporter => SuspectHolder.NoReporter,
            ModuleKind.ThirdParty => SuspectHolder.ThirdParty,
            _ => SuspectHolder.Module,
        },
    };

    /// <summary>The stack of most of the function's goroutines.</summary>
    private string[] StackOf(GoProfile profile, string function)
    {
        var own = profile.Samples.Where(s => HolderIs(s.Stack, function)).MaxBy(s => s.Values[0]);
        return own is null ? [] : [.. own.Stack.Frames.Select(f => f.Function)];
    }

    /// <summary>What most of the function's goroutines wait for, and the shortest and longest wait.</summary>
    private Waiting? WaitsOf(GoroutineDump dump, string function)
    {
        var waiting = dump.Waiting().Where(w => HolderIs(w.Stack, function)).GroupBy(w => w.WaitReason).MaxBy(g => g.Sum(w => w.Count));
        return waiting is null
            ? null
            : new Waiting(waiting.Key, waiting.Min(w => w.LeastMinutes), waiting.Max(w => w.MostMinutes), waiting.Sum(w => w.Count));
    }

    private bool HolderIs(CallPath stack, string function) => _own!.HolderOf(stack).Frame.Function == function;
}
