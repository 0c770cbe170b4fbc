using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace WesMemGuard.Package.Tests;

/// <summary>The NUnit kit as a user gets it: it stands alone, brings the analyzers, and gives them the scenario files by itself.</summary>
internal sealed class KitPackageTests
{
    private static string Reference => Feed.Reference("WesMemGuard.NUnit");

    private const string Suite = """
        [WesMemGuard.Testing.ScenarioSuite("scenarios")]
        public sealed class MemoryBudgets;
        """;

    [Test]
    public void It_carries_the_house_it_stands_on_and_the_analyzers()
    {
        using var package = ZipFile.OpenRead(Feed.Kit);
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        foreach (var part in new[] { "Core", "Pprof", "Logs", "Node", "Recording", "Harness", "Testing" })
        {
            names.ShouldContain($"lib/net10.0/WesMemGuard.{part}.dll");
            names.ShouldContain($"lib/net8.0/WesMemGuard.{part}.dll");
        }

        names.ShouldContain("analyzers/dotnet/cs/WesMemGuard.Analyzers.dll");
        names.ShouldContain("analyzers/dotnet/cs/WesMemGuard.Analyzers.CodeFixes.dll");
        names.ShouldContain("buildTransitive/WesMemGuard.targets");
    }

    [Test]
    public void A_fresh_build_judges_code_and_files_once_and_at_their_lines()
    {
        using var project = new FreshProject("net10.0", Reference + Feed.Reference("WesMemGuard.Analyzers", "PrivateAssets=\"all\" "));
        project.Write("Cache.cs", """
            using System.Collections.Generic;
            public static class Balances
            {
                private static readonly Dictionary<string, long> Known = new();
                public static void Keep(string address, long balance) => Known[address] = balance;
            }
            """);
        project.Write("Budgets.cs", Suite);
        project.Write("scenarios/idle/scenario.json", """{ "recording": "../_recordings/idle" }""");
        project.Write("scenarios/_recordings/idle/phases.jsonl",
            """{ "phase": "warm", "kind": "idle", "startedAt": "2026-11-22T15:00:00Z", "endedAt": "2026-11-22T15:05:00Z","""
            + """ "sent": 0, "ok": 0, "limited": 0, "failed": 0 }""");
        project.Write("scenarios/idle/budget.json", """
            { "limits": [
                { "of": "process", "metric": "rss", "phase": "wram", "peak": "1 GiB" },
                { "of": "mempool.txpool", "metric": "objects", "peak": 10000 } ] }
            """);
        var output = project.Build();
        output.ShouldContain("Cache.cs(5,62): warning WMG1001");
        output.ShouldContain("scenarios/idle/budget.json(2,50): warning WMG8004: unknown phase \"wram\"; the run has: warm");
        output.ShouldContain(
            "scenarios/idle/budget.json(3,52): warning WMG8005: can never break: the node keeps objects of "
                + "mempool.txpool at 10000 or below");
        using var log = JsonDocument.Parse(project.Read("out.sarif"));
        log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("ruleId").GetString())
            .Where(id => id!.StartsWith("WMG", StringComparison.Ordinal)).ShouldBe(["WMG1001", "WMG8004", "WMG8005"], ignoreOrder: true);

