using WesMemGuard.Comparison;
using WesMemGuard.Harness.Comparing;
using WesMemGuard.Harness.Suites;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Node;
using WesMemGuard.Scenarios;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Comparing;

/// <summary>Two nodes driven side by side: in virtual time over real sockets, and once as two started processes.</summary>
internal sealed class BuildRunTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase(NodeBehaviour.Garbage, NodeBehaviour.LeakInGarbage, BuildOutcome.Worse)]
    [TestCase(NodeBehaviour.Garbage, NodeBehaviour.Garbage, BuildOutcome.Same)]
    public async Task Two_nodes_under_one_load_are_told_apart_by_their_difference(NodeBehaviour before, NodeBehaviour after,
        BuildOutcome outcome)
    {
        var time = new VirtualTime();
        await using var one = await TestNode.StartAsync(new TestNodeOptions { Behaviour = before, Time = time, Seed = 3 });
        await using var other = await TestNode.StartAsync(new TestNodeOptions { Behaviour = after, Time = time, Seed = 4 });
        var options = new BuildOptions(Running(one), Running(other), Path.Combine(_folder.Path, "runs"))
        {
            Live = new LiveOptions { Process = new LiveTest.SteadyProcess(time), Patience = TimeSpan.FromSeconds(5) },
        };
        var folder = Scenario($$"""
            { "node": { "url": "{{one.Http}}" }, "interval": "30 s",
              "phases": [ { "phase": "warm", "kind": "idle", "for": "1 min" }, { "phase": "load", "kind": "reads", "rate": 0.5,
                  "for": "14 min" } ] }
            """);

        var rounds = await BuildRun.RunAsync(folder, options, new VirtualLiveClock(time), default);

        rounds.Verdict.Outcome.ShouldBe(outcome);
        var growth = rounds.Verdict.Differences.Single(d => d.Figure is { Metric: Metric.LiveHeap, As: ComparedAs.PerHour, Phase: "load" });
        growth.Outcome.ShouldBe(outcome);
        growth.Evidence.ShouldBe("gc=1");
        var (ofBase, ofHead) = (Run(rounds, "01-base"), Run(rounds, "01-head"));
        ofBase.Phases.Select(p => (p.StartedAt, p.EndedAt, p.Ok)).ShouldBe(ofHead.Phases.Select(p => (p.StartedAt, p.EndedAt, p.Ok)));
        ofBase.LiveHeap.Select(r => r.At).ShouldBe(ofHead.LiveHeap.Select(r => r.At));
        var again = await new StoredBuilds(_folder.Path, TimeSpan.FromMinutes(1)).CompareAsync([rounds.Folder!], null, null, default);
        again.Verdict.Differences.Select(d => (d.Figure, d.Outcome, d.Value)).ShouldBe(
            rounds.Verdict.Differences.Select(d => (d.Figure, d.Outcome, d.Value)));
    }

    /// <summary>They go on running: rounds are chained, and tell nothing of another start.</summary>
    [Test]
    public async Task Nodes_that_run_already_get_rounds_too_but_show_one_start()
    {
        var time = new VirtualTime();
        await using var one = await TestNode.StartAsync(new TestNodeOptions { Time = time, Seed = 3 });
        await using var other = await TestNode.StartAsync(new TestNodeOptions { Time = time, Seed = 4 });
        var options = new BuildOptions(Running(one), Running(other), Path.Combine(_folder.Path, "runs"))
        {
            Rounds = 3,
            Live = new LiveOptions { Process = new LiveTest.SteadyProcess(time), Patience = TimeSpan.FromSeconds(5) },
        };
        var folder = Scenario($$"""
            { "node": { "url": "{{one.Http}}" }, "interval": "30 s", "phases": [ { "phase": "idle", "kind": "idle", "for": "3 min" } ] }
            """);

        var rounds = await BuildRun.RunAsync(folder, options, new VirtualLiveClock(time), default);

        rounds.Verdict.Rounds.ShouldBe(3);
        Run(rounds, "03-head").Phases[0].StartedAt.ShouldBeGreaterThanOrEqualTo(Run(rounds, "02-head").Phases[0].EndedAt);
        rounds.Verdict.Differences.Single(d => d.Figure.As == ComparedAs.Peak).Outcome.ShouldBe(BuildOutcome.CantTell);
        rounds.Verdict.Remarks.ShouldContain(ComparisonReasons.StartsUnknown(1, 3));
    }

    [Test]
    public async Task Two_started_processes_begin_each_phase_together_and_have_folders_of_their_own()
    {
        var node = System.Text.Json.JsonSerializer.Serialize(Path.Combine(AppContext.BaseDirectory, "WesMemGuard.TestNode.dll"));
        var folder = Scenario($$"""
            { "node": { "start": { "command": "nobody", "args": [{{node}}, "--chain", "private", "--config", "{config}",
                "--data-dir", "{data}"],
                "env": { "TESTNODE_SECONDS": "240" }, "config": { "node": { "host": { "diagnostics_enabled": true } } } } },
              "interval": "0.2 s", "metricsInterval": "0.2 s",
              "phases": [ { "phase": "a", "kind": "idle", "for": "1 s" }, { "phase": "b", "kind": "idle", "for": "1 s" } ] }
            """);
        var options = new BuildOptions(new BuildSource { Command = "dotnet" }, new BuildSource { Command = "dotnet" },
            Path.Combine(_folder.Path, "runs"));

        var rounds = await BuildRun.RunAsync(folder, options, LiveClock.Of(TimeProvider.System), default);

        var (ofBase, ofHead) = (Run(rounds, "01-base"), Run(rounds, "01-head"));
        foreach (var (one, other) in ofBase.Phases.Zip(ofHead.Phases))
            (one.StartedAt - other.StartedAt).Duration().ShouldBeLessThan(TimeSpan.FromMilliseconds(300));
        ofBase.Events.Select(e => e.Name).ShouldBe(["started", "ready", "end", "term", "exited"]);
        ofHead.Phases.Select(p => p.Name).ShouldBe(["a", "b"]);
        rounds.Verdict.ExitCode.ShouldNotBe(0); // two seconds tell nothing
        foreach (var name in new[] { "01-base", "01-head" })
            File.Exists(Path.Combine(_folder.Path, rounds.Folder!, name, "node-output.log")).ShouldBeTrue();
    }

    [Test]
    public async Task A_build_that_cant_be_started_ends_the_other_and_is_what_is_told()
    {
        var folder = Scenario("""
            { "node": { "start": { "command": "nobody" } }, "phases": [ { "phase": "a", "kind": "idle", "for": "1 h" } ] }
            """);
        var options = new BuildOptions(new BuildSource { Command = "no-such-program" }, new BuildSource { Command = "no-such-head" },
            Path.Combine(_folder.Path, "runs"));

        (await Should.ThrowAsync<WesMemGuard.Node.Processes.NodeStartException>(
            () => BuildRun.RunAsync(folder, options, LiveClock.Of(TimeProvider.System), default))).Message.ShouldContain("can't be run");
    }

    [TestCase("""{ "recording": "../idle" }""", "two builds need a live scenario")]
    [TestCase("""
        { "node": { "start": { "command": "x", "workDir": "data" } }, "phases": [ { "phase": "a", "kind": "idle", "for": "1 s" } ] }
        """, "two nodes can't share one")]
    public async Task What_cant_be_driven_side_by_side_is_refused(string scenario, string said)
    {
        var options = new BuildOptions(new BuildSource { Command = "x" }, new BuildSource { Command = "y" }, _folder.Path);

        (await Should.ThrowAsync<BadInputException>(() =>
            BuildRun.RunAsync(Scenario(scenario), options, LiveClock.Of(TimeProvider.System), default)))
            .Message.ShouldContain(said);
    }

    [Test]
    public void The_time_that_is_left_lengthens_the_phase_that_lacks_most()
    {
        var scenario = LiveTest.Scenario("""
            { "node": { "url": "http://127.0.0.1:1" }, "phases": [ { "phase": "warm", "kind": "idle", "for": "1 min" },
              { "phase": "load", "kind": "idle", "for": "4 min" } ] }
            """);
        BuildVerdict Lacks(double? hours) => new([new BuildDifference(
            new ComparedFigure(Metric.LiveHeap, ComparedAs.PerHour) { Phase = "load" }, BuildOutcome.CantTell,
                ComparisonReasons.NotMeasured())
            { MoreHours = hours }], 1, []);

        TimeSpan Load(double? hours, double left) =>
            BuildRun.Longer(scenario, Lacks(hours), TimeSpan.FromMinutes(left)).Phases[1].For!.Value;
        Load(0.1, 60).ShouldBe(TimeSpan.FromMinutes(10));
        Load(10, 10 + (20.0 / 60)).ShouldBe(TimeSpan.FromMinutes(9)); // a round takes 5 min 20 s: 5 min are spare
        Load(null, 60).ShouldBe(TimeSpan.FromMinutes(4));
        Load(1, 5).ShouldBe(TimeSpan.FromMinutes(4));
    }

    private static BuildSource Running(TestNode node) => new() { Url = node.Http, DiagnosticsUrl = node.Diagnostics };

    private WesMemGuard.Runs.MemoryRun Run(BuildRounds rounds, string name) =>
        RunFolder.Read(Path.Combine(_folder.Path, rounds.Folder!, name));

    private ScenarioFolder Scenario(string json)
    {
        _folder.Write("pair/scenario.json", json);
        return new ScenarioFolder(Path.Combine(_folder.Path, "pair"), "pair");
    }
}
