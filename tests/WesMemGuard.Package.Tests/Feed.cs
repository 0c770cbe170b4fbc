namespace WesMemGuard.Package.Tests;

/// <summary>Both packages, packed once into a folder that stands for a registry.</summary>
[SetUpFixture]
internal sealed class Feed
{
    public const string Version = "0.0.1-test";

    public static string Folder { get; private set; } = "";

    public static string Analyzers => Path.Combine(Folder, $"WesMemGuard.Analyzers.{Version}.nupkg");

    public static string Kit => Path.Combine(Folder, $"WesMemGuard.NUnit.{Version}.nupkg");

    [OneTimeSetUp]
    public void Pack()
    {
        Folder = Directory.CreateTempSubdirectory("wesmemguard-feed").FullName;
        foreach (var project in new[] { "WesMemGuard.Analyzers", "WesMemGuard.Testing" })
            Dotnet.Run(RepositoryFolder.Path, "pack", "src/" + project, "-o", Folder, "-v", "q", "--nologo", "-p:Version=" + Version)
                .ShouldSucceed();
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(Folder, recursive: true);
}
