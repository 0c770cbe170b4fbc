using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>The repository keeps the rules of its house.</summary>
internal sealed class HouseTests
{
    [Test]
    public void Arrows_between_projects_only_go_down()
    {
        var projects = SourceFiles.Projects("src");
        projects.ShouldNotBeEmpty();

        projects.SelectMany(p => LayerRule.Violations(ProjectName(p), LayerRule.References(File.ReadAllText(p)))).ShouldBeEmpty();
    }

    [Test]
    public void Every_project_has_tests()
    {
        var projects = SourceFiles.Projects("src").Select(ProjectName).ToArray();
        projects.ShouldNotBeEmpty();
        var tested = SourceFiles.Projects("tests").Select(ProjectName).ToHashSet();

        // The fixes are tested beside their rules, from the same help pages; what a framework calls, in the kit's and the packages' tests.
        projects.Where(p => p is not ("Analyzers.CodeFixes" or "NUnit" or "Xunit" or "MSTest" or "Templates")
            && !tested.Contains(p + ".Tests")).ShouldBeEmpty();
    }

    [Test]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "WesMemGuard.sln"));
        var projects = SourceFiles.Projects("src")
            .Concat(SourceFiles.Projects("tests").Where(p => p.EndsWith(".Tests.csproj", StringComparison.Ordinal))).ToArray();
        projects.ShouldNotBeEmpty();

        projects.Where(p => ProjectName(p) is not ("Tools.Tests" or "Package.Tests" or "GoProcess.Tests")
            && !solution.Contains($"{Path.GetFileName(p)}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public void Every_project_of_the_solution_is_built_by_it()
    {
        var solution = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "WesMemGuard.sln"));
        var projects = System.Text.RegularExpressions.Regex.Matches(solution, "csproj\", \"(\\{[0-9A-F-]+\\})\"")
            .Select(m => m.Groups[1].Value).ToArray();
        projects.ShouldNotBeEmpty();

        projects.Where(p => !solution.Contains($"{p}.Debug|Any CPU.Build.0", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Test]
    public void Files_and_methods_are_small()
    {
        var files = SourceFiles.CSharp("src").Concat(SourceFiles.CSharp("tests")).ToArray();
        files.ShouldNotBeEmpty();

        files.SelectMany(f => SizeRule.Violations(SourceFiles.Name(f), File.ReadAllText(f))).ShouldBeEmpty();
    }

    [Test]
    public void Every_list_that_a_test_walks_is_asserted_not_to_be_empty()
    {
        var files = SourceFiles.CSharp("tests");
        files.ShouldNotBeEmpty();

        files.SelectMany(f => EmptyListRule.Violations(SourceFiles.Name(f), File.ReadAllText(f))).ShouldBeEmpty();
    }

    [Test]
    public void No_text_names_a_path_of_a_machine()
    {
        var files = SourceFiles.Texts();
        files.ShouldNotBeEmpty();

        files.SelectMany(f => TextRule.MachinePaths(SourceFiles.Name(f), File.ReadAllText(f))).ShouldBeEmpty();
    }

    [Test]
    public void The_text_of_a_JSON_RPC_call_is_written_once()
    {
        var files = SourceFiles.CSharp("src");
        files.ShouldNotBeEmpty();

        files.Where(f => File.ReadAllText(f).Contains("{\"jsonrpc\":", StringComparison.Ordinal)).Select(SourceFiles.Name)
            .ShouldBe(["src/WesMemGuard.Node/Services/JsonRpcCall.cs"]);
    }

    [Test]
    public void Warnings_are_switched_off_in_a_few_places_at_most()
    {
        var files = SourceFiles.CSharp("src").Concat(SourceFiles.CSharp("tests")).ToArray();
        files.ShouldNotBeEmpty();

        files.Sum(f => TextRule.Pragmas(File.ReadAllText(f))).ShouldBeLessThanOrEqualTo(TextRule.MostPragmas);
    }

    [Test]
    public void The_root_holds_what_the_house_says()
    {
        string[] rooms =
            ["src", "tests", "scenarios", ".github", "README.md", "WesMemGuard.sln", "LICENSE", "global.json", ".editorconfig", ".ci/run"];

        rooms.Where(r => !Path.Exists(Path.Combine(RepositoryFolder.Path, r))).ShouldBeEmpty();
    }

    private static string ProjectName(string csproj) => Path.GetFileNameWithoutExtension(csproj)["WesMemGuard.".Length..];
}
