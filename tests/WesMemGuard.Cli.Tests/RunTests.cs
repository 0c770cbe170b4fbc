using WesMemGuard.Cli.Output;

namespace WesMemGuard.Cli.Tests;

internal sealed class RunTests
{
    private const string Mixed = """
        { "limits": [
            { "of": "process", "metric": "rss", "peak": "256 MiB" },
            { "of": "mempool.txpool", "metric": "objects", "peak": 100 },
            { "of": "process", "metric": "liveHeap", "growthPerHour": "2 MiB" } ] }
        """;

    private const string Kept = """{ "limits": [ { "of": "process", "metric": "rss", "peak": "256 MiB" } ] }""";

    private const string Passed = """{ "limits": [ { "of": "process", "metric": "rss", "peak": "1 MiB" } ] }""";

    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task A_scenario_exits_with_its_worst_outcome_and_every_limit_has_a_line()
    {
        Scenario("x", Mixed);

        (await _tool.RunAsync("run", "x")).ShouldBe(3);

        _tool.Lines[0].Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ShouldBe(["scenario", "limit", "measured", "budget", "outcome", "reason"]);
        LineOf("rss peak").ShouldContain("256.0 MiB");
        LineOf("rss peak").ShouldContain("held");
        LineOf("mempool.txpool objects peak").ShouldContain("not measured");
        LineOf("liveHeap growthPerHour").ShouldContain("inconclusive");
        _tool.Out.ShouldContain("mempool.txpool objects in scenario \"x\" could not be measured\n");
        _tool.Out.ShouldNotContain("rss in scenario");
        _tool.Lines[^1].ShouldBe("1 scenario, 3 limits: 1 not measured");
        _tool.Error.ShouldBe("1/1 x: not measured\n");
    }

    [TestCase(Kept, 0)]
    [TestCase(Passed, 1)]
    public async Task A_scenario_that_holds_or_breaks_says_so_by_its_exit_code(string budget, int code)
    {
        Scenario("x", budget);

        (await _tool.RunAsync("run", "x")).ShouldBe(code);
    }

    [Test]
    public async Task A_suite_that_comes_out_as_its_folders_say_exits_with_0()
    {
        Scenario("suite/holds-a", Kept);
        Scenario("suite/breaks-b", Passed);
        Scenario("suite/notmeasured-c", Mixed);

        (await _tool.RunAsync("run", "suite")).ShouldBe(0);

        _tool.Lines[^1].ShouldBe("3 scenarios, 5 limits: 1 broken, 1 held, 1 not measured; 3 as expected, 0 not");
        _tool.Error.ShouldBe("1/3 breaks-b: broken\n2/3 holds-a: held\n3/3 notmeasured-c: not measured\n");
        LineOf("breaks-b").ShouldBe("as expected  breaks-b       broken        1 limit");
        _tool.Out.ShouldNotContain("should stay at or below");
    }

