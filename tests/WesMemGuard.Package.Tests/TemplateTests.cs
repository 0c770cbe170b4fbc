using System.Xml.Linq;

namespace WesMemGuard.Package.Tests;

/// <summary>
/// <c>dotnet new wesmemguard</c> for each framework: its tests pass at once, and fail when the budget is tightened and the client leaks.
/// </summary>
internal sealed class TemplateTests
{
    private static readonly string[] Frameworks = ["NUnit", "Xunit", "MSTest"];

    private FreshHome _home = null!;

    [OneTimeSetUp]
    public void Install()
    {
        _home = new FreshHome();
        _home.Run(_home.Clone, "dotnet nuget add source \"$PWD/artifacts/packages\" --name wesmemguard").ShouldSucceed();
        _home.Run(_home.Clone, "dotnet new install artifacts/packages/WesMemGuard.Templates.*.nupkg").ShouldSucceed();
        // One after the other: they share what the SDK keeps of templates.
        foreach (var framework in Frameworks)
        {
            _home.Run(_home.Empty, $"dotnet new wesmemguard --test-framework {framework} -o {Folder(framework)} --no-update-check")
                .ShouldSucceed();
        }
    }

    [OneTimeTearDown]
    public void Remove() => _home.Dispose();

    [TestCaseSource(nameof(Frameworks))]
    public void A_new_suite_holds_and_breaks_when_its_budget_is_tightened_and_its_client_leaks(string framework)
    {
        var folder = Folder(framework);
        string[] files =
        [
            ".editorconfig", ".gitignore", ".vscode/extensions.json", ".vscode/settings.json", ".vscode/budget.schema.json",
            ".github/workflows/memory.yml", "README.md",
        ];
        foreach (var file in files)
            File.Exists(Path.Combine(folder, file)).ShouldBeTrue(file);
        foreach (var file in new[] { "Budgets.cs", "WalletMemory.cs" })
            File.ReadAllText(Path.Combine(folder, file)).ShouldNotContain("#");

        ShouldHold(folder);
        TightenBudget(folder);
        LeakInClient(folder);
        var broken = _home.Run(folder, "dotnet test --nologo");
        broken.Code.ShouldBe(1, broken.Output);
        broken.Output.ShouldContain("Failed:     2");
        broken.Output.ShouldContain("rss in scenario \"idle\" should stay at or below 64.0 MiB");
        broken.Output.ShouldContain("live heap of client.PollAsync() should grow by at most 0 B per call");
        broken.Output.ShouldContain("static WalletClient.Seen (List<string>) → [] → string");
        broken.Output.ShouldContain("foretold by WMG1001 at WalletClient.cs:");
        broken.Output.ShouldNotContain("ShouldHoldException");
        broken.Output.ShouldNotContain("did not run in a process of its own");
    }

    private void ShouldHold(string folder)
    {
        var held =
            _home.Run(folder, "dotnet test --nologo --logger \"trx;LogFileName=held.trx\" --results-directory out");
        held.ShouldSucceed();
        held.Output.ShouldContain("Passed:     4");
        held.Output.ShouldNotContain("warning");
        var names = XDocument.Load(Path.Combine(folder,
            "out/held.trx")).Descendants().Where(e => e.Name.LocalName == "UnitTestResult")
            .Select(e => e.Attribute("testName")!.Value).ToList();
        names.Count.ShouldBe(4);
        foreach (var limit in new[]
        {
            "idle: liveHeap growthPerHour", "idle: goroutines growthPerHour", "idle: rss peak",
            "A_poll_keeps_nothing"
        })
            names.ShouldContain(name => name.Contains(limit, StringComparison.Ordinal), string.Join("; ", names));
    }

    private static void TightenBudget(string folder)
    {
        var budget = Path.Combine(folder, "scenarios/idle/budget.json");
        var loose = File.ReadAllText(budget);
        loose.ShouldContain("256 MiB");
        File.WriteAllText(budget, loose.Replace("256 MiB", "64 MiB", StringComparison.Ordinal));
    }

    /// <summary>Each answer stays in a static list, with some kilobytes that end the measurement soon.</summary>
    private static void LeakInClient(string folder)
    {
        var client = Path.Combine(folder, "WalletClient.cs");
        var clean = File.ReadAllText(client);
        const string poll = "public async Task PollAsync() => Pool = ";
        clean.ShouldContain(poll);
        File.WriteAllText(client, clean.Replace(poll, """
            private static readonly List<string> Seen = [];
                public async Task PollAsync() => Seen.Add(new string('x', 5000) +
            """, StringComparison.Ordinal).Replace("status\");", "status\"));", StringComparison.Ordinal));
    }

    private string Folder(string framework) => Path.Combine(_home.Empty, "of-" + framework);
}
