using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Logs.Files;

/// <summary>Finds the files that paths mean, in the order in which they are read.</summary>
internal static class LogFiles
{
    private const int Most = 1000;

    /// <summary>The files: twins before console captures, whose day is taken from the twins, and a family's oldest first.</summary>
    /// <exception cref="BadInputException">A path isn't there, or a folder holds no log.</exception>
    public static List<LogFile> Find(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            throw new BadInputException("log", LogFileReasons.NothingNamed());
        var found = paths.SelectMany(Of).DistinctBy(f => Path.GetFullPath(f.Path)).ToList();
        if (found.Count > Most)
            throw new BadInputException(paths[0], LogFileReasons.TooManyFiles(found.Count, Most));
        // lumberjack compresses a rotated file beside it: while both are there the plain one is the whole one.
        var plain = found.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        found.RemoveAll(f => LogFile.Uncompressed(f.Path) is var whole && whole != f.Path && plain.Contains(whole));
        return found
            .OrderBy(f => f.Family.Name == LogFamily.System ? 0 : f.Family.IsTwin ? 1 : 2)
            .ThenBy(f => f.Family.Name, StringComparer.Ordinal)
            .ThenBy(f => f.Order, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>Whether a folder holds a log, itself or in its folder <c>logs</c>.</summary>
    public static bool AreIn(string folder) => Inside(folder).Count > 0;

    /// <summary>Whether a file's name is that of a log.</summary>
    public static bool IsLog(string path) =>
        LogFile.Uncompressed(path).EndsWith(".log", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<LogFile> Of(string path)
    {
        if (File.Exists(path))
            return [LogFile.Of(path)];
        if (!Directory.Exists(path))
            throw new BadInputException(path, InputReasons.NotThere());
        return Inside(path) is { Count: > 0 } inside ? inside : throw new BadInputException(path, NoLog(path));
    }

    private static List<LogFile> Inside(string folder)
    {
        var inside = In(folder);
        var below = Path.Combine(folder, "logs");
        return inside.Count == 0 && Directory.Exists(below) ? In(below) : inside;
    }

    private static List<LogFile> In(string folder) => Directory.EnumerateFiles(folder)
        .Where(IsLog)
        .Select(LogFile.Of)
        .ToList();

    private static Reason NoLog(string folder) =>
        InputReasons.NoLogs([.. Directory.EnumerateFileSystemEntries(folder).Take(10).Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)]);
}
