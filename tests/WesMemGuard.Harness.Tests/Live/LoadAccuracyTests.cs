using System.Globalization;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>The load in real time, over real sockets; what runs beside it would be measured too.</summary>
[NonParallelizable]
internal sealed class LoadAccuracyTests
{
    /// <summary>60 s with <c>WESMEMGUARD_LONG=1</c>, 2 s else.</summary>
    [Test]
    public async Task Fifty_a_second_are_fifty_a_second_and_latency_counts_from_the_intended_start()
    {
        var seconds = Environment.GetEnvironmentVariable("WESMEMGUARD_LONG") == "1" ? 60 : 2;
        await using var node = await TestNode.StartAsync(NodeBehaviour.Flat, TimeProvider.System);
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "{{node.Http}}" }, "phases": [ { "phase": "load", "kind": "reads", "rate": 50,
            "for": "{{seconds}} s" } ] }
            """);
        var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "load", TimeProvider.System.GetUtcNow()));
        await LiveRun.RunAsync(scenario, new LiveOptions { Patience = TimeSpan.FromSeconds(60) }, recorder,
            LiveClock.Of(TimeProvider.System), default);
        var load = recorder.Run.Phases.Single();
        var rate = load.Ok / (load.EndedAt - load.StartedAt).TotalSeconds;
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
                $"{load.Ok} of {50 * seconds} in {(load.EndedAt - load.StartedAt).TotalSeconds:0.000} s: "
                    + $"{rate:0.00}/s; latency {load.Latency}; busiest second of an address {node.BusiestSecond}"));
        (load.Sent, load.Ok, node.Limited).ShouldBe((50 * seconds, 50 * seconds, 0));
        rate.ShouldBe(50, 0.25);
    }
}
