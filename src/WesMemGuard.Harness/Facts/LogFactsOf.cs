using WesMemGuard.Diagnosis;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Harness.Facts;

/// <summary>Picks out of a log what diagnoses ask for.</summary>
internal static class LogFactsOf
{
    private static readonly Dictionary<LogEventKind, AlarmKind> Alarms = new()
    {
        [LogEventKind.MemoryGuardAction] = AlarmKind.Guard,
        [LogEventKind.HeapProfileDumped] = AlarmKind.HeapDump,
        [LogEventKind.FreeOsMemoryTriggered] = AlarmKind.Release,
        [LogEventKind.GoroutineAlert] = AlarmKind.Goroutines,
    };

    /// <summary>The facts of a log; lines that lack a figure are no facts.</summary>
    public static LogFacts Reading(LogReading log) => new(
        Take(log, LogEventKind.PoolQueue, ["pending", "queueLen"], (at, f) => new QueueFact(at, f[0], f[1])),
        Take(log, LogEventKind.ConfirmationStuck, ["chainHeight"], (at, f) => new StuckFact(at, f[0])),
        log.Errors.Select(e => new ErrorFact(e.Message, e.Count, e.Caller)).ToList(),
        Take(log, LogEventKind.MemoryReleased, ["after_heap_mb", "freed_rss_mb"],
            (at, f) => new ReleaseFact(at, f[0], f[1])),
        Take(log, LogEventKind.Backup, ["rss_before_mb", "rss_after_mb"], (at, f) => new BackupFact(at, f[0], f[1])),
        log.Samples.Count == 0 ? log.Run.Header.Empty : null)
    {
        Alarms = [.. log.Events.Where(e => Alarms.ContainsKey(e.Kind)).Select(e => new AlarmFact(e.At, Alarms[e.Kind]))],
    };

    private static List<T> Take<T>(LogReading log, LogEventKind kind, string[] names,
        Func<DateTimeOffset, double[], T> fact)
    {
        var facts = new List<T>();
        foreach (var happened in log.Events.Where(e => e.Kind == kind))
        {
            var figures = names.Select(happened.Figure).ToArray();
            if (Array.TrueForAll(figures, f => f is not null))
                facts.Add(fact(happened.At, Array.ConvertAll(figures, f => f!.Value)));
        }

        return facts;
    }
}
