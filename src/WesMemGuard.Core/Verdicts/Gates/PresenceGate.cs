using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>
/// Were the samples there? Under half present: not measured; under 95 %, or a gap over 60 s: inconclusive. What was due
/// is the larger of the requests on record and what the source's interval asks for in the window, so that a poller that
/// died, or lines that are gone, count.
/// </summary>
internal static class PresenceGate
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(60);

    /// <summary>What the gate makes of a source in a window; null when it stays silent.</summary>
    /// <param name="whole">The readings of the whole run.</param>
    /// <param name="window">The judged window.</param>
    /// <param name="gapsCount">False for peaks: only missing samples count there.</param>
    public static GateFinding? Check(SourceReadings whole, Window window, bool gapsCount)
    {
        if (whole.Slots.Count == 0)
            return new GateFinding(Outcome.NotMeasured, GateReasons.NeverAsked(whole.Source));
        var source = whole.Within(window);
        var present = Present(source);
        var due = Due(source, window);
        if (due == 0)
            return new GateFinding(Outcome.Inconclusive, GateReasons.NoRequest(source.Source, window.Length));
        if (present * 2 < due || present == 0)
            return new GateFinding(Outcome.NotMeasured, Absent(source, present, due));
        if (present < 0.95 * due)
            return new GateFinding(Outcome.Inconclusive, Missing(source, present, due));
        return gapsCount ? Gap(source, window) : null;
    }

    /// <summary>
    /// The requests on record and those that their own rhythm lacks; where the record ends early, what the interval
    /// asks for.
    /// </summary>
    private static int Due(SourceReadings source, Window window)
    {
        var marked = 0;
        foreach (var slot in source.Slots)
            marked += slot.Mark is null ? 0 : 1;
        var bySchedule = Math.Floor((window.Length.TotalSeconds / source.Rhythm.Interval) + 0.05) + marked;
        return (int)Math.Min(Math.Max(source.Slots.Count + source.Rhythm.Lacking(window), bySchedule),
            int.MaxValue / 4);
    }

    private static GateFinding? Gap(SourceReadings source, Window window)
    {
        var interval = source.Rhythm.Interval;
        var longest = Math.Max(LongestGap.TotalSeconds, 2.1 * interval);
        var last = window.From;
        foreach (var slot in source.Slots)
        {
            if (slot.Value is null)
                continue;
            if ((slot.At - last).TotalSeconds > longest)
                break;
            last = slot.At;
        }

        var next =
            source.Slots.Where(s => s.Value is not null && s.At > last).Select(s => s.At).Append(window.To).First();
        var gap = (next - last).TotalSeconds;
        return gap > longest
            ? new GateFinding(Outcome.Inconclusive,
                GateReasons.Gap(source.Source, FrozenGate.Seconds(gap, longest), last, longest, Kinds(source)))
            : null;
    }

    private static int Present(SourceReadings source)
    {
        var present = 0;
        foreach (var slot in source.Slots)
            present += slot.Value is null ? 0 : 1;
        return present;
    }

    private static Reason Absent(SourceReadings source, int present, int due)
    {
        var all = source.Slots.Where(s => s.Miss is not null).Select(s => s.Miss!).ToList();
        if (present == 0 && all.Count > 0 && all.TrueForAll(m => m.Kind == MissKind.NotFound))
            return source.Source == MetricSource.MemoryPath
                ? GateReasons.RestOff(source.Source, all.Count)
                : GateReasons.NotFound(source.Source, all.Count);
        if (present == 0 && all.Count > 0 && source.Source == MetricSource.CollectedPath
            && all.TrueForAll(m => m.Kind == MissKind.Refused))
            return GateReasons.PortRefused(all.Count);
        if (present == 0 && all.Count > 0 && all.TrueForAll(m => m.IsUnbelieved))
            return GateReasons.Unreadable(source.Source, all.Count, all[^1].Detail);
        return present == 0 && all.Count == 0
            ? GateReasons.NotCarried(source.Source, due)
            : GateReasons.UnderHalf(source.Source, present, due, Kinds(source));
    }

    private static Reason Missing(SourceReadings source, int present, int due) =>
        GateReasons.Missing(source.Source, due - present, due, due - (int)Math.Ceiling(0.95 * due), Kinds(source));

    /// <summary>What the missing ones were, most frequent first.</summary>
    private static IReadOnlyList<Reason> Kinds(SourceReadings source) =>
        MissReasons.Counted(source.Slots.Select(s => s.Miss));
}
