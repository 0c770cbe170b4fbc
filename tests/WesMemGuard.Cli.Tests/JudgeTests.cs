using System.Text.Json;

namespace WesMemGuard.Cli.Tests;

internal sealed class JudgeTests
{
    private const string Budget = """
        { "limits": [
            { "of": "mempool.txpool", "metric": "objects", "peak": 100 },
            { "of": "process", "metric": "rss", "peak": "256 MiB" },
            { "of": "process", "metric": "rss", "peak": "1 MiB" } ] }
        """;

    private Tool _tool = null!;

    [SetUp]
    public void Begin()
    {
        _tool = new Tool();
        _tool.Folder.Write("budget.json", Budget);
    }

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    public async Task Json_is_one_object_a_line_with_the_keys_that_scripts_know()
    {
        (await _tool.RunAsync("judge", Recording, "--budget", "budget.json", "--json")).ShouldBe(1);

        var line = JsonDocument.Parse(_tool.Lines.ShouldHaveSingleItem()).RootElement;
        line.EnumerateObject().Select(p => p.Name).ShouldBe(["file", "outcome", "exitCode", "verdicts", "losses"]);
        line.GetProperty("file").GetString().ShouldBe(Recording);
        line.GetProperty("outcome").GetString().ShouldBe("broken");
        line.GetProperty("exitCode").GetInt32().ShouldBe(1);
        var verdicts = line.GetProperty("verdicts").EnumerateArray().ToArray();
        verdicts.Select(v => v.GetProperty("outcome").GetString()).ShouldBe(["notMeasured", "held", "broken"]);
        verdicts[2].EnumerateObject().Select(p => p.Name).ShouldBe(
        [
            "of", "metric", "limit", "outcome", "value", "low", "high", "budget", "unit", "from", "to", "samples", "evidence",
                "reason", "reasonId", "reasonArguments", "suspects",
        ]);
        verdicts[0].GetProperty("of").GetString().ShouldBe("mempool.txpool");
        verdicts[0].GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        verdicts[2].GetProperty("value").GetDouble().ShouldBeInRange(80, 100);
        verdicts[2].GetProperty("budget").GetDouble().ShouldBe(1);
        verdicts[2].GetProperty("unit").GetString().ShouldBe("MiB");
        verdicts[2].GetProperty("from").GetString()!.ShouldStartWith("2026-11-22T16:06:");
        verdicts[2].GetProperty("samples").GetInt32().ShouldBeGreaterThan(10);
        verdicts.ShouldAllBe(v => v.GetProperty("reason").GetString()!.Length > 0);
        _tool.Error.ShouldBeEmpty();
    }

    [Test]
    public async Task Several_inputs_exit_with_the_worst_and_a_bad_one_does_not_hide_the_others()
    {
        (await _tool.RunAsync("judge", Recording, "nowhere", Recording, "--budget", "budget.json",
            "--json")).ShouldBe(4);

        var outcomes = _tool.Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("outcome").GetString());
        outcomes.ShouldBe(["broken", "badInput", "broken"]);
        var bad = JsonDocument.Parse(_tool.Lines[1]).RootElement;
        bad.EnumerateObject().Select(p => p.Name).ShouldBe(["file", "outcome", "exitCode", "reasonId", "reasonArguments", "error"]);
        bad.GetProperty("exitCode").GetInt32().ShouldBe(4);
        bad.GetProperty("error").GetString().ShouldBe("nowhere: is not there");
        _tool.Error.ShouldBe("nowhere: is not there\n");
    }

    [Test]
    public async Task A_bad_budget_is_bad_input_of_every_file()
    {
        _tool.Folder.Write("wrong.json",
            """{ "limits": [ { "of": "process", "metric": "rsss", "peak": "1 MiB" } ] }""");

        (await _tool.RunAsync("judge", Recording, "--budget", "wrong.json", "--json")).ShouldBe(4);
        JsonDocument.Parse(_tool.Lines.ShouldHaveSingleItem()).RootElement.GetProperty("error")
            .GetString()!.ShouldStartWith("wrong.json:1:");
    }

    [Test]
    public async Task A_missing_budget_file_exits_with_4()
    {
        (await _tool.RunAsync("judge", Recording, "--budget", "gone.json")).ShouldBe(4);
        _tool.Error.ShouldContain("gone.json: is not there");
    }

    [Test]
    public async Task People_get_a_table_and_the_messages_of_what_did_not_hold()
    {
        (await _tool.RunAsync("judge", Recording, "--budget", "budget.json")).ShouldBe(1);

        _tool.Lines[0].ShouldNotContain("expected");
        _tool.Out.ShouldContain("rss in scenario \"rest-disabled\" should stay at or below 1.0 MiB\n");
        _tool.Out.ShouldContain("mempool.txpool objects in scenario \"rest-disabled\" could not be measured\n");
        _tool.Out.ShouldNotContain("should stay at or below 256.0 MiB");
    }

    [Test]
    public async Task A_node_that_never_answered_exits_with_5()
    {
        _tool.Folder.Write("gone/recording.json",
            """{ "startedAt": "2026-11-22T15:00:00Z", "endedAt": "2026-11-22T15:01:00Z" }""");
        var lines = Enumerable.Range(0, 12).Select(i =>
            $$"""{"at":"2026-11-22T15:00:{{5 * i:00}}Z","method":"GET","path":"/api/v1/system/memory","elapsedMs":1"""
            + ""","error":"<urlopen error [Errno 111] Connection refused>"}""");
        _tool.Folder.Write("gone/exchanges.jsonl", string.Join('\n', lines) + "\n");

        (await _tool.RunAsync("judge", "gone", "--budget", "budget.json", "--json")).ShouldBe(5);

        var line = JsonDocument.Parse(_tool.Lines.ShouldHaveSingleItem()).RootElement;
        line.GetProperty("exitCode").GetInt32().ShouldBe(5);
        line.GetProperty("verdicts").GetArrayLength().ShouldBe(3);
        line.GetProperty("error").GetString()!.ShouldContain("never answered");
    }

    [Test]
    public async Task What_a_node_says_can_not_steer_a_terminal()
    {
        const string Escape = "\u001b[31m";
        _tool.Folder.Write("evil/recording.json",
            """{ "startedAt": "2026-11-22T15:00:00Z", "endedAt": "2026-11-22T15:01:00Z" }""");
        _tool.Folder.Write("evil/exchanges.jsonl",
            """{"at":"2026-11-22T15:00:00Z","method":"GET","path":"/api/v1/system/memory","status":200"""
            + ""","headers":{"Content-Type":"application/json"},"body":"{\"runtime\":\"\u001b[31m\u202e\"}","elapsedMs":1}""");
        _tool.Folder.Write("named.json",
            """{ "limits": [ { "of": "a\u001b[31m\u202e", "metric": "objects", "peak": 1 } ] }""");

        await _tool.RunAsync("judge", "evil", "--budget", "budget.json");
        await _tool.RunAsync("judge", "evil", "--budget", "budget.json", "--json");
        await _tool.RunAsync("judge", "evil", "--budget", "named.json");
        await _tool.RunAsync("judge", "evil", "--budget", "named.json", "--json");

        var said = _tool.Out + _tool.Error;
        said.ShouldNotContain(Escape);
        said.Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        said.ShouldNotContain("\u202e");
        said.ShouldContain("\\u001B");
    }

    private static string Recording => RepositoryFolder.Recording("rest-disabled").Replace('\\', '/');
}
