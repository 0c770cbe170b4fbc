using System.Diagnostics;

namespace WesMemGuard.Package.Tests;

/// <summary>A project in an empty folder that knows this repository only by its packages.</summary>
internal sealed class FreshProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wesmemguard-fresh").FullName;

    public FreshProject(string framework, string items, string properties = "")
    {
        Write("nuget.config", $"""
            <configuration><packageSources><add key="local" value="{Feed.Folder}" /></packageSources></configuration>
            """);
        Write("Fresh.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework><Nullable>enable</Nullable>
                <ErrorLog>out.sarif,version=2.1</ErrorLog>{properties}
                <DefaultItemExcludes>$(DefaultItemExcludes);packages/**</DefaultItemExcludes>
                <RestorePackagesPath>{Path.Combine(_folder, "packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{Known}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
            </Project>
            """);
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            Write(file, "<Project />");
        Write(".editorconfig", "root = true\n");
    }

    /// <summary>What this machine has of other packages; those under test come from the feed alone.</summary>
    public static string Known { get; } = Directory.CreateDirectory(Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")).FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    public void Copy(string folder, string name)
    {
        foreach (var file in Directory.GetFiles(folder))
            File.Copy(file, Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, name)).FullName, Path.GetFileName(file)));
    }

    public string Build()
    {
        var built = Dotnet.Run(_folder, "build", "--no-incremental", "--nologo");
        built.ShouldSucceed();
        return built.Output;
    }

    /// <summary>What a build says in a language, also where the runtime knows the data of no culture.</summary>
    public string BuildIn(string culture)
    {
        var start = new ProcessStartInfo("dotnet", ["build", "--no-incremental", "--nologo", "-p:PreferredUILang=" + culture,
            "-p:UseSharedCompilation=false"]);
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY"] = "false";
        var built = Dotnet.Run(start, _folder);
        built.ShouldSucceed();
        return built.Output;
    }

    /// <summary>Where a package lies that a restore found or fetched.</summary>
    public string Package(string id, string version) => new[] { Path.Combine(_folder, "packages"), Known }
        .Select(folder => Path.Combine(folder, id.ToLowerInvariant())).Where(Directory.Exists)
        .SelectMany(folder => Directory.GetDirectories(folder, version + "*")).Max()
        ?? throw new DirectoryNotFoundException($"{id} {version} was not restored");

    /// <summary>Runs a program that was built here.</summary>
    /// <param name="program">Its path in the project.</param>
    /// <param name="runtime">The folder of the runtimes that are installed for it.</param>
    public Dotnet.Finished RunBuilt(string program, string runtime)
    {
        var start = new System.Diagnostics.ProcessStartInfo(Path.Combine(_folder, program));
        // Those of an architecture come before it, and a test's host has them.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("DOTNET_ROOT", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["DOTNET_ROOT"] = runtime;
        return Dotnet.Run(start, _folder);
    }

    public Dotnet.Finished Run(params string[] arguments) => Dotnet.Run(_folder, arguments);
}
