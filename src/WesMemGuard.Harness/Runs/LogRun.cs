using WesMemGuard.Input;
using WesMemGuard.Logs;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Recording;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Runs;

/// <summary>A node's log as a run, with the phases that lie beside it: judged as any other run is.</summary>
internal static class LogRun
{
    /// <summary>A node that starts within a phase is silent for a while; longer than that a log was not kept.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    /// <summary>What lumberjack calls the files that it put aside (node.md: <c>node-system-2026-11-22T16-12-00.000.log.gz</c>).</summary>
    private const string Rotated = "node-system-*";

    /// <summary>A node that has just started has collected 7 to 20 times; it rotates after hours.</summary>
    private const double StartUpCollections = 60;

    /// <summary>Whether a path is a log: no stored run and no recording, but a log's file, or a folder of such.</summary>
    public static bool IsAt(string path)
    {
        if (Directory.Exists(path) && (File.Exists(Path.Combine(path, RunFile.Name)) || RecordingFolder.IsAt(path)))
            return false;
        return NodeLog.IsAt(path);
    }

    /// <summary>Reads logs to their end, and <c>phases.jsonl</c> beside the first one or above its folder <c>logs</c>.</summary>
    /// <param name="paths">Files and folders, absolute.</param>
    /// <param name="ct">Stops between two blocks.</param>
    /// <exception cref="BadInputException">A path isn't there, or a folder holds no log.</exception>
    /// <exception cref="UnreadableRunException">The phases can't be read.</exception>
    public static async Task<LogReading> ReadAsync(IReadOnlyList<string> paths, CancellationToken ct)
    {
        var log = await NodeLog.ReadAsync(paths, cancel: ct).ConfigureAwait(false);
        log.Run.Phases.AddRange(PhasesFile.Read(PhasesBeside(paths[0]), out var torn));
        if (torn is not null)
            log.Run.Events.Add(torn);
        if (log.Run.Phases.Count == 0 && BeginsLate(log.Run, paths[0]))
            log.Run.Losses.Add(new RunLoss(LossKind.EarlierGone, null, log.Run.Memory[0].At) { File = Path.GetFileName(paths[0]) });
        log.Run.Losses.AddRange(BeyondLog(log.Run, Path.GetFileName(Path.TrimEndingDirectorySeparator(paths[0]))));
        return log;
    }

    /// <summary>
    /// Whether a folder of rotated files begins with a node that had collected for long: the rotations before are gone. Of one file nobody
    /// says that it is all there was, as an hour of a log that somebody cut out.
    /// </summary>
    private static bool BeginsLate(MemoryRun run, string path) =>
        Directory.Exists(path) && Directory.EnumerateFiles(path, Rotated).Any()
            && run.Memory.Find(r => r.Sample is not null).Sample is { NumGc: > StartUpCollections };

    /// <summary>Phases that reach beyond the log: its earlier rotations are gone, or its later ones.</summary>
    private static IEnumerable<RunLoss> BeyondLog(MemoryRun run, string file)
    {
        if (run.Phases.Count == 0 || run.Memory.Count == 0)
            yield break;
        var (first, last) = (run.Memory[0].At, run.Memory[^1].At);
        var (began, ended) = (run.Phases.Min(p => p.StartedAt), run.Phases.Max(p => p.EndedAt));
        if (first - began > LongestSilence)
            yield return new RunLoss(LossKind.EarlierGone, began, first) { File = file };
        if (ended - last > LongestSilence)
            yield return new RunLoss(LossKind.NoEnd, last, ended) { File = file };
    }

    /// <summary>Tells a run again, in the order of its times: what a log holds becomes a run's file.</summary>
    internal static void Tell(MemoryRun run, RunRecorder recorder)
    {
        var told = run.Memory.Select(r => (r.At, Entry: (RunEntry)r))
            .Concat(run.Events.Select(e => (e.At, Entry: (RunEntry)e)))
            .Concat(run.Phases.Select(p => (At: p.EndedAt, Entry: (RunEntry)p)));
        foreach (var (_, entry) in told.OrderBy(t => t.At))
            recorder.Add(entry);
        run.Losses.ForEach(loss => recorder.Add(loss));
        recorder.Add(new RunEvent(run.Memory.Count > 0 ? run.Memory[^1].At : run.Header.StartedAt, RunEvent.End));
    }

    private static string PhasesBeside(string path)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full)!;
        var beside = Path.Combine(folder, PhasesFile.Name);
        return File.Exists(beside)
            || Path.GetFileName(folder) != "logs" ? beside : Path.Combine(Path.GetDirectoryName(folder)!, PhasesFile.Name);
    }
}
