using System.IO.Compression;
using WesMemGuard.Budgets;
using WesMemGuard.Files;
using WesMemGuard.Input;
using WesMemGuard.Logs;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Node;
using WesMemGuard.Recording;
using WesMemGuard.Runs;
using WesMemGuard.Runs.Series;

namespace WesMemGuard.Harness.Runs;

/// <summary>A run from wherever it is kept: a recording is replayed, a stored run, a log or a series is read.</summary>
/// <param name="Run">What was seen.</param>
/// <param name="EvidencePath">How messages call what it rests on, with <c>/</c>.</param>
public sealed record RunSource(MemoryRun Run, string EvidencePath)
{
    /// <summary>What a command is given to find it; null: the folder of the evidence.</summary>
    public string? CommandPath { get; init; }

    /// <summary>What the node's log says, where the source is one; else null.</summary>
    public LogReading? Log { get; init; }

    /// <summary>The node's configuration, where a recording holds it.</summary>
    public RecordedConfiguration? Configuration { get; init; }

    private const string RunFileStart = "{\"run\"";

    /// <summary>
    /// Opens a recording folder, a run folder, a run file, a node's log (file or folder), or a series (CSV or JSON lines, plain or gz).
    /// </summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="replayTimeout">The wall time that a replay may take.</param>
    /// <param name="ct">Ends a replay.</param>
    /// <exception cref="BadInputException">It is not there.</exception>
    /// <exception cref="UnreadableRunException">It is none of these.</exception>
    public static async Task<RunSource> OpenAsync(string path, string shown, TimeSpan replayTimeout, CancellationToken ct)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Path.Exists(full))
            throw new BadInputException(shown, NearPaths.Missing(full));
        var isFolder = Directory.Exists(full);
        if (!isFolder && IsRunFile(full))
            return Stored(full);
        if (LogRun.IsAt(full))
            return OfLog(await LogRun.ReadAsync([full], ct).ConfigureAwait(false), full, shown);
        if (!isFolder)
            return Series(full, shown);
        if (File.Exists(Path.Combine(full, RunFile.Name)))
            return Stored(Path.Combine(full, RunFile.Name));
        if (NearPaths.Scenario(full, shown) is { } scenario)
            throw new BadInputException(shown, scenario);
        var recording = RecordingFolder.Open(full);
        var recorder = new RunRecorder(recording.Header(Path.GetFileName(full)));
        await BoundedReplay.RunAsync(recording, recorder, replayTimeout, ct).ConfigureAwait(false);
        return new RunSource(recorder.Run, LastNames(full, 2)) { CommandPath = shown, Configuration = recording.Configuration };
    }

    private static RunSource OfLog(LogReading log, string full, string shown) =>
        new(log.Run, LastNames(full, 2)) { CommandPath = shown, Log = log };

    private static RunSource Stored(string file) => new(RunFolder.Read(file), LastNames(file, 3));

    private static RunSource Series(string file, string shown)
    {
        using var bytes = PlainFile.Open(file);
        using var text = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(bytes, CompressionMode.Decompress) : (Stream)bytes;
        try
        {
            return new RunSource(SeriesFile.Read(text, shown, new Dictionary<string, string>()), LastNames(file, 2));
        }
        catch (InvalidDataException e)
        {
            throw new UnreadableRunException($"{shown}: is no gzip file: {e.Message}", e);
        }
    }

    private static bool IsRunFile(string file)
    {
        using var bytes = PlainFile.Open(file);
        using var text = new StreamReader(bytes);
        Span<char> first = stackalloc char[RunFileStart.Length];
        return text.ReadBlock(first) == first.Length && first.SequenceEqual(RunFileStart);
    }

    // As the runner calls it: runs/<id>/run.jsonl, so that a stored run is told in the same words.
    private static string LastNames(string path, int names) =>
        string.Join('/',
            path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)[^names..]);
}
