namespace WesMemGuard.Logs.Files;

/// <summary>One file of a log.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Family">What it belongs to.</param>
/// <param name="Order">Sorts a family's files by time: rotated ones by the time in their name, the one in use last.</param>
internal sealed record LogFile(string Path, LogFamily Family, string Order)
{
    private const string InUse = "~";

    /// <summary>A file by its name: <c>node-system-2025-12-05T08-40-18.123.log.gz</c>, <c>node-system.log</c>, or any other.</summary>
    public static LogFile Of(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
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
