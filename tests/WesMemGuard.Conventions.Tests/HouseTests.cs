using System.Text.RegularExpressions;
using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>The repository keeps the rules of its house.</summary>
internal sealed partial class HouseTests
{
    /// <summary>Names that stand twice on purpose, with the reason.</summary>
    private static readonly Dictionary<string, string> SameNames = new(StringComparer.Ordinal)
    {
        ["ScenarioLimitsAttribute"] = "what a user writes is the same in each framework's package; no project has two of them",
    };

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
        var projects = Regex.Matches(solution, "csproj\", \"(\\{[0-9A-F-]+\\})\"")
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
    public void Few_lines_are_wide_and_hardly_any_member_is_long()
    {
        var sources = SourceFiles.CSharp("src").Concat(SourceFiles.CSharp("tests")).Select(File.ReadAllText).ToArray();
        sources.ShouldNotBeEmpty();

        SizeRule.WideLines(sources).ShouldBeLessThanOrEqualTo(SizeRule.MostWideLines);
        SizeRule.LongMembers(sources).ShouldBeLessThanOrEqualTo(SizeRule.MostLongMembers);
    }

    [Test]
    public void A_wide_line_and_a_long_member_are_counted()
    {
        SizeRule.WideLines([new string('x', SizeRule.UsualLine) + "\n" + new string('x', SizeRule.UsualLine + 1)]).ShouldBe(0.5);
        SizeRule.LongMembers(["class A { void B()\n{" + new string('\n', SizeRule.UsualMember) + "} int C() => 1; int D; }"]).ShouldBe(0.5);
    }

    [Test]
    public void Only_what_the_compiler_loads_is_called_an_analyzer()
    {
        var called = SourceFiles.CSharp("src/WesMemGuard.Analyzers").SelectMany(f => AnalyzerName().Matches(File.ReadAllText(f))).ToArray();

        called.Select(m => m.Groups["base"].Value).Distinct().ShouldBe(["DiagnosticAnalyzer"]);
    }

    [Test]
    public void No_name_of_a_type_stands_twice()
    {
        var types = DeclaredTypes.Of(SourceFiles.CSharp("src"));
        types.Count.ShouldBeGreaterThan(1000);

        types.GroupBy(t => t.Type.Name.Split('`')[0])
            .Where(g => !SameNames.ContainsKey(g.Key) && g.Select(t => Room(t.File)).Distinct().Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Select(t => t.File))}").ShouldBeEmpty();
    }

    private static string Room(string file) => file[..file.LastIndexOf('/')];

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

    /// <summary>What .editorconfig has no word for: a name by its type.</summary>
    [Test]
    public void A_token_that_cancels_is_called_ct()
    {
        var files = SourceFiles.CSharp("src");
        files.ShouldNotBeEmpty();

        files.Where(f => !SourceFiles.Name(f).StartsWith("src/WesMemGuard.Analyzers/Docs", StringComparison.Ordinal))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), "CancellationToken (cancel|cancellation|cancellationToken|token)\\b")
                .Select(m => $"{SourceFiles.Name(f)}: {m.Value}")).ShouldBeEmpty();
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
    public void Every_file_that_the_guide_of_contributors_names_is_there()
    {
        var guide = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "CONTRIBUTING.md"));
        var named = Regex.Matches(guide, "`([A-Za-z.]+/[A-Za-z./…]+)`").Select(m => m.Groups[1].Value).ToArray();
        named.Length.ShouldBeGreaterThan(15);

        named.Where(n => !Path.Exists(PlaceOf(n)) && !Path.Exists(PlaceOf("src/WesMemGuard." + n))).ShouldBeEmpty();
    }

    // Core/Budgets/…Reader.cs: the folder.
    private static string PlaceOf(string named) =>
        Path.Combine(RepositoryFolder.Path, named.Contains('…') ? Path.GetDirectoryName(named)! : named);

    [Test]
    public void The_root_holds_what_the_house_says()
    {
        string[] rooms =
            ["src", "tests", "scenarios", ".github", "README.md", "WesMemGuard.sln", "LICENSE", "global.json", ".editorconfig", ".ci/run"];

        rooms.Where(r => !Path.Exists(Path.Combine(RepositoryFolder.Path, r))).ShouldBeEmpty();
    }

    private static string ProjectName(string csproj) =>
        Path.GetFileNameWithoutExtension(csproj)["WesMemGuard.".Length..];

    [GeneratedRegex(@"class \w+Analyzer\b(?:\([^)]*\))?(?: : (?<base>\w+))?")]
    private static partial Regex AnalyzerName();
}
