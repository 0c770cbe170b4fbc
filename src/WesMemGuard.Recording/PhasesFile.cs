using WesMemGuard.Runs;

namespace WesMemGuard.Recording;

/// <summary>Reads <c>phases.jsonl</c>: what was done to a node, kept beside its answers or beside its log.</summary>
public static class PhasesFile
{
    /// <summary>The file's name.</summary>
    public const string Name = "phases.jsonl";

    private const int MostPhases = 10_000;

    /// <summary>The phases in the file's order; none when it isn't there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="torn">The event that tells of a torn end; null when the file is whole.</param>
    /// <exception cref="UnreadableRunException">A line can't be read; the message names file and line.</exception>
    public static IReadOnlyList<Phase> Read(string path, out RunEvent? torn)
    {
        var phases = new List<Phase>();
        torn = null;
        if (!File.Exists(path))
            return phases;
        if (JsonLines.Read(path, new LineLimits(MostPhases), line => phases.Add(StoryLines.Phase(line))) is { } notice)
            torn = new RunEvent(phases.Count == 0 ? DateTimeOffset.MinValue : phases[^1].EndedAt, "torn", notice);
        return phases;
    }
}
