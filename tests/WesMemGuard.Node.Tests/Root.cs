namespace WesMemGuard.Node.Tests;

/// <summary>Finds folders of the repository from where the tests run.</summary>
internal static class Root
{
    public static string Of(string folder)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "WesMemGuard.sln")))
                return Path.Combine(at.FullName, folder);
        }

        throw new DirectoryNotFoundException("WesMemGuard.sln is in no folder above " + AppContext.BaseDirectory);
    }
}
