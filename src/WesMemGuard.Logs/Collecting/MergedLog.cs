using WesMemGuard.Logs.Entries;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Collecting;

/// <summary>Puts families together: twins tell nearly everything twice, a console capture a third time.</summary>
internal sealed class MergedLog
{
    private readonly HashSet<(long Ticks, double Rss, double HeapAlloc)> _samples = [];
    private readonly HashSet<(long Ticks, LogEventKind Kind, string Message)> _events = [];
    private readonly Dictionary<(double Rss, double HeapAlloc), DateTimeOffset> _times = [];
    private readonly Dictionary<string, LogError> _errors = new(StringComparer.Ordinal);

    private readonly List<RunLoss> _losses = [];
    private DateTimeOffset? _wholeUntil;

    public List<LogSample> Samples { get; } = [];

    /// <summary>What was lost and no twin holds; known when all is merged.</summary>
    public List<RunLoss> Losses { get; private set; } = [];

    public List<LogEvent> Events { get; } = [];

    public IEnumerable<LogError> Errors =>
        _errors.Values.OrderByDescending(e => e.Count).ThenBy(e => e.Message, StringComparer.Ordinal);

    public long DuplicateSamples { get; private set; }

    public long DuplicateEvents { get; private set; }

    /// <summary>Adds what a family told.</summary>
    public void Add(FamilyLog log, LogReadSettings settings, List<Reason> notices)
    {
        var shift = log.HasConsoleLines ? ConsoleClock.Shift(log, _times, settings, notices) : TimeSpan.Zero;
        foreach (var sample in log.Samples)
            Add(shift == TimeSpan.Zero ? sample : Shifted(sample, shift));
        foreach (var happened in log.Events)
            Add(shift == TimeSpan.Zero ? happened : happened with { At = happened.At + shift });
        foreach (var (message, error) in log.Errors.Counts)
            Add(message, error with { FirstAt = error.FirstAt + shift, LastAt = error.LastAt + shift }, log);
        log.FirstAt += shift;
        _losses.AddRange(LogLosses.Of(log, shift));
        if (LogLosses.EndsWhole(log) && !(log.Samples[^1].At + shift < _wholeUntil))
            _wholeUntil = log.Samples[^1].At + shift;
    }

    /// <summary>Orders everything by time and adds a restart wherever the number of collections falls.</summary>
    public void Finish()
    {
        Samples.Sort((a, b) => a.At.CompareTo(b.At));
        Losses = LogLosses.Uncovered(_losses, Samples, _wholeUntil);
        for (var i = 1; i < Samples.Count; i++)
        {
            var (before, after) = (Samples[i - 1], Samples[i]);
            if (after.Sample.NumGc < before.Sample.NumGc)
                Events.Add(Restart(before, after));
        }

        var ordered = Events.OrderBy(e => e.At).ToList();
        Events.Clear();
        Events.AddRange(ordered);
    }

    private static LogEvent Restart(LogSample before, LogSample after) => new(
        after.At, LogEventKind.Restarted, "",
            FormattableString.Invariant($"gc fell from {before.Sample.NumGc:0} to {after.Sample.NumGc:0}: another process"), null,
        [new LogFigure("gc_before", before.Sample.NumGc), new LogFigure("gc_after", after.Sample.NumGc),
            new LogFigure("seconds", (after.At - before.At).TotalSeconds)], "");

    private static LogSample Shifted(LogSample sample, TimeSpan shift) =>
        sample with { At = sample.At + shift, Extra = sample.Extra with { WrittenAt = sample.Extra.WrittenAt + shift } };

    private void Add(LogSample sample)
    {
        if (!_samples.Add((sample.At.UtcTicks, sample.Sample.RssBytes, sample.Sample.HeapAlloc)))
        {
            DuplicateSamples++;
            return;
        }

        _times.TryAdd((sample.Sample.RssBytes, sample.Sample.HeapAlloc), sample.At);
        Samples.Add(sample);
    }

    private void Add(LogEvent happened)
    {
        if (_events.Add((happened.At.UtcTicks, happened.Kind, happened.Message)))
            Events.Add(happened);
        else
            DuplicateEvents++;
    }

    /// <summary>
    /// Families that hold the same lines count them once: of two counts the larger stands. Files of any other name add
    /// up.
    /// </summary>
    private void Add(string message, LogError error, FamilyLog log)
    {
        if (!_errors.TryGetValue(message, out var known))
        {
            _errors[message] = error;
            return;
        }

        var same = log.Family.IsTwin || log.HasConsoleLines;
        _errors[message] = known with
        {
            Count = same ? Math.Max(known.Count, error.Count) : known.Count + error.Count,
            FirstAt = known.FirstAt < error.FirstAt ? known.FirstAt : error.FirstAt,
            LastAt = known.LastAt > error.LastAt ? known.LastAt : error.LastAt,
        };
    }
}