        project.Write("Fresh.csproj", project.Read("Fresh.csproj")
            .Replace("<Nullable>", "<WesMemGuardFiles>false</WesMemGuardFiles><Nullable>", StringComparison.Ordinal));
        project.Build().ShouldNotContain("WMG8");
    }

    [Test]
    public void Every_package_has_a_page_an_icon_a_licence_notices_symbols_and_documentation()
    {
        Feed.Ids.ShouldBe(
        [
            "WesMemGuard", "WesMemGuard.Analyzers", "WesMemGuard.Cli", "WesMemGuard.Client", "WesMemGuard.MSTest",
            "WesMemGuard.NUnit", "WesMemGuard.Templates", "WesMemGuard.WireMock", "WesMemGuard.Xunit",
        ]);
        foreach (var id in Feed.Ids)
        {
            using var package = ZipFile.OpenRead(Feed.Package(id));
            var names = package.Entries.Select(entry => entry.FullName).ToList();
            foreach (var file in new[] { "README.md", "icon.png", "LICENSE", "THIRD-PARTY-NOTICES.txt" })
                names.ShouldContain(file, id);
            var about = XDocument.Load(package.GetEntry(id + ".nuspec")!.Open()).Root!.Elements().Single();
            string Said(string name) => about.Elements().Single(e => e.Name.LocalName == name).Value;
            Said("icon").ShouldBe("icon.png", id);
            Said("readme").ShouldBe("README.md", id);
            Said("license").ShouldBe("Apache-2.0", id);
            about.Elements().Single(e => e.Name.LocalName == "repository").Attribute("url")!.Value
                .ShouldStartWith("https://", Case.Sensitive, id);
            if (id is "WesMemGuard.Analyzers" or "WesMemGuard.Templates" or "WesMemGuard.Cli")
                continue;
            names.ShouldContain(name => name.StartsWith("lib/net8.0/", StringComparison.Ordinal)
                && name.EndsWith(".xml", StringComparison.Ordinal), id);
            File.Exists(Path.ChangeExtension(Feed.Package(id), ".snupkg")).ShouldBeTrue(id);
        }
    }

    private const string Sdk = """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />""";

    [Test]
    public void A_project_of_NUnit_4_on_NET_8_is_restored_and_built()
    {
        using var project = new FreshProject("net8.0", Reference + Sdk
            + """<PackageReference Include="NUnit" Version="4.2.2" /><PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />""",
            "<IsTestProject>true</IsTestProject>");
        project.Write("Budgets.cs", Suite + """

            public static class Fluent
            {
                public static async System.Threading.Tasks.Task RunAsync() =>
                    WesMemGuard.Testing.MemoryRunAssertions.Process(await WesMemGuard.Testing.GuardFiles.RunAsync("recordings/idle"))
                        .LiveHeap.ShouldGrowAtMost("2 MiB", per: System.TimeSpan.FromHours(1));
            }
            """);

        project.Build().ShouldContain("Build succeeded");
        project.Read("bin/Debug/net8.0/Fresh.deps.json").ShouldContain("NUnit/4.2.2");
    }

    /// <summary>Run for real, by a runtime of the registry's packages: the limits hold, and are red once the budget is tightened.</summary>
    [Test]
    public void A_suite_of_NUnit_4_runs_on_NET_8()
    {
        using var runtime = new Net8Runtime();
        using var project = new FreshProject("net8.0", Reference + Sdk
            + """<PackageReference Include="NUnit" Version="4.2.2" /><PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />""",
            "<IsTestProject>true</IsTestProject><OutputType>Exe</OutputType><EnableNUnitRunner>true</EnableNUnitRunner>");
        project.Write("Budgets.cs", Suite + """

            public sealed class Runtime
            {
                [NUnit.Framework.Test]
                public void Is_8() => NUnit.Framework.Assert.That(System.Environment.Version.Major, NUnit.Framework.Is.EqualTo(8));
            }
            """);
        project.Copy(RepositoryFolder.Recording("live-heap-idle"), "scenarios/_recordings/idle");
        project.Write("scenarios/idle/scenario.json", """{ "recording": "../_recordings/idle" }""");
        void Limit(string peak) => project.Write("scenarios/idle/budget.json",
            $$"""{ "limits": [ { "of": "process", "metric": "rss", "peak": "{{peak}}" } ] }""");

        Limit("1 GiB");
        project.Build();
        var held = project.RunBuilt("bin/Debug/net8.0/Fresh", runtime.Root);
        held.Code.ShouldBe(0, held.Output);
        held.Output.ShouldContain("(net8.0|");
        held.Output.ShouldContain("succeeded: 2");

        Limit("1 MiB");
        var broken = project.RunBuilt("bin/Debug/net8.0/Fresh", runtime.Root);
        broken.Code.ShouldNotBe(0, broken.Output);
        broken.Output.ShouldContain("rss in scenario \"idle\" should stay at or below 1.0 MiB");
    }
}
