using WesMemGuard.Pprof;
using WesMemGuard.Pprof.Reading;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Profiles;

/// <summary>The profiles of runs, each read once.</summary>
internal sealed class RunProfiles
{
    /// <summary>What is captured so much later still tells of a moment.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>A node is up within this time; what it holds before is no level that anything grew from.</summary>
    private static readonly TimeSpan StartUp = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A profile of the start-up that holds less than this part of the next one was captured before caches were there
    /// (measured: 564 of 964 MiB at 5 s).
    /// </summary>
    private const double Complete = 0.75;

    private readonly Dictionary<ProfileCapture, GoProfile?> _read = [];

    /// <summary>Which profile could not be read and why, the first one; null while all could.</summary>
    public Reason? Unreadable { get; private set; }

    /// <summary>All readable profiles of a kind, in time order.</summary>
    public IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> All(MemoryRun run, ProfileKind kind) =>
        Readable(run, kind);

    /// <summary>The profiles of the whole run, without one that was captured before the node was up.</summary>
    public IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> Whole(MemoryRun run, ProfileKind kind) => Up(run, Readable(run, kind));

    /// <summary>
    /// The profiles of a window, and the nearest ones around it where they lie within a fifth of its length (or are needed for a
    /// difference): a growth that began with a phase is not to be missed by the first minutes of it.
    /// </summary>
    public IReadOnlyList<(DateTimeOffset At, GoProfile Profile)> Around(
        MemoryRun run, ProfileKind kind, DateTimeOffset from, DateTimeOffset to)
    {
        var all = Readable(run, kind);
        var reach = (to - from) / 5;
        var first = Math.Max(0, all.FindLastIndex(p => p.At <= from));
        var last = all.FindIndex(p => p.At >= to);
        last = last < 0 ? all.Count - 1 : last;
        if (last - first >= 2 && all[first].At < from - reach)
            first++;
        if (last - first >= 2 && all[last].At > to + reach)
            last--;
        return last < 0 ? [] : Up(run, all.GetRange(first, last - first + 1));
    }

    private static List<(DateTimeOffset At, GoProfile Profile)> Up(MemoryRun run, List<(DateTimeOffset At, GoProfile Profile)> series)
    {
        if (series.Count > 2 && series[0].At < run.Header.StartedAt + StartUp
            && Held(series[0].Profile) < Complete * Held(series[1].Profile))
            series.RemoveAt(0);
        return series;
    }

    private static long Held(GoProfile profile) => profile.Has(ValueKind.InuseSpace) ? profile.Total(ValueKind.InuseSpace) : 0;

    /// <summary>The last dump of goroutines up to a moment, a minute's grace given; null when there is none that can be read.</summary>
    internal GoroutineDump? DumpUntil(MemoryRun run, DateTimeOffset to)
    {
        foreach (var capture in run.Profiles.Where(p => p.Kind == ProfileKind.GoroutineDump && p.At <= to + Grace).Reverse())
        {
            try
            {
                using var content = Content(capture);
                return Pprof.Reading.ProfileReader.ReadGoroutines(content);
            }
            catch (ProfileException e)
            {
                Blame(capture, e);
            }
        }

        return null;
    }

    // A profile that the process wrote once may be served twice, as by a replay: the second time it tells nothing of that moment.
    private List<(DateTimeOffset At, GoProfile Profile)> Readable(MemoryRun run, ProfileKind kind) =>
        run.Profiles.Where(p => p.Kind == kind).Select(p => (p.At, Profile: Read(p))).Where(p => p.Profile is not null)
            .Select(p => (p.At, Profile: p.Profile!))
            .DistinctBy(p => (object?)p.Profile.Time ?? p.Profile).ToList();

    private GoProfile? Read(ProfileCapture capture)
    {
        if (_read.TryGetValue(capture, out var known))
            return known;
        try
        {
            using var content = Content(capture);
            return _read[capture] = ProfileReader.Read(content);
        }
        catch (ProfileException e)
        {
            Blame(capture, e);
            return _read[capture] = null;
        }
    }

    private void Blame(ProfileCapture capture, ProfileException e) =>
        Unreadable ??= ProfileReasons.Unreadable(capture.File, e.Message.TrimEnd('.'));

    private static MemoryStream Content(ProfileCapture capture) => new(capture.Content.ToArray(), writable: false);
}
