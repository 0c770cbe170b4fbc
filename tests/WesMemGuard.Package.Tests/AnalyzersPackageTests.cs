using System.IO.Compression;
using System.Text.Json;

namespace WesMemGuard.Package.Tests;

/// <summary>
/// The package of the analyzers as a user gets it: restored into a fresh project, warned by, suppressed, fixed.
/// </summary>
internal sealed class AnalyzersPackageTests
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

    private static string Reference => Feed.Reference("WesMemGuard.Analyzers", "PrivateAssets=\"all\" ");

    [Test]
    public void It_carries_both_assemblies_and_the_presets()
    {
        using var package = ZipFile.OpenRead(Feed.Analyzers);
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        names.ShouldContain("analyzers/dotnet/cs/WesMemGuard.Analyzers.dll");
        names.ShouldContain("analyzers/dotnet/cs/WesMemGuard.Analyzers.CodeFixes.dll");
        names.ShouldContain("build/wesmemguard-strict.globalconfig");
        names.ShouldContain("build/wesmemguard-suggest.globalconfig");
        names.ShouldNotContain(name => name.StartsWith("lib/", StringComparison.Ordinal));
    }

    [TestCase("net8.0")]
    [TestCase("net10.0")]
    public void A_fresh_build_warns_is_suppressed_and_is_fixed(string framework)
    {
        using var project = new FreshProject(framework, Reference);
        project.Write("Caller.cs", Leak);
        project.Build().ShouldContain("Caller.cs(9,22): warning WMG4005");
        HelpLinkOf("WMG4005", project.Read("out.sarif")).ShouldEndWith("/src/WesMemGuard.Analyzers/Docs/WMG4005.md");

        project.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.WMG4005.severity = none\n");
        project.Build().ShouldNotContain("WMG4005");

        project.Write(".editorconfig", "root = true\n");
        project.Run("format", "analyzers", "--diagnostics", "WMG4005", "--severity", "warn", "--no-restore").ShouldSucceed();
        project.Read("Caller.cs").ShouldContain("using var linked = ");
        project.Build().ShouldNotContain("WMG4005");
    }

    [Test]
    public void A_compiler_that_is_asked_in_Chinese_warns_in_Chinese()
    {
        using var project = new FreshProject("net10.0", Reference);
        project.Write("Caller.cs", Leak);
        project.BuildIn("zh-CN").ShouldContain(
            "warning WMG4005: 这个链接的令牌源从不释放：它在令牌、定时器或连接结束之前一直保留");
    }

    [Test]
    public void A_preset_makes_every_finding_a_suggestion_and_files_given_by_hand_are_read()
    {
        using var project =
            new FreshProject("net10.0", Reference
            + """<AdditionalFiles Include="memory/budget.json" />""", "<WesMemGuardPreset>suggest</WesMemGuardPreset>");
        project.Write("Caller.cs", Leak);
        project.Write("memory/budget.json",
            """{ "limits": [ { "of": "mempool.txpol", "metric": "objects", "peak": 5 } ] }""");
        project.Build().ShouldNotContain("warning WMG");
        project.Write("Fresh.csproj", project.Read("Fresh.csproj")
            .Replace("<WesMemGuardPreset>suggest</WesMemGuardPreset>", "", StringComparison.Ordinal));
        project.Build()
            .ShouldContain("memory/budget.json(1,23): warning WMG8002: unknown module \"mempool.txpol\"; did you mean \"mempool.txpool\"?");
    }

    private static string HelpLinkOf(string id, string sarif)
    {
        using var log = JsonDocument.Parse(sarif);
        var run = log.RootElement.GetProperty("runs")[0];
        run.GetProperty("results").EnumerateArray().ShouldContain(result => result.GetProperty("ruleId").GetString() == id);
        return run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .Single(rule => rule.GetProperty("id").GetString() == id).GetProperty("helpUri").GetString()!;
    }
}
