using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>Nothing runs in a workflow only.</summary>
internal sealed class WorkflowTests
{
    private const string Steps = "jobs:\n  a:\n    steps:\n      - uses: x@v1\n      - run: |\n";

    private static string Local => File.ReadAllText(Path.Combine(RepositoryFolder.Path, ".ci", "run"));

    private static bool Exists(string script) => File.Exists(Path.Combine(RepositoryFolder.Path, script));

    [TestCase("ci.yml", ".ci/run")]
    [TestCase("nightly.yml", ".ci/nightly")]
    public void Every_command_of_a_workflow_is_run_locally_too(string file, string main)
    {
        var commands =
            WorkflowRule.Commands(File.ReadAllText(Path.Combine(RepositoryFolder.Path, ".github", "workflows", file)));

        commands.ShouldContain(c => c.StartsWith(main, StringComparison.Ordinal));
        WorkflowRule.Unknown(commands, Local, Exists).ShouldBeEmpty();
    }

    [Test]
    public void A_release_is_tested_and_made_by_scripts_of_the_repository()
    {
        var commands = WorkflowRule.Commands(Text("workflows/release.yml"));

        commands.Take(2).ShouldBe([".ci/run", ".ci/release"]);
        commands.Skip(2).ShouldAllBe(c => c.StartsWith("dotnet nuget push ", StringComparison.Ordinal));
        Exists(".ci/release").ShouldBeTrue();
    }

    [TestCase("workflows/ci.yml")]
    [TestCase("workflows/nightly.yml")]
    [TestCase("workflows/release.yml")]
    [TestCase("actions/wesmemguard/action.yml")]
    public void Actions_of_others_are_pinned_to_a_commit(string file)
    {
        var used = System.Text.RegularExpressions.Regex.Matches(Text(file), "uses: (.*)").Select(m => m.Groups[1].Value).ToList();

        used.ShouldNotBeEmpty();
        used.ShouldAllBe(u => System.Text.RegularExpressions.Regex.IsMatch(u, "^[a-z]+/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$"));
    }

    [Test]
    public void What_the_action_is_given_stands_in_quotes_so_that_no_shell_looks_at_it_again()
    {
        var text = Text("actions/wesmemguard/action.yml");
        var script = string.Join('\n', text.Split('\n').Where(l => l.StartsWith("        ", StringComparison.Ordinal)
            && !l.Contains("${{", StringComparison.Ordinal)));

        script.ShouldContain("\"${arguments[@]}\"");
        Bare(script).ShouldBeEmpty();
        Bare("run \"$OUT\" $ARGUMENTS").ShouldBe(["$ARGUMENTS"]);
    }

    /// <summary>Variables outside of quotes; the shell's own, as <c>$?</c>, are none.</summary>
    private static string[] Bare(string script) =>
        [.. System.Text.RegularExpressions.Regex.Matches(script, "\"[^\"\\n]*\"|(?<bare>\\$\\{?[A-Za-z_]+)")
            .Select(m => m.Groups["bare"].Value).Where(v => v.Length > 0)];

    [TestCase("ci")]
    [TestCase("nightly")]
    [TestCase("release")]
    public void A_workflow_may_read_only_has_an_end_and_one_run_at_a_time(string name)
    {
        var text = Text($"workflows/{name}.yml");

        text.ShouldContain("\npermissions:\n  contents: read\n");
        text.ShouldContain("\nconcurrency:\n");
        text.ShouldContain("timeout-minutes: ");
        text.ShouldNotContain(": write");
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(RepositoryFolder.Path, ".github", file));

    [Test]
    public void There_is_no_workflow_without_a_case()
    {
        var files = Directory.GetFiles(Path.Combine(RepositoryFolder.Path, ".github", "workflows"))
            .Select(f => Path.GetFileName(f)!).ToArray();
        files.ShouldNotBeEmpty();

        files.Order(StringComparer.Ordinal).ShouldBe(["ci.yml", "nightly.yml", "release.yml"]);
    }

    [Test]
    public void Every_command_of_the_nightly_script_is_one_of_the_tool_s_verbs()
    {
        var script = File.ReadAllText(Path.Combine(RepositoryFolder.Path, ".ci", "nightly"));
        var verbs = script.Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("guard ", StringComparison.Ordinal))
            .Select(l => l.Split(' ')[1]).ToList();

        verbs.ShouldBe(["verify", "run"]);
    }

    [Test]
    public void A_command_that_only_the_workflow_runs_is_seen()
    {
        var commands =
            WorkflowRule.Commands(Steps
            + "          set -e\n          dotnet build X --no-restore\n          dotnet publish X | tee y.log\n      "
                + "    .ci/gone\n          .ci/run | tee z\n");

        commands.ShouldBe(["set -e", "dotnet build X --no-restore", "dotnet publish X", "tee y.log", ".ci/gone", ".ci/run", "tee z"]);
        WorkflowRule.Unknown(commands, "dotnet build X --no-restore </dev/null || fail\n", script => script == ".ci/run")
            .ShouldBe(["dotnet publish X", ".ci/gone"]);
    }

    [Test]
    public void A_script_that_is_there_but_that_nobody_runs_is_seen() =>
        WorkflowRule.Unknown([".ci/other a"], "dotnet test\n", _ => true).ShouldBe([".ci/other a"]);

    [TestCase("jobs: [", "line ")]
    [TestCase("a: 1\n", "a workflow needs jobs")]
    [TestCase("jobs:\n  a:\n    steps: []\n", "a job needs steps")]
    [TestCase("jobs:\n  a:\n    steps:\n      - name: x\n", "a step needs run or uses")]
    [TestCase("jobs:\n\ta: 1\n", "line ")]
    public void A_file_that_is_no_workflow_is_seen(string text, string message) =>
        Should.Throw<FormatException>(() => WorkflowRule.Commands(text)).Message.ShouldContain(message);
}
