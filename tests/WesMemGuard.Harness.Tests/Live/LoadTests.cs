using WesMemGuard.Reasons;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;

namespace WesMemGuard.Harness.Tests.Live;

internal sealed class LoadTests
{
    [Test]
    public async Task Transfers_over_enough_addresses_are_accepted_and_counted()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync("""
             "phases": [ { "phase": "mine", "kind": "mine-on", "for": "30 s" }, { "phase": "load", "kind": "transfers",
            "rate": 1, "for": "2 min", "addresses": 40 }, { "phase": "stop", "kind": "mine-off", "for": "10 s" } ]
            """);
        var load = test["load"];
        (load.Sent, load.Ok, load.Limited, load.Failed).ShouldBe((120, 120, 0, 0));
        (load.Rate, load.EndedAt - load.StartedAt).ShouldBe((1, TimeSpan.FromMinutes(2)));
        (test["mine"].Ok, test["stop"].Ok).ShouldBe((1, 1));
        test.Node.Height.ShouldBe(13);
    }

    [Test]
    public async Task What_the_node_does_not_accept_has_failed_although_it_answered_without_an_error()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(""" "phases": [ { "phase": "load", "kind": "transfers", "rate": 1, "for": "1 min", "addresses": 10 } ] """);
        var load = test["load"];
        (load.Sent, load.Ok, load.Failed).ShouldBe((60, 10, 50));
        load.Error!.ShouldContain("\"accepted\":false");
    }

    [TestCase("""{ "phase": "load", "kind": "deploys", "rate": 1, "for": "30 s", "textSize": "2 kB" }""", 30)]
    [TestCase("""{ "phase": "load", "kind": "reads", "rate": 5, "for": "30 s" }""", 150)]
    [TestCase("""
        { "phase": "load", "kind": "reads", "rate": 1, "for": "30 s", "method": "wes_getBalance",
        "params": ["{address}"] }
        """, 30)]
    [TestCase("""{ "phase": "load", "kind": "stats", "rate": 2, "for": "30 s" }""", 60)]
    [TestCase("""{ "phase": "load", "kind": "rpc", "rate": 2, "for": "30 s", "method": "wes_syncing" }""", 60)]
    [TestCase("""{ "phase": "load", "kind": "ips", "rate": 20, "for": "30 s" }""", 600)]
    [TestCase("""{ "phase": "load", "kind": "rest", "rate": 2, "for": "30 s", "path": "/api/v1/node/status" }""", 60)]
    [TestCase("""
        { "phase": "load", "kind": "custom", "rate": 2, "for": "30 s", "path": "/rpc", "httpMethod": "POST",
        "body": "{\"jsonrpc\":\"2.0\",\"id\":{n},\"method\":\"wes_chainId\"}" }
        """, 60)]
    [TestCase("""{ "phase": "load", "kind": "reads", "rate": 1, "rateTo": 9, "for": "30 s" }""", 150)]
    [TestCase("""{ "phase": "load", "kind": "ws", "connections": 50, "subscriptionsPerConnection": 4, "for": "30 s" }""", 50)]
    public async Task Every_kind_of_load_does_its_work(string phase, int expected)
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync($""" "phases": [ {phase} ] """);
        var load = test["load"];
        (load.Sent, load.Ok, load.Error).ShouldBe((expected, expected, null));
        load.Latency.ShouldNotBeNull();
    }

    [Test]
    public async Task Held_connections_are_seen_as_goroutines_and_gone_afterwards()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync("""
             "phases": [ { "phase": "hold", "kind": "ws", "connections": 30, "for": "1 min" }, { "phase": "rest",
            "kind": "idle", "for": "1 min" } ]
            """);
        test.Run.Memory.Where(r => r.Sample is not null).Max(r => r.Sample!.Goroutines).ShouldBe(146);
        test.Run.Memory[^1].Sample!.Goroutines.ShouldBe(116);
    }

    [Test]
    public async Task Load_above_one_address_s_limit_is_spread_and_the_node_never_has_to_refuse()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync("""
             "phases": [ { "phase": "load", "kind": "rpc", "method": "wes_blockNumber", "rate": 160, "for": "20 s" } ]
            """);
        (test["load"].Ok, test["load"].Limited).ShouldBe((3200, 0));
        test.Node.Limited.ShouldBe(0);
        test.Node.BusiestSecond.ShouldBeInRange(20, 95);
        test.Run.Memory.ShouldAllBe(r => r.Miss == null);
    }

    [Test]
    public async Task A_429_is_counted_as_limited_and_takes_held_away()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.RateLimited);
        await test.RunAsync(""" "phases": [ { "phase": "load", "kind": "reads", "rate": 2, "for": "1 min" } ] """);
        test["load"].Limited.ShouldBeInRange(20, 60);
        test["load"].Ok.ShouldBe(120 - test["load"].Limited);
    }

    [Test]
    public async Task A_method_that_does_not_exist_is_a_JSON_RPC_failure()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(""" "phases": [ { "phase": "load", "kind": "rpc", "method": "wes_nothing", "rate": 1, "for": "5 s" } ] """);
        (test["load"].Ok, test["load"].Failed).ShouldBe((0, 5));
        test["load"].Error!.ShouldContain("jsonrpc");
    }

    [Test]
    public async Task Mining_that_can_not_be_switched_on_is_a_load_that_never_happened()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync(
            """
                 "phases": [ { "phase": "mine", "kind": "mine-on", "miner": "0xnobody", "for": "25 min" } ]
                """, """ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } """))!.Verdicts[0];
        (test["mine"].Sent, test["mine"].Failed).ShouldBe((1, 1));
        verdict.Outcome.ShouldBe(WesMemGuard.Verdicts.Outcome.Inconclusive, verdict.Message.In(Language.English));
        verdict.Reason.In(Language.English).ShouldContain("load not reached");
    }

    [Test]
    public async Task Growth_per_transfer_is_read_from_the_load_that_was_counted()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { KeptPerTransfer = 8192 });
        var verdict = (await test.RunAsync(
            """
                 "phases": [ { "phase": "warm", "kind": "idle", "for": "5 min" }, { "phase": "mine", "kind": "mine-on",
                "for": "30 s" }, { "phase": "load", "kind": "transfers", "rate": 2, "for": "20 min", "addresses": 40 }
                ]
                """,
            """
                 { "of": "process", "metric": "liveHeap", "phase": "load", "growthPer": { "unit": "transfer",
                "max": "1 KiB" } }
                """))!.Verdicts[0];
        verdict.Outcome.ShouldBe(WesMemGuard.Verdicts.Outcome.Broken, verdict.Message.In(Language.English));
        verdict.Value!.Value.ShouldBe(8, 1);
    }
}
