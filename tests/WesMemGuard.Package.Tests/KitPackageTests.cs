using System.IO.Compression;
using System.Text.Json;

namespace WesMemGuard.Package.Tests;

/// <summary>The NUnit kit as a user gets it: it stands alone, brings the analyzers, and gives them the scenario files by itself.</summary>
internal sealed class KitPackageTests
{
    private const string Reference = $"""<PackageReference Include="WesMemGuard.NUnit" Version="{Feed.Version}" />""";

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
            names.ShouldContain($"lib/net10.0/WesMemGuard.{part}.dll");
        names.ShouldContain("analyzers/dotnet/cs/WesMemGuard.Analyzers.dll");
        names.ShouldContain("analyzers/dotnet/cs/WesMemGuard.Analyzers.CodeFixes.dll");
        names.ShouldContain("buildTransitive/WesMemGuard.NUnit.targets");
    }

    [Test]
    public void A_fresh_build_judges_code_and_files_once_and_at_their_lines()
    {
        using var project = new FreshProject("net10.0", Reference + $"""
            <PackageReference Include="WesMemGuard.Analyzers" Version="{Feed.Version}" PrivateAssets="all" />
            """);
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
    public void Limits_of_a_recording_are_tests_of_a_fresh_project()
    {
        const string Runner = """
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" /><PackageReference
            Include="NUnit3TestAdapter" Version="6.3.1" />
            """;
        using var project = new FreshProject("net10.0", Reference + Runner, "<IsTestProject>true</IsTestProject>");
        project.Write("Budgets.cs", Suite);
        project.Copy(Path.Combine(RepositoryFolder.Path, "scenarios/holds-idle"), "scenarios/holds-idle");
        project.Copy(Path.Combine(RepositoryFolder.Path, "scenarios/_recordings/idle"), "scenarios/_recordings/idle");
        var tested = project.Run("test", "--nologo");
        tested.ShouldSucceed();
        tested.Output.ShouldContain("Passed:     3");
    }
}
