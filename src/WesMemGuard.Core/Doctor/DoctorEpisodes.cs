using WesMemGuard.LiveHeap;
using WesMemGuard.Runs;

namespace WesMemGuard.Doctor;

/// <summary>Holds the warnings of the node's own rule against the live heap: which of them are real.</summary>
internal static class DoctorEpisodes
{
    /// <summary>The node samples each 10 s: warnings further apart than this are two episodes.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(60);

    /// <summary>The node's caches fill in the first five minutes.</summary>
    private static readonly TimeSpan StartUp = TimeSpan.FromMinutes(5);

    /// <summary>An idle node collects each two minutes: a point further away says nothing of the moment.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(4);

    /// <summary>Every episode of a run, in order of its first warning.</summary>
    public static IReadOnlyList<DoctorEpisode> Of(MemoryRun run)
    {
        var points = LiveHeapDecision.Of(run).Points;
        var starts = Starts(run);
        return [.. MemoryDoctorRule.Warnings(run).GroupBy(w => w.Kind).SelectMany(Follow)
            .Select(warnings => Episode(warnings, points, starts)).OrderBy(e => e.From)];
    }

    private static IEnumerable<List<DoctorWarning>> Follow(IEnumerable<DoctorWarning> warnings)
    {
        var episode = new List<DoctorWarning>();
        foreach (var warning in warnings)
        {
            if (episode.Count > 0 && warning.At - episode[^1].At > Apart)
            {
                yield return episode;
                episode = [];
            }

            episode.Add(warning);
        }

        if (episode.Count > 0)
            yield return episode;
    }

    private static DoctorEpisode Episode(List<DoctorWarning> warnings, IReadOnlyList<LiveHeapPoint> points, List<DateTimeOffset> starts)
    {
        var (first, last) = (warnings[0], warnings[^1]);
        var value = warnings.Max(w => w.Value);
        var live = first.Kind == DoctorRule.RssGrowth ? LiveGrowth(points, first.WindowStart, last.At) : null;
        var cause = first.Kind != DoctorRule.RssGrowth ? DoctorCause.Counted
            : starts.Any(s => first.WindowStart >= s && first.WindowStart < s + StartUp) ? DoctorCause.StartUp
            : Cause(value, live);
        return new DoctorEpisode(first.Kind, first.At, last.At, warnings.Count, first.WindowStart, value, cause, live);
    }

    private static DoctorCause Cause(double growth, double? live) => (live / growth) switch
    {
        null => DoctorCause.Unknown,
        >= 0.5 => DoctorCause.Live,
        >= 0.1 => DoctorCause.PartlyLive,
        _ => DoctorCause.Garbage,
    };

    private static double? LiveGrowth(IReadOnlyList<LiveHeapPoint> points, DateTimeOffset from, DateTimeOffset to)
    {
        if (points.Count == 0)
            return null;
        var b = points.Any(p => p.At <= from) ? points.Last(p => p.At <= from) : points[0];
        var a = points.Any(p => p.At >= to) ? points.First(p => p.At >= to) : points[^1];
        return a.At > b.At && (b.At - from).Duration() <= Near && (a.At - to).Duration() <= Near
            ? a.Bytes - b.Bytes
            : null;
    }

    // The first answer of each process: the number of collections falls only when it is replaced.
    private static List<DateTimeOffset> Starts(MemoryRun run)
    {
        var starts = new List<DateTimeOffset>();
        MemorySample? last = null;
        foreach (var reading in run.Memory)
        {
            if (reading.Sample is not { } sample)
                continue;
            if (last is null ? sample.NumGc < 20 : sample.NumGc < last.NumGc)
                starts.Add(reading.At);
            last = sample;
        }

        return starts;
    }
}
