using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Node;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Runs;

/// <summary>On a real recording of four minutes: REST is off, the process and /metrics can be seen.</summary>
internal sealed class ScenarioRunTests
{
    private const string Recording = "rest-disabled";
    private const string Budget = """
        {
          "limits": [
            { "of": "process", "metric": "rss", "peak": "256 MiB" },
            { "of": "mempool.txpool", "metric": "objects", "peak": 100 }
          ]
        }
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task A_recording_is_replayed_written_and_judged()
    {
        _folder.Scenario("notmeasured-x", Recording, Budget);

        var result = await Run("notmeasured-x");

        result.BadInput.ShouldBeNull();
        result.Verdict!.Verdicts.Select(v => v.Outcome).ShouldBe([Outcome.Held, Outcome.NotMeasured]);
        result.Differences.ShouldBeEmpty();
        result.ExitCode.ShouldBe(ExitCodes.NotMeasured);
        result.Verdict.Verdicts[0].Message.In(Language.English).ShouldContain("rss in scenario \"x\"");
        result.Verdict.Verdicts[0].Message.In(Language.English).ShouldContain("notmeasured-x/budget.json:3");
        result.Verdict.Verdicts[0].Message.In(Language.English).ShouldContain("runs/20261122-160629-notmeasured-x/run.jsonl");
        File.Exists(Path.Combine(_folder.Path, "runs/20261122-160629-notmeasured-x/run.jsonl")).ShouldBeTrue();
    }

    [Test]
    public async Task The_stored_run_gives_the_same_verdicts_and_messages_byte_for_byte()
    {
        _folder.Scenario("notmeasured-x", Recording, Budget);
        var result = await Run("notmeasured-x");

        var stored = await Judge("runs/20261122-160629-notmeasured-x/run.jsonl", "notmeasured-x/budget.json");
        var folder = await Judge("runs/20261122-160629-notmeasured-x", "notmeasured-x/budget.json");

        stored.Error.ShouldBeNull();
        stored.Verdict!.Verdicts.Select(v => v.Message).ShouldBe(result.Verdict!.Verdicts.Select(v => v.Message));
        folder.Verdict!.Verdicts.Select(v => v.Message).ShouldBe(result.Verdict.Verdicts.Select(v => v.Message));
    }

    [Test]
    public async Task An_existing_run_of_that_id_stays_and_the_next_has_a_number()
    {
        _folder.Scenario("notmeasured-x", Recording, Budget);
        await Run("notmeasured-x");
        var file = Path.Combine(_folder.Path, "runs/20261122-160629-notmeasured-x/run.jsonl");
        var first = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, "something old");

        await Run("notmeasured-x");

        (await File.ReadAllTextAsync(file)).ShouldBe("something old");
        var next = Path.Combine(_folder.Path, "runs/20261122-160629-notmeasured-x-2/run.jsonl");
        (await File.ReadAllTextAsync(next)).Length.ShouldBe(first.Length + 2);
        RunFolder.Read(next).Metrics.Count(m => m.Sample is not null).ShouldBe(8);
    }

    [Test]
    public async Task A_recording_itself_is_judged_like_the_run()
    {
        _folder.Scenario("notmeasured-x", Recording, Budget);

        var judged = await Judge(RepositoryFolder.Recording(Recording), "notmeasured-x/budget.json");

        judged.Verdict!.Verdicts.Select(v => v.Outcome).ShouldBe([Outcome.Held, Outcome.NotMeasured]);
        judged.Verdict.Verdicts[0].Message.In(Language.English).ShouldContain("_recordings/rest-disabled");
        judged.ExitCode.ShouldBe(ExitCodes.NotMeasured);
    }

    [Test]
    public async Task A_missing_budget_is_bad_input_that_names_the_file()
    {
        File.Delete(Path.Combine(_folder.Scenario("x", Recording, ""), "budget.json"));

        (await BadInput("x")).ShouldBe("x/budget.json: is not there; a scenario needs a budget: what must this run keep?");
    }

    [TestCase("", "x/budget.json: is empty")]
    [TestCase("{ \"limits\": [] }", "x/budget.json:1:13: ")]
    [TestCase("{\n \"limits\": [\n  { \"of\": \"mempol.txpool\", \"metric\": \"objects\", \"peak\": 5 } ] }", "x/budget.json:3:11: ")]
    [TestCase("{\n \"limits\": [\n  { \"of\": \"process\", \"metric\": \"rss\", \"phase\": \"idel\", \"peak\": \"5 MiB\" } ] }",
        "x/budget.json:3:48: ")]
    [TestCase("{\n \"limits\": [\n  { \"of\": \"process\", \"metric\": \"rss\", \"peak\": \"5 MiBB\" } ] }", "x/budget.json:3:47: ")]
    [TestCase("{\n \"limits\": [\n  { \"of\": \"process\", \"metric\": \"rss\", \"peak\": 5 } ] }", "x/budget.json:3:47: ")]
    public async Task A_budget_that_can_not_be_judged_is_bad_input_with_line_and_column(string budget, string place)
    {
        _folder.Scenario("x", Recording, budget);

        (await BadInput("x")).ShouldStartWith(place);
    }

    [Test]
    public async Task A_recording_that_is_not_there_is_bad_input_at_the_place_that_names_it()
    {
        _folder.Write("x/scenario.json", "{\n  \"recording\": \"../_recordings/nowhere\"\n}");
        _folder.Write("x/budget.json", Budget);

        (await BadInput("x")).ShouldBe("x/scenario.json:2:16: there is no recording at \"../_recordings/nowhere\"");
    }

    [Test]
    public async Task A_phase_that_the_scenario_names_and_the_recording_lacks_is_bad_input()
    {
        var path = RepositoryFolder.Recording(Recording).Replace('\\', '/');
        _folder.Write("x/scenario.json", $$"""
            { "recording": "{{path}}",
              "phases": [ { "phase": "idel" } ] }
            """);
        _folder.Write("x/budget.json", Budget);

        (await BadInput("x")).ShouldBe("x/scenario.json:2:26: there is no phase \"idel\"; did you mean \"idle\"? The recording has: idle");
    }

    [Test]
    public async Task A_replay_that_takes_too_long_ends_and_says_so()
    {
        _folder.Scenario("x", "idle", Budget);
        var scenario = Suite.Find(["x"], _folder.Path, []).Scenarios.Single();

        var error = await Should.ThrowAsync<TimeoutException>(() =>
            ScenarioRun.RunAsync(scenario, new RunOptions(Path.Combine(_folder.Path, "runs"), 1, TimeSpan.FromMilliseconds(1)),
                CancellationToken.None));

        error.Message.ShouldContain("replayTimeout");
    }

    [Test]
    public async Task Accepting_writes_the_messages_that_came_out()
    {
        _folder.Scenario("notmeasured-x", Recording, Budget);

        var result = await Run("notmeasured-x", accept: true);

        var expected = await File.ReadAllTextAsync(Path.Combine(_folder.Path, "notmeasured-x/expected.txt"));
        expected.ShouldBe(string.Join("\n---\n", result.Verdict!.Verdicts.Select(v => v.Message)) + "\n");
        (await Run("notmeasured-x")).Differences.ShouldBeEmpty();
    }

    [TestCase("nowhere", "nowhere: is not there")]
    [TestCase("notes.txt", "notes.txt")]
    [TestCase("empty", "empty")]
    public async Task What_is_neither_a_recording_nor_a_run_is_bad_input(string path, string message)
    {
        _folder.Write("notes.txt", "hello\n");
        _folder.Write("empty/x.txt", "");
        _folder.Write("budget.json", Budget);

        var judged = await Judge(path, "budget.json");

        judged.ExitCode.ShouldBe(ExitCodes.BadInput);
        judged.Error!.In(Language.English).ShouldContain(message);
    }

    [Test]
    public async Task A_series_is_judged_too()
    {
        _folder.Write("s.csv", "t,rss_bytes\n0,1000\n10,2000\n20,3000\n");
        _folder.Write("budget.json", """{ "limits": [ { "of": "process", "metric": "rss", "peak": "3 kB" } ] }""");

        var judged = await Judge("s.csv", "budget.json");

        judged.Error.ShouldBeNull();
        judged.Verdict!.Worst.ShouldBe(Outcome.Held);
    }

    [Test]
    public async Task A_damaged_gz_file_is_bad_input()
    {
        _folder.Write("s.csv.gz", "this is no gzip");
        _folder.Write("budget.json", Budget);

        (await Judge("s.csv.gz",
            "budget.json")).Error!.In(Language.English).ShouldStartWith("s.csv.gz: is no gzip file");
    }

    private async Task<string> BadInput(string folder)
    {
        var result = await Run(folder);
        result.ExitCode.ShouldBe(ExitCodes.BadInput);
        return result.BadInput!.In(Language.English);
    }

    private Task<ScenarioResult> Run(string folder, bool accept = false) => ScenarioRun.RunAsync(
        Suite.Find([folder], _folder.Path, []).Scenarios.Single(),
        new RunOptions(Path.Combine(_folder.Path, "runs"), 1, TimeSpan.FromMinutes(2), accept), CancellationToken.None);

    private Task<JudgedRun> Judge(string path, string budget) =>
        new RunJudge(_folder.Path, TimeSpan.FromMinutes(2)).JudgeAsync(path, budget, CancellationToken.None);
}
