using System.Runtime.CompilerServices;
using WesMemGuard.Input;
using WesMemGuard.Logs.Collecting;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Files;
using WesMemGuard.Logs.Following;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs;

/// <summary>
/// Reads the node's own log: <c>node-system.log</c>, its twin, rotated and gz files, console captures, folders of them.
/// </summary>
internal static class NodeLog
{
    /// <summary>Seconds between two samples of the node (memory_doctor.go:75).</summary>
    public const double SampleInterval = 10;

    /// <summary>Reads files and folders to their end, streamed: memory is needed for samples and events only.</summary>
    /// <param name="paths">Files, or folders with <c>*.log</c> and <c>*.log.gz</c> in them or in their folder
    /// <c>logs</c>.</param>
    /// <param name="settings">How to read; null: as usual.</param>
    /// <param name="ct">Stops between two blocks.</param>
    /// <exception cref="BadInputException">A path isn't there, or a folder holds no log.</exception>
    public static Task<LogReading> ReadAsync(IReadOnlyList<string> paths, LogReadSettings? settings = null,
        CancellationToken ct = default) =>
        Task.Run(() => Read(paths, settings ?? new LogReadSettings(), ct), ct);

    /// <summary>
    /// Whether a path holds a node's log: a folder with <c>*.log</c> or <c>*.log.gz</c> in it or in its folder
    /// <c>logs</c>, a file so named, or one whose first lines are a log's.
    /// </summary>
    public static bool IsAt(string path) => LogSniff.IsLog(path);

    /// <summary>
    /// Gives the samples and events of a log as they are written, through rotation, from its beginning on.
    /// </summary>
    /// <param name="path">The file in use, or its folder.</param>
    /// <param name="time">Where waiting comes from; the file is looked at each second.</param>
    /// <param name="settings">How to read; null: as usual.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="BadInputException">The path isn't there.</exception>
    public static async IAsyncEnumerable<LogEntry> FollowAsync(
        string path, TimeProvider time, LogReadSettings? settings = null,
        [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var tail = new LogTail(LogTail.FileOf(path), settings ?? new LogReadSettings());
        while (true)
        {
            foreach (var entry in tail.Fresh())
                yield return entry;
            await Task.Delay(LogTail.Pause, time, ct).ConfigureAwait(false);
        }
    }

    private static LogReading Read(IReadOnlyList<string> paths, LogReadSettings settings, CancellationToken ct)
    {
        var files = LogFiles.Find(paths);
        var session = new LogSession(settings);
        foreach (var file in files)
            session.Read(file, ct);
        var merged = new MergedLog();
        foreach (var family in session.Families.OrderBy(f => f.HasConsoleLines))
            merged.Add(family, settings, session.Notices);
        merged.Finish();
        return Reading(session, merged, settings.Name ?? NameOf(paths[0]), files.Count);
    }

    private static LogReading Reading(LogSession session, MergedLog merged, string name, int files)
    {
        var why = merged.Samples.Count == 0 ? WhyNoSamples.Of(session.Families) : null;
        if (why is not null)
            session.Notices.Add(why.Why);
        var run = Run(session, merged, name, why);
        var counters = new LogCounters
        {
            Files = files,
            Bytes = session.Families.Sum(f => f.Bytes),
            Lines = session.Families.Sum(f => f.Lines),
            Samples = merged.Samples.Count,
            DuplicateSamples = merged.DuplicateSamples,
            DuplicateEvents = merged.DuplicateEvents,
            Broken = session.Families.Sum(f => f.Broken),
            TornEnds = session.Families.Sum(f => f.TornEnds),
            TooLong = session.Families.Sum(f => f.TooLong),
            EventsDropped = session.Families.Sum(f => f.EventsDropped),
            Starts = merged.Events.Count(e => e.Kind == LogEventKind.Started),
        };
        return new LogReading(
            run, merged.Samples, merged.Events, merged.Errors.ToList(), counters,
            session.Families.SelectMany(f => f.BrokenLines).Take(20)
                .ToList(), session.Notices)
        {
            Envelopes = session.Families.SelectMany(f => f.Envelopes).GroupBy(e => e.Key)
                .ToDictionary(g => g.Key, g => g.Sum(e => e.Value)),
        };
    }

    private static MemoryRun Run(LogSession session, MergedLog merged, string name, EmptySource? why)
    {
        var first = session.Families.Min(f => f.FirstAt)
            ?? (merged.Samples.Count > 0 ? merged.Samples[0].At : DateTimeOffset.UnixEpoch);
        var mode = session.Families.Select(f => f.Mode).FirstOrDefault(m => m is not null);
        var run = new MemoryRun(new RunHeader($"{first.UtcDateTime:yyyyMMdd-HHmmss}-{name}", name, first, RunOrigin.Log, mode,
            SampleInterval, Empty: why));
        run.Memory.AddRange(merged.Samples.Select(s => new Reading<MemorySample>(s.At, s.Sample, null)));
        run.Losses.AddRange(merged.Losses);
        run.Events.AddRange(merged.Events.Where(e => e.IsRare).Select(e => e.ToRunEvent()));
        return run;
    }

    /// <summary>A recording's folder gives its name to the log in it; else the file does.</summary>
    private static string NameOf(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var name = Path.GetFileName(full);
        if (Directory.Exists(full) && name == "logs")
            name = Path.GetFileName(Path.GetDirectoryName(full)) ?? name;
        return Directory.Exists(full) ? name : LogFile.Of(full).Family.Name;
    }
}
