using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

internal sealed class CurveTests
{
    private const string Idle = """ "phases": [ { "phase": "idle", "kind": "idle", "for": "25 min" } ] """;
    private const string LiveHeap = """ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } """;

    [TestCase(NodeBehaviour.Flat, Outcome.Held)]
    [TestCase(NodeBehaviour.Garbage, Outcome.Held)]
    [TestCase(NodeBehaviour.Leak, Outcome.Broken)]
    [TestCase(NodeBehaviour.LeakInGarbage, Outcome.Broken)]
    public async Task A_flat_live_heap_is_held_and_a_leak_broken_whatever_garbage_is_on_top(NodeBehaviour behaviour,
        Outcome outcome)
    {
        await using var test = await LiveTest.StartAsync(behaviour);
        var verdict = (await test.RunAsync(Idle, LiveHeap))!.Verdicts[0];
        verdict.Outcome.ShouldBe(outcome, verdict.Message.In(Language.English));
        verdict.Evidence.ShouldBe("next_gc");
    }

    [TestCase(NodeBehaviour.FillingCache)]
    [TestCase(NodeBehaviour.Step)]
    [TestCase(NodeBehaviour.Burst)]
    public async Task What_stops_growing_is_never_called_a_leak(NodeBehaviour behaviour)
    {
        await using var test = await LiveTest.StartAsync(behaviour);
        var verdict = (await test.RunAsync("""
             "phases": [ { "phase": "idle", "kind": "idle", "for": "50 min" } ]
            """, LiveHeap))!.Verdicts[0];
        verdict.Outcome.ShouldNotBe(Outcome.Broken, verdict.Message.In(Language.English));
    }

    [Test]
    public async Task A_burst_breaks_a_peak()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Burst);
        var verdict = (await test.RunAsync(Idle,
            """ { "of": "process", "metric": "heapAlloc", "peak": "1300 MiB" } """))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Message.In(Language.English));
    }

    [TestCase(NodeBehaviour.OpenConnections, "process", "goroutines", 250)]
    [TestCase(NodeBehaviour.ManyPeers, "p2p.addr_manager", "objects", 1000)]
    public async Task A_crowd_breaks_a_peak(NodeBehaviour behaviour, string of, string metric, int peak)
    {
        await using var test = await LiveTest.StartAsync(behaviour);
        var verdict = (await test.RunAsync(Idle,
            $$""" { "of": "{{of}}", "metric": "{{metric}}", "peak": {{peak}} } """))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Message.In(Language.English));
    }

    [Test]
    public async Task Collections_that_are_asked_for_are_marked_and_decide_within_minutes()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.LeakInGarbage);
        var verdict = (await test.RunAsync(
            """ "liveHeapInterval": "15 s", "phases": [ { "phase": "idle", "kind": "idle", "for": "11 min" } ] """,
            LiveHeap))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Message.In(Language.English));
        verdict.Evidence.ShouldBe("gc=1");
        test.Run.LiveHeap.Count.ShouldBe(44);
        test.Run.LiveHeap.ShouldAllBe(r => r.Mark == "live-heap");
        test.Run.Metrics.Count(r => r.Mark == "after-gc").ShouldBe(44);
    }

    [Test]
    public async Task Without_being_asked_no_collection_is_forced_and_the_node_is_polled_as_declared()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(""" "phases": [ { "phase": "idle", "kind": "idle", "for": "10 min" } ] """);
        test.Run.LiveHeap.ShouldBeEmpty();
        test.Run.Memory.Count(r => r.Mark is null).ShouldBe(120);
        test.Run.Metrics.Count(r => r.Mark is null).ShouldBe(20);
        test.Run.Blocks.Count(r => r.Mark is null).ShouldBe(20);
        test.Run.Chain.Count(r => r.Mark is null).ShouldBe(10);
        (test.Run.Memory[^1].Mark, test.Run.Metrics[^1].Mark, test.Run.Blocks[^1].Mark, test.Run.Chain[^1].Mark)
            .ShouldBe(("end", "end", "end", "end"));
        test.Run.Process.Count(r => r.Mark is null).ShouldBe(60);
        test.Run.Events.Select(e => e.Name).ShouldBe(["end"]);
    }
}
