using WesMemGuard.Pprof;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Node.Profiles;

/// <summary>Names who grew, by the heap and goroutine profiles that a run holds. Profiles are read once, and only when a verdict asks.</summary>
public sealed class ProfileSuspects : ISuspectFinder
{
    private readonly Dictionary<ProfileCapture, GoProfile?> _read = [];
    private readonly Attributor _attributor = new();
    private string? _unreadable;

    /// <inheritdoc/>
    public Suspects OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo)
    {
        var series = Series(run, "heap", from, to);
        var material = series.Count == 0 ? GrowthRanking.MaterialBytes : Material(series[0].Profile);
        return Ranked(series, "heap", ValueKind.InuseSpace, material, stoppedToo);
    }

    /// <inheritdoc/>
    public Suspects OfGoroutines(MemoryRun run, DateTimeOffset from, DateTimeOffset to, bool stoppedToo) =>
        Ranked(Series(run, "goroutine", from, to), "goroutine", ValueKind.Goroutines, GrowthRanking.MaterialGoroutines, stoppedToo);

    /// <inheritdoc/>
    public IReadOnlyList<(DateTimeOffset At, double Bytes)> MeasuredBytes(MemoryRun run, string module) =>
        All(run, "heap")
            .Select(p => (p.At, (double)ModuleBytes.Of(p.Profile, _attributor).Where(m => m.Module.Name == module).Sum(m => m.Bytes.Value)))
            .ToList();

    /// <summary>Two sampled objects: less is chance. Finer profiles accuse sooner.</summary>
    private static long Material(GoProfile profile) =>
        Math.Clamp(2 * profile.BytesPerSample, 64 * 1024, GrowthRanking.MaterialBytes);

    private Suspects Ranked(List<(DateTimeOffset At, GoProfile Profile)> series, string name, ValueKind kind, long material, bool stoppedToo)
    {
        if (series.Count < 2)
            return new Suspects([], _unreadable ?? $"{series.Count} {name} {(series.Count == 1 ? "profile" : "profiles")} around the window, 2 are needed");
        try
        {
            var ranking = GrowthRanking.Rank(series, kind, _attributor);
            var found = ranking.Suspects
                .Where(s => s.Growth.Value >= material && (stoppedToo || !s.StoppedGrowing))
                .OrderByDescending(s => s.Growth.IsAboveZero)
                .ThenByDescending(s => s.Growth.Value)
                .Select(Suspect)
                .ToList();
            return new Suspects(found, found.Count > 0 ? null : $"no function's growth stands out of the sampling error of {series.Count} {name} profiles");
        }
        catch (ProfileException e)
        {
            return new Suspects([], e.Message.TrimEnd('.'));
        }
    }

    private static Suspect Suspect(GrowthSuspect suspect) => new(
        suspect.Function,
        suspect.Holder.Frame.File.Length == 0 ? null : $"{FileName(suspect.Holder.Frame.File)}:{suspect.Holder.Frame.Line}",
        suspect.Module.ToString(),
        suspect.Growth.Value, suspect.Growth.Low, suspect.Growth.High, suspect.Share);

    private static string FileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>
    /// The profiles of a window, and the nearest ones around it where they lie within a fifth of its length (or are needed for a difference):
    /// a growth that began with a phase is not to be missed by the first minutes of it.
    /// </summary>
    private List<(DateTimeOffset At, GoProfile Profile)> Series(MemoryRun run, string kind, DateTimeOffset from, DateTimeOffset to)
    {
        var all = All(run, kind);
        var reach = (to - from) / 5;
        var first = Math.Max(0, all.FindLastIndex(p => p.At <= from));
        var last = all.FindIndex(p => p.At >= to);
        last = last < 0 ? all.Count - 1 : last;
        if (last - first >= 2 && all[first].At < from - reach)
            first++;
        if (last - first >= 2 && all[last].At > to + reach)
            last--;
        return last < 0 ? [] : all.GetRange(first, last - first + 1);
    }

    private List<(DateTimeOffset At, GoProfile Profile)> All(MemoryRun run, string kind) =>
        run.Profiles.Where(p => p.Kind == kind).Select(p => (p.At, Profile: Read(p))).Where(p => p.Profile is not null).Select(p => (p.At, p.Profile!)).ToList();

    private GoProfile? Read(ProfileCapture capture)
    {
        if (_read.TryGetValue(capture, out var known))
            return known;
        try
        {
            using var content = new MemoryStream(capture.Content.ToArray(), writable: false);
            return _read[capture] = ProfileReader.Read(content);
        }
        catch (ProfileException e)
        {
            _unreadable ??= $"{capture.File} can't be read: {e.Message.TrimEnd('.')}";
            return _read[capture] = null;
        }
    }
}
