using WesMemGuard.Files;
using WesMemGuard.Input;
using WesMemGuard.Recordings;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>Reads <c>phases.jsonl</c>: what was done to a node, kept beside its answers or beside its log.</summary>
internal static class PhasesFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "phases.jsonl";

    private const long Largest = 16 * 1024 * 1024;

    /// <summary>The phases in the file's order; none when it isn't there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="torn">The event that tells of a torn end; null when the file is whole.</param>
    /// <exception cref="BadInputException">A line is wrong; the message names file, line and column.</exception>
    /// <exception cref="UnreadableRunException">It is over 16 MiB.</exception>
    public static IReadOnlyList<Phase> Read(string path, out RunEvent? torn)
    {
        torn = null;
        if (!File.Exists(path))
            return [];
        if (!PlainFile.IsInside(Path.GetDirectoryName(Path.GetFullPath(path))!, path))
            throw new UnreadableRunException($"{path}: a link that leads out of its folder is not followed");
        using var file = PlainFile.Open(path);
        var bytes = PlainFile.Bytes(file, Largest) ?? throw new UnreadableRunException($"{path}: over {Largest} bytes");
        var read = RecordedPhases.Read(bytes, path);
        List<Phase> phases = [.. read.Phases.Select(StoryLines.Phase)];
        if (read.TornLine is { } line)
            torn = new RunEvent(phases.Count == 0
                ? DateTimeOffset.MinValue : phases[^1].EndedAt, "torn", $"{path}:{line}: torn, the line and what followed is missing");
        return phases;
    }
}
