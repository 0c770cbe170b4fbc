namespace WesMemGuard.Package.Tests;

/// <summary>The packages of the kit and the analyzers, packed once into a folder that stands for a registry.</summary>
[SetUpFixture]
internal sealed class Feed
{
    private static readonly string[] Projects = ["Analyzers", "Testing", "NUnit", "Xunit", "MSTest"];

    /// <summary>The version that MinVer gave them: with no tag at hand too, as in a shallow clone.</summary>
    public static string Version { get; private set; } = "";

    public static string Folder { get; private set; } = "";

    public static string Analyzers => Package("WesMemGuard.Analyzers");

    public static string Kit => Package("WesMemGuard");

    public static string Package(string id) => Path.Combine(Folder, $"{id}.{Version}.nupkg");

    /// <summary>A reference to one of the packages.</summary>
    public static string Reference(string id, string more = "") => $"""<PackageReference Include="{id}" Version="{Version}" {more}/>""";

    [OneTimeSetUp]
    public void Pack()
    {
        Folder = Directory.CreateTempSubdirectory("wesmemguard-feed").FullName;
        // What the solution's build made is packed, not built again.
        foreach (var project in Projects)
            Dotnet.Run(RepositoryFolder.Path, "pack", "src/WesMemGuard." + project, "-c", "Debug", "-o", Folder, "-v", "q", "--nologo").ShouldSucceed();
        const string Prefix = "WesMemGuard.NUnit.";
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Folder, Prefix + "*.nupkg").Single())[Prefix.Length..];
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);
}