    [Test]
    public async Task A_suite_is_written_for_CI_too()
    {
        Scenario("suite/holds-a", Kept);
        Scenario("suite/holds-b", Passed);

        (await _tool.RunAsync("run", "suite", "--junit", "out/run.xml", "--md", "out/run.md", "--sarif",
            "out/run.sarif")).ShouldBe(1);

        var suites = System.Xml.Linq.XDocument.Load(Path.Combine(_tool.Folder.Path,
            "out/run.xml")).Root!.Elements("testsuite").ToList();
        suites.Select(s => (s.Attribute("name")!.Value, s.Attribute("failures")!.Value)).ShouldBe([("holds-a", "0"), ("holds-b", "1")]);
        var cases = suites.SelectMany(s => s.Elements("testcase")).ToList();
        cases.Count.ShouldBe(2);
        cases.ShouldAllBe(c => c.Attribute("line")!.Value == "1" && c.Attribute("file")!.Value.EndsWith("budget.json"));
        cases.ShouldAllBe(c => double.Parse(c.Attribute("time")!.Value, System.Globalization.CultureInfo.InvariantCulture) > 0);
        var summary = await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path, "out/run.md"));
        summary.ShouldStartWith("### 2 scenarios, 1 not as expected\n");
        summary.ShouldContain("| holds-b | broken | 1 | **NO** |");
        summary.ShouldContain("should stay at or below 1.0 MiB");
        using var sarif =
            System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_tool.Folder.Path,
                "out/run.sarif")));
        var driver = sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver");
        driver.GetProperty("informationUri").GetString()!.ShouldStartWith("https://");
        driver.GetProperty("rules").EnumerateArray().ShouldAllBe(r => r.GetProperty("helpUri").GetString()!.EndsWith(".md"));
        sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(r => r.GetProperty("level").GetString()).ShouldBe(["none", "error"]);
    }

    [Test]
    public async Task A_suite_that_surprises_exits_with_1_and_says_how()
    {
        Scenario("suite/holds-a", Passed);

        (await _tool.RunAsync("run", "suite")).ShouldBe(1);

        LineOf("holds-a").ShouldContain(" NO ");
        _tool.Out.ShouldContain("NOT AS EXPECTED: suite/holds-a: the worst outcome should be held but is broken\n");
        _tool.Lines[^1].ShouldEndWith("0 as expected, 1 not");
    }

    [Test]
    public async Task Bad_input_in_a_suite_exits_with_4_and_the_others_still_run()
    {
        Scenario("suite/breaks-a", Passed);
        File.Delete(Path.Combine(Scenario("suite/holds-b", Kept), "budget.json"));

        (await _tool.RunAsync("run", "suite")).ShouldBe(4);

        _tool.Error.ShouldContain("suite/holds-b/budget.json: is not there");
        LineOf("breaks-a").ShouldStartWith("as expected  breaks-a ");
        LineOf("holds-b").ShouldContain("bad input");
    }

    [TestCase("nowhere", "nowhere: is not there\n")]
    [TestCase("empty", "empty: is a suite without scenarios")]
    public async Task What_leads_to_no_scenario_exits_with_4(string path, string error)
    {
        _tool.Folder.Write("empty/README.md", "");

        (await _tool.RunAsync("run", path)).ShouldBe(4);
        _tool.Error.ShouldStartWith(error);
    }

    [Test]
    public async Task What_was_probably_meant_is_said()
    {
        Scenario("suite/holds-a", Kept);
        _tool.Folder.Write("wrong/Scenario.json", "{}");
        _tool.Folder.Write("recorded/recording.json", "{}");
        _tool.Folder.Write("recorded/logs/node-system.log", "");
        _tool.Folder.Write("budget.json", Kept);

        (await _tool.RunAsync("run", "suit/")).ShouldBe(4);
        (await _tool.RunAsync("run", "suite/hold-a")).ShouldBe(4);
        (await _tool.RunAsync("run", "recorded")).ShouldBe(4);
        (await _tool.RunAsync("judge", "suite/holds-a", "--budget", "budget.json")).ShouldBe(4);

        _tool.Error.ShouldContain("suit: is not there; did you mean \"suite\"?\n");
        _tool.Error.ShouldContain("suite/hold-a: is not there; did you mean \"holds-a\"?\n");
        _tool.Error.ShouldContain("recorded: is a recording, not a scenario; to judge it: wesmemguard judge recorded --budget FILE\n");
        _tool.Error.ShouldContain("suite/holds-a: is a scenario, not a recording; to run it: wesmemguard run suite/holds-a\n");
        if (File.Exists(Path.Combine(_tool.Folder.Path, "wrong/scenario.json")))
            return; // A system that takes both names for one.
        (await _tool.RunAsync("run", "wrong")).ShouldBe(4);
        _tool.Error.ShouldContain("wrong: holds \"Scenario.json\", but the file must be called \"scenario.json\"\n");
    }

    [Test]
    public async Task All_that_a_budget_names_and_the_run_lacks_is_said_at_once()
    {
        Scenario("s", """
            { "limits": [
              { "of": "process", "metric": "rss", "phase": "wram", "peak": "1 GiB" },
              { "of": "mempol", "metric": "objects", "peak": 5 },
              { "of": "process", "metric": "rss", "phase": "loda", "peak": "1 GiB" } ] }
            """);

        (await _tool.RunAsync("run", "s")).ShouldBe(4);

        var places =
            _tool.Error.Split('\n').Where(l => l.StartsWith("s/budget.json:", StringComparison.Ordinal)).ToList();
        places.Select(l => l.Split(':')[1]).ShouldBe(["2", "3", "4"]);
    }

    [Test]
    public async Task Accepted_messages_are_compared_from_then_on()
    {
        Scenario("suite/breaks-b", Passed);
        (await _tool.RunAsync("run", "suite", "--accept")).ShouldBe(0);
        var expected = Path.Combine(_tool.Folder.Path, "suite/breaks-b/expected.txt");

        (await _tool.RunAsync("run", "suite")).ShouldBe(0);
        await File.WriteAllTextAsync(expected, (await File.ReadAllTextAsync(expected))
            .Replace("should stay", "must stay", StringComparison.Ordinal));

        (await _tool.RunAsync("run", "suite")).ShouldBe(1);
        _tool.Out.ShouldContain("NOT AS EXPECTED: suite/breaks-b: process rss peak: line 1 of the message should be\n");
    }

    [Test]
    public async Task Runs_go_where_out_says_and_messages_do_not_tell_the_way_there()
    {
        Scenario("x", Passed);

        (await _tool.RunAsync("run", "x", "--out", "artifacts/kept")).ShouldBe(1);

        File.Exists(Path.Combine(_tool.Folder.Path, "artifacts/kept/20261122-160629-x/run.jsonl")).ShouldBeTrue();
        _tool.Out.ShouldContain("kept/20261122-160629-x/run.jsonl");
        _tool.Out.ShouldNotContain(_tool.Folder.Path);
    }

    [Test]
    public async Task Details_tell_every_limit_and_message_of_a_suite()
    {
        Scenario("suite/breaks-b", Passed);
        Scenario("suite/holds-a", Kept);

        (await _tool.RunAsync("run", "suite", "--details")).ShouldBe(0);

        LineOf("breaks-b").ShouldContain(" yes ");
        _tool.Out.ShouldContain("rss in scenario \"b\" should stay at or below 1.0 MiB\n");
        _tool.Out.ShouldContain("rss in scenario \"a\" should stay");
    }

    [TestCase(80, "en")]
    [TestCase(80, "zh")]
    [TestCase(139, "en")]
    public async Task On_a_narrow_terminal_what_surprises_comes_first_and_no_word_is_broken(int width, string language)
    {
        Scenario("suite/breaks-a-scenario-with-a-name-that-is-long", Mixed);
        Scenario("suite/holds-z", Kept);
        _tool.Width = width;

        (await _tool.RunAsync("run", "suite", "--lang", language)).ShouldBe(1);

        _tool.Lines[0].ShouldStartWith("breaks-a-scenario-with-a-name-that-is-long  (");
        _tool.Lines[1].ShouldContain("rss peak  88.5 MiB");
        _tool.Lines.ShouldAllBe(l => Paragraph.Columns(l) <= width);
        string.Join(' ', _tool.Lines.Select(l => l.Trim())).ShouldContain("mempool.txpool objects peak");
        _tool.Lines.Count(l => l.Contains("holds-z", StringComparison.Ordinal)).ShouldBe(1);
    }

    private string Scenario(string folder, string budget) => _tool.Folder.Scenario(folder, "rest-disabled", budget);

    private string LineOf(string part) => _tool.Lines.First(l => l.Contains(part, StringComparison.Ordinal));
}
