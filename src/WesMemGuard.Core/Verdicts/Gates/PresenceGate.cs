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
    /// <param name="source">The readings of the window.</param>
    /// <param name="interval">Seconds between two regular readings.</param>
    /// <param name="window">The judged window.</param>
    /// <param name="gapsCount">False for peaks: only missing samples count there.</param>
    public static GateFinding? Check(SourceReadings source, double interval, Window window, bool gapsCount)
    {
        var present = source.Slots.Count(s => s.Value is not null);
        var due = Due(source, interval, window);
        if (present * 2 < due || present == 0)
            return new GateFinding(Outcome.NotMeasured, Absent(source, present, due));
        if (present < 0.95 * due)
            return new GateFinding(Outcome.Inconclusive, Missing(source, present, due));
        return gapsCount ? Gap(source, interval, window) : null;
    }

    /// <summary>Seconds between two regular readings: as declared, else the lower quartile of what is seen (lost answers only lengthen gaps).</summary>
    public static double Interval(SourceReadings source)
    {
        if (source.Interval is { } declared)
            return declared;
        var regular = source.Slots.Where(s => s.Mark is null).ToList();
        var gaps = new List<double>();
        for (var i = 1; i < regular.Count; i++)
            gaps.Add((regular[i].At - regular[i - 1].At).TotalSeconds);
        gaps.Sort();
        return gaps.Count == 0 ? 30 : Math.Max(gaps[gaps.Count / 4], 0.1);
    }

    private static int Due(SourceReadings source, double interval, Window window)
    {
        var marked = source.Slots.Count(s => s.Mark is not null);
        var bySchedule = (int)Math.Floor((window.Length.TotalSeconds / interval) + 0.05) + marked;
        return Math.Max(source.Slots.Count, bySchedule);
    }

    private static GateFinding? Gap(SourceReadings source, double interval, Window window)
    {
        var longest = Math.Max(LongestGap.TotalSeconds, 2.1 * interval);
        var last = window.From;
        foreach (var at in source.Slots.Where(s => s.Value is not null).Select(s => s.At).Append(window.To))
        {
            var gap = (at - last).TotalSeconds;
            if (gap > longest)
                return new GateFinding(Outcome.Inconclusive, string.Create(CultureInfo.InvariantCulture, $"{source.Source} gave nothing for {gap:0} s from {last:HH:mm:ss}Z on, at most {longest:0} s may be{Kinds(source)}"));
            last = at;
        }

        return null;
    }

    private static string Absent(SourceReadings source, int present, int due)
    {
        if (source.Slots.Count == 0 && source.WhyEmpty is { } why)
            return why;
        if (due == 0)
            return $"{source.Source} was never asked in this run";
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
