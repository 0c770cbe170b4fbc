using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Runs;

/// <summary>Folders of run folders, as the days of a node that is watched, written out.</summary>
internal static class RunFolders
{
    private const int Most = 10_000;

    /// <summary>The paths, each folder of run folders replaced by these in their order.</summary>
    /// <param name="workingFolder">The folder that relative paths start from.</param>
    /// <param name="paths">As they were given.</param>
    public static IReadOnlyList<string> In(string workingFolder, IEnumerable<string> paths) =>
        [.. paths.SelectMany(path => Of(Path.Combine(workingFolder, path), path)).Take(Most)];

    private static List<string> Of(string full, string path)
    {
        if (!Directory.Exists(full) || File.Exists(Path.Combine(full, RunFile.Name)))
            return [path];
        var inside = Directory.EnumerateDirectories(full).Where(folder => File.Exists(Path.Combine(folder, RunFile.Name)))
            .Order(StringComparer.Ordinal).Select(folder => Path.Combine(path, Path.GetFileName(folder))).ToList();
        return inside.Count == 0 ? [path] : inside;
    }
}
