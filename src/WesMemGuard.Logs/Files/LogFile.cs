namespace WesMemGuard.Logs.Files;

/// <summary>One file of a log.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Family">What it belongs to.</param>
/// <param name="Order">Sorts a family's files by time: rotated ones by the time in their name, the one in use
/// last.</param>
internal sealed record LogFile(string Path, LogFamily Family, string Order)
{
    private const string InUse = "~";
    private static readonly string[] Endings = [".gz", ".zst", ".xz", ".bz2"];

    /// <summary>A name or path without the ending of a compression.</summary>
    public static string Uncompressed(string path)
    {
        foreach (var ending in Endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return path[..^ending.Length];
        }

        return path;
    }

    /// <summary>
    /// A file by its name: <c>node-system-2025-12-05T08-40-18.123.log.gz</c>, <c>node-system.log</c>, or any other.
    /// </summary>
    public static LogFile Of(string path)
    {
        var name = Uncompressed(System.IO.Path.GetFileName(path));
        if (name.EndsWith(".log", StringComparison.OrdinalIgnoreCase))
            name = name[..^4];
        foreach (var twin in new[] { LogFamily.System, LogFamily.Business })
        {
            if (name == twin)
                return new LogFile(path, new LogFamily(twin), InUse);
            if (name.StartsWith(twin + "-", StringComparison.Ordinal))
                return new LogFile(path, new LogFamily(twin), name[(twin.Length + 1)..]);
        }

        return new LogFile(path, new LogFamily(name), InUse);
    }
}
