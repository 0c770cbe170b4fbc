using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>The diagnostics port of another node on the machine is said and not used, by whoever looks.</summary>
[Platform("Linux")]
internal sealed class DiagnosticsOwnerTests
{
    [Test]
    public async Task A_port_of_another_process_is_said_and_not_used()
    {
        await using var own =
            await TestNode.StartAsync(new TestNodeOptions { StartedAt = TimeProvider.System.GetUtcNow().AddHours(-3) });
        await using var other =
            await NodeProcess.StartAsync(Program, new NodeStartOptions { ReadyWithin = TimeSpan.FromSeconds(60) },
            TimeProvider.System, default);
        var said = new List<Reason>();
        var wrong = new NodeAddress(own.Http, other.Address.Diagnostics);

        var looked = await RepeatedLook.TakeAsync(
            new RepeatedLookOptions(wrong, 1, RepeatedLook.Interval) { Said = said.Add },
            LiveClock.Of(TimeProvider.System), default);
        var run = await RunAsync(wrong, said);

        said.Select(r => r.Id).ShouldBe(["run.otherDiagnostics", "run.otherDiagnostics"]);
        foreach (var seen in new[] { looked, run })
        {
            seen.Diagnostics.ShouldBeEmpty();
            seen.LiveHeap.ShouldBeEmpty();
            seen.Profiles.ShouldBeEmpty();
            seen.Events.ShouldContain(e => e.Name == RunEvent.OtherDiagnostics);
            seen.Memory.ShouldContain(r => r.Sample != null);
        }
    }

    [Test]
    public async Task A_look_at_a_node_that_was_named_by_its_url_alone_finds_its_own_port()
    {
        await using var node =
            await NodeProcess.StartAsync(Program, new NodeStartOptions { ReadyWithin = TimeSpan.FromSeconds(60) },
            TimeProvider.System, default);
        var usual = new UriBuilder(node.Address.Http) { Port = 28686 }.Uri; // another node's, or nobody's

        var run = await RepeatedLook.TakeAsync(new RepeatedLookOptions(new NodeAddress(node.Address.Http, usual), 1,
            RepeatedLook.Interval),
            LiveClock.Of(TimeProvider.System), default);

        run.Diagnostics.ShouldContain(r => r.Sample != null);
        run.Events.ShouldNotContain(e => e.Name == RunEvent.OtherDiagnostics);
    }

    [Test]
    public async Task A_node_s_own_port_is_used()
    {
        await using var own = await TestNode.StartAsync(new TestNodeOptions());
        var said = new List<Reason>();

        var run = await RunAsync(new NodeAddress(own.Http, own.Diagnostics!), said);

        said.ShouldBeEmpty();
        run.Diagnostics.ShouldContain(r => r.Sample != null);
        run.LiveHeap.ShouldContain(r => r.Sample != null);
    }

    private static StartedNode Program => new("dotnet")
    {
        Arguments = [Path.Combine(AppContext.BaseDirectory, "WesMemGuard.TestNode.dll"), "--chain", "private", "--config",
            "{config}", "--data-dir", "{data}"],
        ConfigJson = """
            {"network":{"chain_id":10099,"chain_mode":"private"},"mining":{"min_network_quorum_total":1},
              "node":{"host":{"diagnostics_enabled":true,"diagnostics_port":1}}}
            """,
        Environment = new Dictionary<string, string> { ["TESTNODE_SECONDS"] = "120" },
    };

    private static async Task<MemoryRun> RunAsync(NodeAddress address, List<Reason> said)
    {
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "{{address.Http}}", "diagnosticsUrl": "{{address.Diagnostics}}" },
              "interval": "0.2 s", "metricsInterval": "0.2 s",
              "liveHeapInterval": "0.3 s", "phases": [ { "phase": "p", "kind": "idle", "for": "1 s" } ] }
            """);
        var clock = LiveClock.Of(TimeProvider.System);
        var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "owner", clock.Now));
        await LiveRun.RunAsync(scenario, new LiveOptions { Said = said.Add }, recorder, clock, default);
        return recorder.Run;
    }
}
