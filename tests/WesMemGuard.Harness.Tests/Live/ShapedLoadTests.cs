using WesMemGuard.Reasons;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Loads as their users know them: several at once, stages, weights, schedules.</summary>
internal sealed class ShapedLoadTests
{
    [Test]
    public async Task Several_loads_run_at_the_same_time_each_with_its_own_record()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync("""
            "phases": [ { "phase": "mine", "kind": "mine-on", "for": "10 s" },
              { "phase": "mixed", "for": "2 min", "together": [
                { "phase": "reading", "kind": "reads", "rate": 5 },
                { "phase": "paying", "kind": "transfers", "rate": 1, "after": "30 s", "for": "1 min" },
                { "phase": "holding", "kind": "ws", "connections": 20, "rate": 20 } ] } ]
            """);
        (test["reading"].Ok, test["paying"].Ok, test["holding"].Ok).ShouldBe((600, 60, 20));
        (test["mixed"].EndedAt - test["mixed"].StartedAt).ShouldBe(TimeSpan.FromMinutes(2));
        (test["paying"].StartedAt - test["mixed"].StartedAt, test["paying"].EndedAt - test["paying"].StartedAt)
            .ShouldBe((TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1)));
        test["holding"].EndedAt.ShouldBe(test["mixed"].EndedAt);
        test["mixed"].Load.ShouldBeNull();
    }

    [Test]
    public async Task A_part_that_falls_short_takes_held_away_from_the_phase()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync(
            """
                 "phases": [ { "phase": "mixed", "for": "2 min", "together": [ { "phase": "reading", "kind": "reads",
                "rate": 5 }, { "phase": "paying", "kind": "transfers", "rate": 1, "addresses": 10 } ] } ]
                """,
            """ { "of": "process", "metric": "goroutines", "phase": "mixed", "peak": 500 } """))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Inconclusive, verdict.Message.In(Language.English));
        verdict.Reason.In(Language.English).ShouldContain("\"paying\"");
    }

    [Test]
    public async Task Stages_send_what_they_say()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(
            """
                 "phases": [ { "phase": "load", "kind": "reads", "stages": [ { "rateTo": 20, "for": "10 s" }, {
                "rateTo": 20, "for": "30 s" }, { "rateTo": 0, "for": "10 s" } ] } ]
                """,
            """ { "of": "process", "metric": "goroutines", "peak": 500 } """);
        (test["load"].EndedAt - test["load"].StartedAt).ShouldBe(TimeSpan.FromSeconds(50));
        test["load"].Ok.ShouldBeInRange(799, 801);
        test["load"].Rate.ShouldBe(16, 0.01);
    }

    [Test]
    public async Task Targets_are_asked_for_by_their_weights()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(
            """
                 "phases": [ { "phase": "load", "kind": "reads", "rate": 5, "for": "100 s", "targets": [ { "weight": 3,
                "method": "wes_syncing" }, { "method": "wes_getBalance", "params": ["{address}"] } ] } ]
                """);
        test["load"].Ok.ShouldBe(500);
        var balances = test.Node.Bodies("wes_getBalance").Split('\n').Length;
        balances.ShouldBeInRange(95, 155);
        test.Node.Bodies("wes_syncing").Split('\n').Length.ShouldBe(500 - balances);
    }

    [Test]
    public async Task Random_arrivals_need_no_more_than_chance_gave_them()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync(
            """ "phases": [ { "phase": "load", "kind": "reads", "rate": 0.5, "arrivals": "poisson", "for": "1 min" } ] """,
            """ { "of": "process", "metric": "goroutines", "peak": 500 } """))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Message.In(Language.English));
        test["load"].Ok.ShouldBeInRange(10, 60);
    }

    [Test]
    public async Task Connections_are_held_as_long_as_declared_from_the_last_one_opened()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(""" "phases": [ { "phase": "hold", "kind": "ws", "connections": 100, "rate": 10, "for": "20 s" } ] """);
        test["hold"].Ok.ShouldBe(100);
        (test["hold"].EndedAt - test["hold"].StartedAt).TotalSeconds.ShouldBe(9.9 + 20, 0.05);
    }

    [Test]
    public async Task Accepted_transfers_are_followed_to_their_blocks()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { UnevenBlocks = true });
        await test.RunAsync(
            """
                 "phases": [ { "phase": "mine", "kind": "mine-on", "for": "30 s" }, { "phase": "load",
                "kind": "transfers", "rate": 1, "for": "2 min" }, { "phase": "rest", "kind": "idle", "for": "1 min" } ]
                """);
        (test["load"].Ok, test["load"].Load!.Mined).ShouldBe((120, 120L));
    }

    [Test]
    public async Task Transfers_that_nobody_mines_are_accepted_and_not_mined()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync("""
             "phases": [ { "phase": "load", "kind": "transfers", "rate": 1, "for": "30 s" }, { "phase": "rest",
            "kind": "idle", "for": "1 min" } ]
            """);
        (test["load"].Ok, test["load"].Load!.Mined).ShouldBe((30, 0L));
    }

    [Test]
    public async Task A_node_that_mines_holds_garbage_again_when_a_forced_collection_is_read()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { NoiseWhileMining = 40 << 20 });
        await test.RunAsync(
            """
                 "liveHeapInterval": "15 s", "phases": [ { "phase": "warm", "kind": "idle", "for": "3 min" }, {
                "phase": "mine", "kind": "mine-on", "for": "3 min" } ]
                """);
        double Spread(string phase) =>
            test.Run.LiveHeap.Where(r => r.Sample is not null && r.At > test[phase].StartedAt + TimeSpan.FromSeconds(1)
            && r.At < test[phase].EndedAt)
            .Select(r => r.Sample!.HeapAlloc).ToList() is var values ? values.Max() - values.Min() : 0;
        Spread("warm").ShouldBeLessThan(5 << 20);
        Spread("mine").ShouldBeGreaterThan(15 << 20);
    }

    [Test]
    public async Task Load_is_kept_by_spans_of_10_s()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(""" "phases": [ { "phase": "load", "kind": "reads", "rate": 2, "for": "1 min" } ] """);
        test.Run.Load.Select(s => (s.Phase, s.Due, s.Sent, s.Ok, s.Failed)).ShouldBe(Enumerable.Repeat(("load", 20L, 20L, 20L, 0L), 6));
        test.Run.Load.ShouldAllBe(s => s.Latency != null && s.Lateness != null);
        test.Run.Load.Zip(test.Run.Load.Skip(1), (a, b) => b.At - a.At).ShouldAllBe(gap => gap == TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task A_chain_stopped_by_deployments_is_seen_in_what_was_not_mined()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync("""
            "stopsTheChain": true,
            "phases": [ { "phase": "mine", "kind": "mine-on", "for": "30 s" },
              { "phase": "deploy", "kind": "deploys", "rate": 1, "for": "10 s" },
              { "phase": "load", "kind": "transfers", "rate": 0.5, "for": "1 min" }, { "phase": "rest", "kind": "idle", "for": "1 min" } ]
            """);
        (test["deploy"].Ok, test["load"].Ok, test["load"].Load!.Mined).ShouldBe((10, 30, 0L));
    }
}
