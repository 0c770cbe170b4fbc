namespace WesMemGuard.Recording.Tests;

/// <summary>The recordings of the repository, and copies of them to spoil.</summary>
internal static class Recordings
{
    public static string Of(string name) => Path.Combine(Root, name);

    public static string[] All() =>
        [.. Directory.GetDirectories(Root).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    /// <summary>A copy without profiles and logs.</summary>
    public static string Copy(string name, string to)
    {
        var copy = Directory.CreateDirectory(Path.Combine(to, name)).FullName;
        foreach (var file in Directory.GetFiles(Of(name)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    private static string Root { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "WesMemGuard.sln")))
                return Path.Combine(at.FullName, "scenarios", "_recordings");
        }

        throw new DirectoryNotFoundException("WesMemGuard.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
