namespace WesMemGuard.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    public static string Scenarios => System.IO.Path.Combine(Path, "scenarios");

    public static string Recording(string name)
    {
        var path = System.IO.Path.Combine(Scenarios, "_recordings", name);
        return Directory.Exists(path) ? path : throw new DirectoryNotFoundException(path);
    }

    private static string Find()
    {
        for (var folder =
            AppContext.BaseDirectory; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (File.Exists(System.IO.Path.Combine(folder, "WesMemGuard.sln")))
                return folder;
        }

        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds WesMemGuard.sln");
    }
}
