using WesMemGuard.Files;
using WesMemGuard.Node;
using WesMemGuard.Recording;
using WesMemGuard.Runs;

namespace WesMemGuard.Scenarios;

/// <summary>A run from wherever it is kept: a recording is replayed, a stored run is read.</summary>
/// <param name="Run">What was seen.</param>
/// <param name="EvidencePath">How messages call what it rests on, with <c>/</c>.</param>
public sealed record RunSource(MemoryRun Run, string EvidencePath)
{
    /// <summary>Opens a recording folder, a run folder or a run file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="replayTimeout">The wall time that a replay may take.</param>
    /// <param name="ct">Ends a replay.</param>
    /// <exception cref="BadInputException">It is none of these, or not there.</exception>
    public static async Task<RunSource> OpenAsync(string path, string shown, TimeSpan replayTimeout, CancellationToken ct)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Path.Exists(full))
            throw new BadInputException(shown, "is not there");
        var isFolder = Directory.Exists(full);
        if (!isFolder || File.Exists(Path.Combine(full, RunFile.Name)))
            return Stored(isFolder ? Path.Combine(full, RunFile.Name) : full);
        var recording = RecordingFolder.Open(full);
        var recorder = new RunRecorder(recording.Header(Path.GetFileName(full)));
        await BoundedReplay.RunAsync(recording, recorder, replayTimeout, ct).ConfigureAwait(false);
        return new RunSource(recorder.Run, LastNames(full, 2));
    }

    private static RunSource Stored(string file) => new(RunFolder.Read(file), LastNames(file, 3));

    // As the runner calls it: runs/<id>/run.jsonl, so that a stored run is told in the same words.
    private static string LastNames(string path, int names) =>
        string.Join('/', path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)[^names..]);
}
