using System.Text.RegularExpressions;
using WesMemGuard.Budgets;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Processes;
using WesMemGuard.Recording;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Live runs of a node that they start themselves: the test node as a program, in real time.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed partial class StartedNodeTests
{
    private const string Config = """
        {"environment":"dev","network":{"chain_id":10099,"chain_mode":"private"},"api":{"http_port":28680,"grpc_port":28682},
          "mining":{"min_network_quorum_total":1},
         "node":{"listen_addresses":["/ip4/127.0.0.1/tcp/28683"],"host":{"diagnostics_enabled":true,"diagnostics_port":28686}},
           "security":{"psk":{"key":"not-for-the-disk-4711"}}}
        """;

    private static MemoryBudget Budget => BudgetFile.Read(
        """
            { "warmUp": "0.1 s", "limits": [ { "of": "process", "metric": "goroutines", "growthPerHour": 60 } ] }
            """u8.ToArray(), "budget.json");

    private static string Node =>
        System.Text.Json.JsonSerializer.Serialize(Path.Combine(AppContext.BaseDirectory, "WesMemGuard.TestNode.dll"));

    private static string Command => $$"""
        "command": "dotnet", "args": [{{Node}}, "--chain", "private", "--config", "{config}", "--data-dir", "{data}"],
        "env": { "TESTNODE_SECONDS": "240" }
        """;

    [Test]
    public async Task The_diagnostics_port_of_a_node_that_is_named_by_its_url_alone_is_found()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var declared = (StartedNode)LiveTest.Scenario($$"""
            { "node": { "start": { {{Command}}, "config": {{Config}} } }, "phases": [ { "phase": "a", "kind": "idle", "for": "1 s" } ] }
            """).Node!;
        await using var node =
            await NodeProcess.StartAsync(declared, new NodeStartOptions(), TimeProvider.System, default);
        File.ReadAllText($"/proc/{node.Pid}/environ").Split('\0').ShouldContain("GODEBUG=memprofilerate=65536");
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "{{node.Address.Http}}" }, "interval": "0.2 s", "metricsInterval": "0.2 s", "liveHeapInterval": "0.5 s",
              "phases": [ { "phase": "a", "kind": "idle", "for": "2 s" } ] }
            """);
        var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "found", TimeProvider.System.GetUtcNow()));
        await LiveRun.RunAsync(scenario, new LiveOptions(), recorder, LiveClock.Of(TimeProvider.System), default);

        recorder.Run.Events.Single(e =>
            e.Name == "diagnostics-found").Detail.ShouldBe(node.Address.Diagnostics.GetLeftPart(UriPartial.Authority));
        recorder.Run.LiveHeap.Count(r => r.Sample is not null).ShouldBeGreaterThan(0);
    }

    [Test]
    public async Task A_node_joins_a_peer_that_is_started_before_it_and_mines()
    {
        var scenario = LiveTest.Scenario($$"""
            { "node": { "start": { {{Command}}, "config": {{Config}} } }, "peers": [ { } ], "interval": "0.2 s", "metricsInterval": "0.2 s",
              "phases": [ { "phase": "sync", "kind": "sync", "for": "3 s" } ] }
            """);
        var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "started", TimeProvider.System.GetUtcNow()));
        await LiveRun.RunAsync(scenario, new LiveOptions(), recorder, LiveClock.Of(TimeProvider.System), default);

        recorder.Run.Events.Count(e => e.Name == "started").ShouldBe(1); // the peer is not measured
        recorder.Run.Memory.Where(m => m.Sample is not null).ShouldNotBeEmpty();
        Should.Throw<WesMemGuard.Input.BadInputException>(() => LiveTest.Scenario(
            """
                { "node": { "url": "http://127.0.0.1:1" }, "peers": [ { } ], "phases": [ { "phase": "a", "kind": "idle",
                "for": "1 s" } ] }
                """)).Message.ShouldContain("can't be told to join");
    }

    [Test]
    public async Task A_restart_a_kill_and_a_pause_are_phases_that_verdicts_know_of()
    {
        if (!NodeProcess.CanPause)
            return;
        using var folder = new TemporaryFolder();
        var scenario = LiveTest.Scenario($$"""
            { "node": { "start": { {{Command}}, "config": {{Config}} } }, "interval": "0.2 s", "metricsInterval": "0.2 s",
              "phases": [ { "phase": "before", "kind": "idle", "for": "1 s" }, { "phase": "again", "kind": "restart", "for": "1 s" },
                { "phase": "halt", "kind": "pause", "for": "1 s" },
                          { "phase": "shot", "kind": "kill", "for": "1 s" }, { "phase": "after", "kind": "idle", "for": "1 s" } ] }
            """);
        var header = LiveRun.Header(scenario, "run", "started", TimeProvider.System.GetUtcNow());
        var options = new LiveOptions();
        using var recording = LiveRecording.Begin(scenario, header, Path.Combine(folder.Path, "rec"), options.Scrubber);
        var recorder = new RunRecorder(header) { Witness = recording };
        await LiveRun.RunAsync(scenario, options with { Recording = recording }, recorder,
            LiveClock.Of(TimeProvider.System), default);

        var run = recorder.Run;
        run.Phases.Select(p => (p.Name, p.Ok)).ShouldBe([("before", 0), ("again", 1), ("halt", 1), ("shot", 1), ("after", 0)]);
        run.Events.Select(e => e.Name).ShouldBe(
            ["started", "ready", "term", "exited", "started", "ready", "sigstop", "sigcont", "kill9", "exited", "started",
                "ready", "end", "term", "exited"]);
        run.Memory.Count(m => m.Sample is not null).ShouldBeGreaterThan(1);
        var verdict =
            BudgetJudge.Judge(run, Budget, new JudgeContext("started", "budget.json", "run.jsonl")).Verdicts[0];
        // a slow machine's restarts leave less than half of the samples
        verdict.Outcome.ShouldBeOneOf(Outcome.Inconclusive, Outcome.NotMeasured);
        run.Metrics.Where(m => m.Sample is not null).Select(m => m.Sample!.StartTimeSeconds).Distinct().Count().ShouldBeGreaterThan(1);
        Directory.GetFiles(Path.Combine(folder.Path,
            "rec")).ShouldContain(f => f.EndsWith("config.json", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(folder.Path, "rec", "config.json")).ShouldNotContain("not-for-the-disk-4711");
    }

    [Test]
    public async Task The_full_scenario_starts_mines_loads_settles_judges_and_stops_in_one_go()
    {
        using var folder = new TemporaryFolder();
        var full = Path.Combine(RepositoryFolder.Path, "scenarios", "_live", "full");
        var text = File.ReadAllText(Path.Combine(full, ScenarioFolder.ScenarioFileName));
        text.ShouldContain("\"command\": \"weisyn-node\"");
        text = Length().Replace(text.Replace("\"command\": \"weisyn-node\"", Command, StringComparison.Ordinal),
            "\"$1\": \"1 s\"");
        folder.Write("full/scenario.json", text);
        folder.Write("full/budget.json", File.ReadAllText(Path.Combine(full, ScenarioFolder.BudgetFileName))
            .Replace("1 min", "1 s", StringComparison.Ordinal));
        var options =
            new RunOptions(Path.Combine(folder.Path, "runs"), 1,
            TimeSpan.FromMinutes(1))
            { Record = Path.Combine(folder.Path, "recordings") };

        var result =
            await ScenarioRun.RunAsync(new ScenarioFolder(Path.Combine(folder.Path, "full"), "full"), options, default);

        result.BadInput.ShouldBeNull();
        var run = result.Run!;
        run.Phases.Select(p => p.Name).ShouldBe(["warm", "mine", "load", "stop", "settle"]);
        run.Phases.ShouldAllBe(p => p.Ok == p.Sent && p.Error == null);
        run.LiveHeap.Count(r => r.Sample is not null).ShouldBeGreaterThan(0);
        run.Events.Select(e => e.Name).ShouldBe(["started", "ready", "end", "term", "exited"]);
        result.Verdict!.Verdicts.Single(v => v is { Metric: "goroutines", Limit: "peak" }).Outcome.ShouldBe(Outcome.Held);
        result.Verdict.Verdicts.Single(v => v.Limit == "growthPer").Outcome.ShouldBeOneOf(Outcome.Inconclusive,
            Outcome.NotMeasured);
        File.ReadAllText(Directory.GetFiles(Path.Combine(folder.Path,
            "runs"), "node-output.log", SearchOption.AllDirectories).Single())
            .ShouldContain("节点启动成功");
        var recording =
            RecordingFolder.Open(Directory.GetDirectories(Path.Combine(folder.Path, "recordings")).Single());
        recording.Phases.Count.ShouldBe(5);
        recording.Configuration!.Mode.ShouldBe("heuristic");
    }

    [GeneratedRegex("\"(for|liveHeapInterval|timeBudget)\": \"[0-9.]+ (?:s|min)\"")]
    private static partial Regex Length();
}
