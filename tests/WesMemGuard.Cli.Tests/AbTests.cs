using System.Text.Json;

namespace WesMemGuard.Cli.Tests;

/// <summary><c>ab</c> over recordings of the real node: one as it is, one with 12 MiB/h planted in a function.</summary>
internal sealed class AbTests
{
    private const string Planted = "recordExecutionTrace";

    private static readonly string Base = RepositoryFolder.Recording("idle");
    private static readonly string Head = RepositoryFolder.Recording("planted-ispc-12");

    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_leak_of_the_head_is_worse_and_its_function_is_named_as_new()
    {
        (await _tool.RunAsync("ab", Base, Head)).ShouldBe(1);

        _tool.Lines[0].ShouldStartWith("worse       liveHeap");
        _tool.Out.ShouldContain("liveHeap per hour in phase \"idle\": +12.");
        _tool.Lines.ShouldContain(l => l.Contains(Planted) && l.Contains("new in the head"));
        _tool.Out.ShouldContain("head against base: worse; ");
    }

    [Test]
    public async Task The_other_way_round_it_is_better()
    {
        (await _tool.RunAsync("ab", Head, Base)).ShouldBeOneOf(0, 2);

        _tool.Lines.ShouldContain(l => l.StartsWith("better      liveHeap per hour"));
        _tool.Lines.ShouldNotContain(l => l.StartsWith("worse"));
    }

    [Test]
    public async Task A_recording_held_against_itself_is_the_same()
    {
        (await _tool.RunAsync("ab", Base, Base)).ShouldBe(0);

        _tool.Out.ShouldContain("head against base: same; 0 worse, 0 better");
    }

    [Test]
    public async Task Json_is_one_object_with_the_keys_that_scripts_know()
    {
        (await _tool.RunAsync("ab", Base, Head, "--json")).ShouldBe(1);

        var json = JsonDocument.Parse(_tool.Lines.Single()).RootElement;
        json.EnumerateObject().Select(p => p.Name).ShouldBe(["outcome", "exitCode", "rounds", "differences", "remarks"]);
        json.GetProperty("outcome").GetString().ShouldBe("worse");
        var growth = json.GetProperty("differences").EnumerateArray()
            .Single(d => d.GetProperty("metric").GetString() == "liveHeap" && d.GetProperty("as").GetString() == "perHour");
        growth.EnumerateObject().Select(p => p.Name).ShouldBe(["of", "metric", "as", "phase", "outcome", "difference", "low", "high",
            "confidence", "tolerance", "toleranceIsNamed", "base", "head", "unit", "pairs", "evidence", "from", "to", "moreHours", "reason",
            "reasonId", "reasonArguments", "culprits"]);
        growth.GetProperty("difference").GetDouble().ShouldBeInRange(11 * 1048576.0, 13 * 1048576.0);
        growth.GetProperty("unit").GetString().ShouldBe("bytes/h");
        growth.GetProperty("culprits")[0].GetProperty("isNew").GetBoolean().ShouldBeTrue();
    }

    [Test]
    public async Task A_budget_names_what_is_still_the_same()
    {
        _tool.Folder.Write("budget.json", """
            { "limits": [ { "of": "process", "metric": "liveHeap", "phase": "idle", "difference": "24 MiB", "growthPerHour": "24 MiB" } ] }
            """);

        (await _tool.RunAsync("ab", Base, Head, "--budget", "budget.json")).ShouldBe(1); // its level still is worse

        string.Join(' ', _tool.Out.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).ShouldMatch(
            @"same liveHeap per hour in phase ""idle"": \+12\.\d MiB/h \([^)]*\); the two "
            + "differ by at most 24.0 MiB/h, which the budget allows");
    }

    [TestCase(64, "--base and --head go together", "--base", "a", "scenario")]
    [TestCase(64, "--base and --base-url exclude each other", "--base", "a", "--head", "b", "--base-url", "http://127.0.0.1:1",
        "--head-url",
        "http://127.0.0.1:2", "scenario")]
    [TestCase(64, "one scenario", "--base", "a", "--head", "b", "one", "two")]
    [TestCase(64, "--rounds is for builds that are driven", "--rounds", "3", "one", "two")]
    [TestCase(64, "--rounds 0: a number from 1 to 100", "--base", "a", "--head", "b", "--rounds", "0", "scenario")]
    [TestCase(64, "--natural is for builds that are driven", "--natural", "one", "two")]
    [TestCase(64, "--gc is for builds that are driven", "--gc", "5s", "one", "two")]
    [TestCase(64, "--allow-remote is for builds that are driven", "--allow-remote", "h", "one", "two")]
    [TestCase(64, "--out is for builds that are driven", "--out", "runs", "one", "two")]
    [TestCase(64, "--base-diagnostics-url and --base exclude each other", "--base", "a", "--head", "b", "--base-diagnostics-url",
        "http://127.0.0.1:1", "scenario")]
    [TestCase(4, "make no pairs", "one", "two", "three")]
    [TestCase(4, "is not there", "one", "two")]
    public async Task Wrong_usage_is_said(int code, string said, params string[] args)
    {
        (await _tool.RunAsync(["ab", .. args])).ShouldBe(code);

        _tool.Error.ShouldContain(said);
    }

    [Test]
    public async Task A_build_that_cant_be_started_is_no_node()
    {
        _tool.Folder.Write("s/scenario.json", """
            { "node": { "start": { "command": "x" } }, "phases": [ { "phase": "a", "kind": "idle", "for": "1 min" } ] }
            """);

        (await _tool.RunAsync("ab", "--base", "no-such-program", "--head", "no-such-program", "s")).ShouldBe(5);

        _tool.Error.ShouldContain("can't be run");
    }
}
