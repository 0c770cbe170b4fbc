// Each waits for the SDK most of the time, in folders of its own; CI runs them beside tests that look at clocks.
[assembly: Parallelizable(ParallelScope.All)]
[assembly: LevelOfParallelism(2)]

namespace WesMemGuard.Package.Tests;

/// <summary>The packages of the kit and the analyzers, packed once into a folder that stands for a registry.</summary>
[SetUpFixture]
internal sealed class Feed
{
    /// <summary>All that it takes, as README says it.</summary>
    public const string Command = "dotnet pack WesMemGuard.sln -o artifacts/packages";

    /// <summary>The version that MinVer gave them: with no tag at hand too, as in a shallow clone.</summary>
    public static string Version { get; private set; } = "";

    public static string Folder { get; private set; } = "";

    public static string Analyzers => Package("WesMemGuard.Analyzers");

    public static string Kit => Package("WesMemGuard");

    /// <summary>What was packed, in the order of names.</summary>
    public static IReadOnlyList<string> Ids =>
        [.. Directory.GetFiles(Folder, $"*.{Version}.nupkg").Select(file => Path.GetFileName(file)[..^$".{Version}.nupkg".Length])
            .Order(StringComparer.Ordinal)];

    public static string Package(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");

    /// <summary>A reference to one of the packages.</summary>
    public static string Reference(string id, string more = "") =>
        $"""<PackageReference Include="{id}" Version="{Version}" {more}/>""";

    [OneTimeSetUp]
    public void Pack()
    {
        Folder = Directory.CreateTempSubdirectory("wesmemguard-feed").FullName;
        // What the solution's build made is packed, not built again; a lock file that doesn't fit fails here.
        string[] pack = [.. Command.Split(' ')[1..^1], Folder, "-c", "Debug", "-p:RestoreLockedMode=true", "-v", "q", "--nologo"];
        Dotnet.Run(RepositoryFolder.Path, pack).ShouldSucceed();
        const string Prefix = "WesMemGuard.NUnit.";
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Folder, Prefix + "*.nupkg").Single())[Prefix.Length..];
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);
}
