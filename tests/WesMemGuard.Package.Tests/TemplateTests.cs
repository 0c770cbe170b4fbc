using System.Xml.Linq;

namespace WesMemGuard.Package.Tests;

/// <summary>
/// <c>dotnet new wesmemguard</c> for each framework: its tests pass at once, and fail when the budget is tightened.
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
    public void A_new_suite_holds_and_breaks_when_its_budget_is_tightened(string framework)
    {
        var folder = Folder(framework);
        string[] files =
        [
            ".editorconfig", ".gitignore", ".vscode/extensions.json", ".vscode/settings.json", ".vscode/budget.schema.json",
            ".github/workflows/memory.yml", "README.md",
        ];
        foreach (var file in files)
            File.Exists(Path.Combine(folder, file)).ShouldBeTrue(file);
        File.ReadAllText(Path.Combine(folder, "Budgets.cs")).ShouldNotContain("#if");

        var held =
            _home.Run(folder, "dotnet test --nologo --logger \"trx;LogFileName=held.trx\" --results-directory out");
        held.ShouldSucceed();
        held.Output.ShouldContain("Passed:     3");
        held.Output.ShouldNotContain("warning");
        var names = XDocument.Load(Path.Combine(folder,
            "out/held.trx")).Descendants().Where(e => e.Name.LocalName == "UnitTestResult")
            .Select(e => e.Attribute("testName")!.Value).ToList();
        names.Count.ShouldBe(3);
        foreach (var limit in new[] { "idle: liveHeap growthPerHour", "idle: goroutines growthPerHour", "idle: rss peak" })
            names.ShouldContain(name => name.StartsWith(limit, StringComparison.Ordinal), string.Join("; ", names));

        var budget = Path.Combine(folder, "scenarios/idle/budget.json");
        var loose = File.ReadAllText(budget);
        loose.ShouldContain("256 MiB");
        File.WriteAllText(budget, loose.Replace("256 MiB", "64 MiB", StringComparison.Ordinal));
        var broken = _home.Run(folder, "dotnet test --nologo --no-build");
        broken.Code.ShouldBe(1, broken.Output);
        broken.Output.ShouldContain("Failed:     1");
        broken.Output.ShouldContain("rss in scenario \"idle\" should stay at or below 64.0 MiB");
        broken.Output.ShouldNotContain("ShouldHoldException");
    }

    private string Folder(string framework) => Path.Combine(_home.Empty, "of-" + framework);
}
