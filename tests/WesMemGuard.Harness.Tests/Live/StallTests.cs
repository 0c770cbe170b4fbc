using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>A node that stands still for 3 s under load, in real time: what waited is worked off at once.</summary>
internal sealed class StallTests
{
    [Test]
    public async Task A_stall_of_the_node_makes_the_harness_neither_break_the_limit_nor_lose_what_waited()
    {
        await using var node = await TestNode.StartAsync(
            new TestNodeOptions { StallsAt = TimeSpan.FromSeconds(2), StallFor = TimeSpan.FromSeconds(3) });
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "{{node.Http}}" }, "interval": "1 s", "metricsInterval": "10 s",
              "phases": [ { "phase": "load", "kind": "rpc", "method": "wes_blockNumber", "rate": 150, "for": "6 s" } ] }
            """);
        var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "stall", TimeProvider.System.GetUtcNow()));
        var options = new LiveOptions { FindsDiagnostics = false };
        await LiveRun.RunAsync(scenario, options, recorder, LiveClock.Of(TimeProvider.System), default);

        var load = recorder.Run.Phases.Single();
        node.Limited.ShouldBe(0);
        node.BusiestSecond.ShouldBeLessThanOrEqualTo(100);
        (load.Ok, load.Limited, load.Failed).ShouldBe((load.Sent, 0, 0));
        load.Load!.Due.ShouldBeInRange(895, 900);
        load.Sent.ShouldBe(load.Load.Due);
        load.Latency!.Max.ShouldBeInRange(2500, 4000); // kept, not cut
        load.Latency.P90.ShouldBeGreaterThan(1000);
    }
}
