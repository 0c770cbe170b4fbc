using System.Diagnostics;

namespace WesMemGuard.Package.Tests;

/// <summary>
/// A user who has the SDK and a clone, and nothing of this project's yet: a home of its own for tools, templates and
/// packages, the clone with what <see cref="Feed"/> packed, and an empty folder beside it.
/// </summary>
internal sealed class FreshHome : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("wesmemguard-home").FullName;

    public FreshHome()
    {
        Directory.CreateDirectory(Empty);
        Directory.CreateDirectory(Path.Combine(Clone, "artifacts"));
        Directory.CreateSymbolicLink(Path.Combine(Clone, "artifacts/packages"), Feed.Folder);
        Directory.CreateSymbolicLink(Path.Combine(Clone, "scenarios"), RepositoryFolder.Scenarios);
        // Which registry this machine asks is no matter of the test.
        const string Sources = ".nuget/NuGet/NuGet.Config";
        var own = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), Sources);
        if (!File.Exists(own))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, Sources))!);
        File.Copy(own, Path.Combine(_root, Sources));
    }

    public string Clone => Path.Combine(_root, "WesMemGuard");

    public string Empty => Path.Combine(_root, "empty");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Runs a line of a shell.</summary>
    public Dotnet.Finished Run(string folder, string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", line]);
        start.Environment["HOME"] = start.Environment["DOTNET_CLI_HOME"] = _root;
        start.Environment["PATH"] = Path.Combine(_root,
            ".dotnet/tools") + Path.PathSeparator + start.Environment["PATH"];
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_root, "packages");
        // Other packages that this machine has are not fetched again; those under test are not among them.
        start.Environment["NUGET_FALLBACK_PACKAGES"] = FreshProject.Known;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        start.Environment.Remove("CI");
        return Dotnet.Run(start, folder);
    }
}
