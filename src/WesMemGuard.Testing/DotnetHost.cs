namespace WesMemGuard.Testing;

/// <summary>The program that runs assemblies.</summary>
internal static class DotnetHost
{
    private const string Name = "dotnet";

    /// <summary>The one that runs this process where it is one, so that the same runtimes are found; else the one of the path.</summary>
    public static string Path
    {
        get
        {
            if (Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host)
                return host;
            return System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == Name ? Environment.ProcessPath! : Name;
        }
    }
}
