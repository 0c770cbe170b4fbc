using WesMemGuard.Files;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Fleets.Series;
using WesMemGuard.Input;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Node;
using WesMemGuard.Recording;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Runs;

/// <summary>A run from wherever it is kept: a recording is replayed, a stored run, a log or a series is read.</summary>
/// <param name="Run">What was seen.</param>
/// <param name="EvidencePath">How messages call what it rests on, with <c>/</c>.</param>
internal sealed record RunSource(MemoryRun Run, string EvidencePath)
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
    public static Task<RunSource> OpenAsync(string path, string shown, TimeSpan replayTimeout, CancellationToken ct) =>
        OpenAsync(path, shown, replayTimeout, new Dictionary<string, string>(), ct);

    /// <summary>The same, of a series whose figures have names of their own.</summary>
    internal static async Task<RunSource> OpenAsync(string path, string shown, TimeSpan replayTimeout,
        IReadOnlyDictionary<string, string> mapped, CancellationToken ct)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Path.Exists(full))
            throw new BadInputException(shown, NearPaths.Missing(full));
        var isFolder = Directory.Exists(full);
        if (!isFolder && IsRunFile(full))
            return Stored(full);
        if (Found(full, shown, mapped) is { } series)
            return OfSeries(series, full);
        if (LogRun.IsAt(full))
            return OfLog(await LogRun.ReadAsync([full], ct).ConfigureAwait(false), full, shown);
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

    /// <summary>
    /// The series of a found file or of a folder of scrapes, with all nodes in them; null: it is a recording, a run or a log.
    /// </summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="mapped">The file's own names by ours (<c>--map</c>).</param>
    /// <exception cref="BadInputException">It is not there, or in no form that is known.</exception>
    public static FleetSeries? Found(string path, string shown, IReadOnlyDictionary<string, string> mapped)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(full))
            return IsRunFile(full) || LogRun.IsAt(full) ? null : FoundFile.Read(full, shown, mapped);
        if (!Directory.Exists(full))
            throw new BadInputException(shown, InputReasons.NotThere());
        var isRun = File.Exists(Path.Combine(full, RunFile.Name));
        return !isRun && !LogRun.IsAt(full) && ScrapeFolder.IsAt(full) ? ScrapeFolder.Read(full, shown, mapped) : null;
    }

    /// <summary>One node's series as a run.</summary>
    public static RunSource OfSeries(FleetSeries series, string path) =>
        new(FoundFile.OneRun(series), LastNames(Path.GetFullPath(path), 2));

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
