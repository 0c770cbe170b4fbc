using System.Globalization;
using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts.Gates;

/// <summary>
/// Were the samples there? Under half present: not measured; under 95 %, or a gap over 60 s: inconclusive. What was due is the larger of the
/// requests on record and what the source's interval asks for in the window, so that a poller that died, or lines that are gone, count.
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
            return new GateFinding(Outcome.NotMeasured, $"{whole.Source} was never asked in this run");
        var source = whole.Within(window);
        var present = Present(source);
        var due = Due(source, window);
        if (due == 0)
            return new GateFinding(Outcome.Inconclusive, string.Create(CultureInfo.InvariantCulture, $"no request to {source.Source} lies in the window, which is {window.Length.TotalSeconds:0} s long"));
        if (present * 2 < due || present == 0)
            return new GateFinding(Outcome.NotMeasured, Absent(source, present, due));
        if (present < 0.95 * due)
            return new GateFinding(Outcome.Inconclusive, Missing(source, present, due));
        return gapsCount ? Gap(source, window) : null;
    }

    /// <summary>The requests on record and those that their own rhythm lacks; where the record ends early, what the interval asks for.</summary>
    private static int Due(SourceReadings source, Window window)
    {
        var marked = 0;
        foreach (var slot in source.Slots)
            marked += slot.Mark is null ? 0 : 1;
        var bySchedule = Math.Floor((window.Length.TotalSeconds / source.Rhythm.Interval) + 0.05) + marked;
        return (int)Math.Min(Math.Max(source.Slots.Count + source.Rhythm.Lacking(window), bySchedule), int.MaxValue / 4);
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

        var next = source.Slots.Where(s => s.Value is not null && s.At > last).Select(s => s.At).Append(window.To).First();
        var gap = (next - last).TotalSeconds;
        return gap > longest
            ? new GateFinding(Outcome.Inconclusive, string.Create(CultureInfo.InvariantCulture, $"{source.Source} gave nothing for {FrozenGate.Seconds(gap, longest)} s from {last:HH:mm:ss}Z on, at most {longest:0} s may be{Kinds(source)}"))
            : null;
    }

    private static int Present(SourceReadings source)
    {
        var present = 0;
        foreach (var slot in source.Slots)
            present += slot.Value is null ? 0 : 1;
        return present;
    }

    private static string Absent(SourceReadings source, int present, int due)
    {
        var all = source.Slots.Where(s => s.Miss is not null).Select(s => s.Miss!).ToList();
        if (present == 0 && all.Count > 0 && all.TrueForAll(m => m.Kind == MissKind.NotFound))
            return source.Source == MetricSource.MemoryPath
                ? $"REST is off: {source.Source} answered 404 on all {all.Count} requests; set \"api.http_enable_rest\": true"
                : $"{source.Source} answered 404 on all {all.Count} requests";
        if (present == 0 && all.Count > 0 && source.Source == MetricSource.CollectedPath && all.TrueForAll(m => m.Kind == MissKind.Refused))
            return $"the diagnostics port refused all {all.Count} requests; {DiagnosticsKey}";
        return present == 0 && all.Count == 0
            ? $"{source.Source} does not carry it in any of {due} answers"
            : $"only {present} of {due} samples of {source.Source} are there, half are needed{Kinds(source)}";
    }

    /// <summary>The key that opens the diagnostics port.</summary>
    public const string DiagnosticsKey = "set \"node.host.diagnostics_enabled\": true";

    private static string Missing(SourceReadings source, int present, int due) =>
        $"{due - present} of {due} samples of {source.Source} are missing, at most {due - (int)Math.Ceiling(0.95 * due)} may be{Kinds(source)}";

    /// <summary>What the missing ones were, most frequent first: <c>: 44 x 429 (rate limit)</c>.</summary>
    private static string Kinds(SourceReadings source)
    {
        var kinds = source.Slots
            .Where(s => s.Miss is not null)
            .GroupBy(s => s.Miss!.Kind)
            .OrderByDescending(g => g.Count())
            .Select(g => $"{g.Count()} x {Word(g.Key)}")
            .ToList();
        return kinds.Count == 0 ? "" : ": " + string.Join(", ", kinds);
    }

    private static string Word(MissKind kind) => kind switch
    {
        MissKind.RateLimited => "429 (the node's rate limit)",
        MissKind.NotFound => "404",
        MissKind.Refused => "connection refused",
        MissKind.TimedOut => "timed out",
        MissKind.Unreadable => "unreadable",
        MissKind.ServerError => "server error",
        MissKind.TooLarge => "too large",
        _ => "not this node's answer",
    };
}
