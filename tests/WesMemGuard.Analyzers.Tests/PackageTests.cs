using System.Diagnostics;
using System.IO.Compression;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>The package as a user gets it: packed, restored from a folder into a fresh project, warned by, suppressed, fixed.</summary>
[NonParallelizable]
internal sealed class PackageTests
{
    private const string Leak = """
        using System;
        using System.Threading;
        using System.Threading.Tasks;

        public sealed class Caller
        {
            public async Task RunAsync(Func<CancellationToken, Task> call, CancellationToken token)
            {
                var linked = CancellationTokenSource.CreateLinkedTokenSource(token);
                await call(linked.Token);
            }
        }
        """;

    private string _folder = "";

    [OneTimeSetUp]
    public void Pack()
    {
        _folder = Directory.CreateTempSubdirectory("wesmemguard-package").FullName;
        Dotnet(Root(), "pack", Path.Combine(Root(), "src/WesMemGuard.Analyzers"), "-o", Path.Combine(_folder, "feed"), "-v", "q", "--nologo", "-p:Version=0.0.1-test").ShouldSucceed();
        Write("nuget.config", $"""<configuration><packageSources><add key="local" value="{Path.Combine(_folder, "feed")}" /></packageSources></configuration>""");
        Write("Fresh.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><RestorePackagesPath>{Path.Combine(_folder, "packages")}</RestorePackagesPath><ErrorLog>out.sarif,version=2.1</ErrorLog></PropertyGroup>
              <ItemGroup><PackageReference Include="WesMemGuard.Analyzers" Version="0.0.1-test" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            Write(file, "<Project />");
    }

    [SetUp]
    public void Begin()
    {
        Write("Caller.cs", Leak);
        Write(".editorconfig", "root = true\n");
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void It_carries_both_assemblies_and_the_presets()
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(Path.Combine(_folder, "feed"), "*.nupkg").ShouldHaveSingleItem());
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        names.ShouldContain("analyzers/dotnet/cs/WesMemGuard.Analyzers.dll");
        names.ShouldContain("analyzers/dotnet/cs/WesMemGuard.Analyzers.CodeFixes.dll");
        names.ShouldContain("build/wesmemguard-strict.globalconfig");
        names.ShouldContain("build/wesmemguard-suggest.globalconfig");
    }

    [Test]
    public void A_fresh_build_warns_is_suppressed_and_is_fixed()
    {
        var warned = Dotnet(_folder, "build", "--no-incremental", "--nologo");
        warned.Output.ShouldContain("warning WMG4005");
        File.ReadAllText(Path.Combine(_folder, "out.sarif")).ShouldContain("Docs/WMG4005.md");

        Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.WMG4005.severity = none\n");
        Dotnet(_folder, "build", "--no-incremental", "--nologo").Output.ShouldNotContain("WMG4005");

        Write(".editorconfig", "root = true\n");
        Dotnet(_folder, "format", "analyzers", "--diagnostics", "WMG4005", "--severity", "warn", "--no-restore").ShouldSucceed();
        File.ReadAllText(Path.Combine(_folder, "Caller.cs")).ShouldContain("using var linked = ");
    }

    private static string Root()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "WesMemGuard.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("WesMemGuard.sln not found above " + TestContext.CurrentContext.TestDirectory);
        return folder;
    }

    private static Finished Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var name in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH" })
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        return new(process.ExitCode, output);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private sealed record Finished(int Code, string Output)
    {
        public void ShouldSucceed() => Code.ShouldBe(0, Output);
    }
}
