using System.Globalization;
using WesMemGuard.Runs;
using WesMemGuard.Units;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>
/// The same sample for more than 30 s while polled: the node's sampler is dead and its figures are history (node.md
/// 9.A-11).
/// </summary>
internal static class FrozenGate
{
    private const double LongestSeconds = 30;

    /// <summary>
    /// Pages and collections are live: two equal ones, a whole interval of 30 s apart, are one too many.
    /// </summary>
    private const double LongestLiveSeconds = 28;

    /// <summary>
    /// /proc figures of an idle process really stand still for minutes (420 s seen); where nothing else tells, this is
    /// too long. So it is for a store, however seldom it is filled.
    /// </summary>
    private const double LongestSilentSeconds = 300;

    /// <summary>
    /// What comes from a store repeats itself until that is filled again; one round that was missed is no standstill.
    /// </summary>
    private const double MostRounds = 2.1;

    /// <summary>120 s, and a minute for the page that shows it.</summary>
    private const double OldestCollectionSeconds = 180;

    /// <summary>How far the node's own rss must have moved while /proc stood still.</summary>
    private const double ProcessMoved = 4 * ByteSize.MiB;

    /// <summary>
    /// The same in a stretch that is too long: the kernel's counts of one process, read twice, differ by some pages for
    /// each thread only.
    /// </summary>
    private const double ProcessStirred = ByteSize.MiB / 4;

    /// <summary>What the gate makes of a source in a window; null when it stays silent.</summary>
    public static GateFinding? Check(SourceReadings source, MemoryRun run, Window window) =>
        source.Source is MetricSource.ProcessPath or MetricSource.PairedPath ? Process(run, window) : Repeated(source);

    private static GateFinding? Repeated(SourceReadings source)
    {
        Slot? first = null;
        var stored = StoredAnswers.SecondsBetween(source.Slots);
        foreach (var slot in source.Slots.Where(s => s.Value is not null && s.Identity is not null))
        {
            if (first is null || slot.Identity != first.Value.Identity)
            {
                first = slot;
                continue;
            }

            var seconds = (slot.At - first.Value.At).TotalSeconds;
            var longest = Math.Max(source.Source == MetricSource.MemoryPath ? LongestSeconds : LongestLiveSeconds,
                Math.Min(MostRounds * (stored ?? 0), LongestSilentSeconds));
            if (seconds > longest)
                return Frozen(source.Source, first.Value.At, seconds, longest);
        }

        return null;
    }

    /// <summary>
    /// Go collects at least every 2 minutes: a page whose last collection is older than this, with the collector on, is
    /// history (live-heap.md, step 8). Ages are held against the run's smallest, so that a clock of the node that runs
    /// ahead or behind changes nothing.
    /// </summary>
    public static GateFinding? Stale(MemoryRun run, LimitSource source, Window window)
    {
        if (source.Kind != SeriesKind.LiveHeap || source.Readings.Source != MetricSource.MetricsPath)
            return null;
        var ages = run.Metrics.Where(r => r.Sample?.CollectedAt is not null)
            .Select(r => (r.At, Seconds: (r.At - r.Sample!.CollectedAt!.Value).TotalSeconds)).ToList();
        if (ages.Count == 0)
            return null;
        var youngest = Math.Max(0, ages.Min(a => a.Seconds));
        var oldest = ages.Where(a => window.Contains(a.At)).Select(a => (a.At, Seconds: a.Seconds - youngest)).DefaultIfEmpty()
            .MaxBy(a => a.Seconds);
        return oldest.Seconds > OldestCollectionSeconds
            ? new GateFinding(Outcome.Inconclusive, GateReasons.Stale(TimeSpan.FromSeconds(oldest.Seconds), oldest.At))
            : null;
    }

    private static GateFinding Frozen(string source, DateTimeOffset since, double seconds, double longest) =>
        new(Outcome.NotMeasured, GateReasons.Frozen(source, since, Seconds(seconds, longest), longest));

    /// <summary>Whole seconds, and decimals where these would hide that it was too long.</summary>
    internal static double Seconds(double seconds, double longest) => Math.Round(seconds) > Math.Round(longest)
        ? Math.Round(seconds)
        : double.Parse(Decimals.Apart(seconds, longest), CultureInfo.InvariantCulture);

    private static GateFinding? Process(MemoryRun run, Window window)
    {
        Reading<ProcessSample>? first = null;
        foreach (var reading in run.Process.Where(r => r.Sample is not null && window.Contains(r.At)))
        {
            if (first is null || reading.Sample != first.Value.Sample)
            {
                first = reading;
                continue;
            }

            var since = first.Value.At;
            var seconds = (reading.At - since).TotalSeconds;
            var still = new Window(since, reading.At);
            var allowed = seconds > LongestSilentSeconds ? ProcessStirred : ProcessMoved;
            if (seconds > LongestSeconds
                && (NodeMoved(run, still) is { } moved ? moved > allowed : seconds > LongestSilentSeconds))
                return Frozen(MetricSource.ProcessPath, since, seconds, LongestSeconds);
        }

        return null;
    }

    /// <summary>
    /// How far the node's own figure of its rss moved in a stretch; null when it isn't known, or nothing tells that the
    /// node lived: its collections went on, or its rss moved. Memory that stands still in a node that lives is quiet,
    /// not frozen.
    /// </summary>
    private static double? NodeMoved(MemoryRun run, Window window)
    {
        var sampled = run.Memory.Where(r => r.Sample is not null
            && window.Widened(TimeSpan.FromSeconds(-12), TimeSpan.Zero).Contains(r.At))
            .Select(r => (Rss: (double?)r.Sample!.RssBytes, Count: (double?)r.Sample.NumGc));
        var pages = run.Metrics.Where(r => r.Sample is not null && window.Contains(r.At))
            .Select(r => (Rss: r.Sample!.RssBytes, Count: r.Sample.GcCount));
        var (of, from) = (Spread([.. sampled]), Spread([.. pages]));
        var moved = of.Rss is null ? from.Rss : from.Rss is null ? of.Rss : Math.Max(of.Rss.Value, from.Rss.Value);
        return moved > ProcessStirred || of.Count > 0 || from.Count > 0 ? moved : null;
    }

    private static (double? Rss, double? Count) Spread(List<(double? Rss, double? Count)> seen) =>
        (Spread(seen.Select(s => s.Rss)), Spread(seen.Select(s => s.Count)));

    private static double? Spread(IEnumerable<double?> figures)
    {
        var known = figures.OfType<double>().ToList();
        return known.Count > 1 ? known.Max() - known.Min() : null;
    }
}
