using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>Every guard is seen to fail on something bad, and to stay silent on something good.</summary>
internal sealed class RuleTests
{
    [Test]
    public void An_arrow_upwards_is_seen()
    {
        const string Project = """
            <Project><ItemGroup><ProjectReference Include="..\WesMemGuard.Cli\WesMemGuard.Cli.csproj"
            /></ItemGroup></Project>
            """;

        LayerRule.Violations("Core", LayerRule.References(Project)).ShouldBe(["Core may not know Cli"]);
        LayerRule.Violations("Cli", ["Core"]).ShouldBeEmpty();
    }

    [Test]
    public void A_project_in_no_layer_is_seen() =>
        LayerRule.Violations("Cellar", []).ShouldBe(["Cellar is in no layer: say here and in README what it may know"]);

    [Test]
    public void A_layer_is_lower_than_all_that_know_it()
    {
        LayerRule.MayKnow.ShouldNotBeEmpty();
        foreach (var (project, known) in LayerRule.MayKnow)
            known.Where(k => LayerRule.MayKnow[k].Contains(project)).ShouldBeEmpty();
    }

    [Test]
    public void A_long_file_and_a_long_method_are_seen()
    {
        var body = string.Concat(Enumerable.Repeat("        N++;\n", 60));
        var method = $"class A\n{{\n    int N;\n    void M()\n    {{\n{body}    }}\n}}\n";

        SizeRule.Violations("A.cs", method).ShouldBe(["A.cs:4 is a method of 63 lines, at most 60"]);
        SizeRule.Violations("A.cs", new string('\n', 400)).ShouldBe(["A.cs has 401 lines, at most 400"]);
        SizeRule.Violations("A.cs", "class A { void M() { } }").ShouldBeEmpty();
        SizeRule.Violations("A.cs", "\n" + new string('a', 141)).ShouldBe(["A.cs:2 is wider than 140 columns"]);
        SizeRule.Violations("A.cs", "// " + new string('a', 137)).ShouldBeEmpty();
    }

    [Test]
    public void A_source_of_cases_that_may_be_empty_is_seen()
    {
        const string Walked =
            "class T { static IEnumerable<string> All => Find(); [TestCaseSource(nameof(All))] public void M(string x) { } ";

        EmptyListRule.Violations("T.cs", Walked + "}").ShouldBe(["T.cs: no test asserts that All is not empty"]);
        EmptyListRule.Violations("T.cs", Walked + "[Test] public void There_are() => All.ShouldNotBeEmpty(); }").ShouldBeEmpty();
        EmptyListRule.Violations("T.cs",
            "class T { static string[] All = [\"a\"]; [TestCaseSource(nameof(All))] public void M(string x) { } }").ShouldBeEmpty();
    }

    [Test]
    public void A_test_that_walks_a_directory_without_looking_whether_it_holds_anything_is_seen()
    {
        const string Walk =
            "class T { [Test] public void M() { foreach (var f in Directory.GetFiles(\"x\")) f.ShouldBe(\"y\"); ";

        EmptyListRule.Violations("T.cs", Walk + "} }").ShouldBe(["T.cs: T walks a directory and asserts nowhere that something was found"]);
        EmptyListRule.Violations("T.cs", Walk + "Directory.GetFiles(\"x\").ShouldNotBeEmpty(); } }").ShouldBeEmpty();
    }

    [TestCase("in {0}root/.nuget")]
    [TestCase("\"{0}work/main\"")]
    [TestCase("see {0}home/anna/src")]
    [TestCase("see {0}Users/anna/src")]
    [TestCase("C:{1}Users{1}anna")]
    public void A_path_of_a_machine_is_seen(string text) =>
        TextRule.MachinePaths("a.md", string.Format(System.Globalization.CultureInfo.InvariantCulture, text, '/', '\\'))
        .ShouldHaveSingleItem();

    [TestCase("{0}work shop; a{0}work/x; https://x.org{0}root/y; <{0}work>")]
    [TestCase("{0}api/v1/system/memory and {0}proc/self")]
    public void Other_slashes_are_none(string text) =>
        TextRule.MachinePaths("a.md", string.Format(System.Globalization.CultureInfo.InvariantCulture, text,
            '/')).ShouldBeEmpty();

    [Test]
    public void Pragmas_are_counted() =>
        TextRule.Pragmas("  #pragma warning disable X\ncode\n#pragma warning restore X\n#pragma warning disable Y\n").ShouldBe(2);

    [Test]
    public void Output_that_a_page_shows_wrongly_is_seen()
    {
        string[] real = ["a", "b", "c", "d"];

        ShownOutput.FirstDifference(["a", "b", "c", "d"], real).ShouldBeNull();
        ShownOutput.FirstDifference(["a", "…", "d"], real).ShouldBeNull();
        ShownOutput.FirstDifference(["…", "b", "…"], real).ShouldBeNull();
        ShownOutput.FirstDifference(["a", "x"], real)!.ShouldContain("but the command says\n  b");
        ShownOutput.FirstDifference(["…", "x"], real)!.ShouldContain("(nothing more)");
        ShownOutput.FirstDifference(["…", "c", "…", "b"], real).ShouldNotBeNull();
        ShownOutput.FirstDifference(["a", "b"], real)!.ShouldContain("says more");
        ShownOutput.FirstDifference(["x  y"], ["x      y  "]).ShouldBeNull();
        ShownOutput.FirstDifference(["x y"], ["x      y"]).ShouldNotBeNull();
    }

    [Test]
    public void Blocks_of_a_page_are_found_by_their_command()
    {
        var block =
            ShownOutput.Blocks("text\n```json\n{}\n```\n```\n$ tool run x\none\ntwo\n```\nend").ShouldHaveSingleItem();

        block.Command.ShouldBe("tool run x");
        block.Lines.ShouldBe(["one", "two"]);
        Should.Throw<FormatException>(() => ShownOutput.Blocks("```\n$ x\n"));
    }
}
