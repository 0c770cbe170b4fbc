using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Failed work is no work: how requests ended is counted by kind, and judged by it.</summary>
internal sealed class LoadResultTests
{
    private const string Peak = """ { "of": "process", "metric": "goroutines", "peak": 5000 } """;

    [Test]
    public async Task A_misspelt_method_is_no_load_and_no_peak_holds_under_it()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync("""
             "phases": [ { "phase": "load", "kind": "reads", "method": "wes_getBlokByHeight", "rate": 5,
            "for": "2 min" } ]
            """, Peak))!.Verdicts[0];
        Ends(test["load"]).ShouldBe([(LoadResultKind.RpcError, -32601, "COMMON_INTERNAL_ERROR", 600)]);
        verdict.Outcome.ShouldBe(Outcome.Inconclusive, verdict.Message.In(Language.English));
        verdict.Reason.In(Language.English).ShouldContain("0 of 600 reads");
    }

    [Test]
    public async Task Blocks_that_are_not_there_are_reads_done()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync("""
             "phases": [ { "phase": "load", "kind": "reads", "params": ["0xffff"], "rate": 5, "for": "2 min" } ]
            """, Peak))!.Verdicts[0];
        Ends(test["load"]).ShouldBe([(LoadResultKind.MethodError, -32000, "BC_BLOCK_NOT_FOUND", 600)]);
        (test["load"].Ok, test["load"].Failed).ShouldBe((0, 600));
        verdict.Outcome.ShouldBe(Outcome.Held, verdict.Message.In(Language.English));
    }

    [Test]
    public async Task Parameters_that_a_method_does_not_take_are_no_load()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync(""" "phases": [ { "phase": "load", "kind": "reads", "params": ["none"], "rate": 1, "for": "10 s" } ] """);
        Ends(test["load"]).ShouldBe([(LoadResultKind.RpcError, -32000, "COMMON_VALIDATION_ERROR", 10)]);
    }

    [Test]
    public async Task A_custom_request_to_jsonrpc_that_is_answered_with_an_error_has_failed()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync(
            """
                 "phases": [ { "phase": "load", "kind": "custom", "httpMethod": "POST", "path": "/jsonrpc", "rate": 1,
                "for": "75 s", "body": "{\"jsonrpc\":\"2.0\",\"id\":{n},\"method\":\"wes_no\"}" } ]
                """, Peak))!.Verdicts[0];
        Ends(test["load"]).ShouldBe([(LoadResultKind.RpcError, -32601, "COMMON_INTERNAL_ERROR", 75)]);
        verdict.Outcome.ShouldBe(Outcome.Inconclusive, verdict.Message.In(Language.English));
    }

    [Test]
    public async Task A_status_is_counted_by_its_number_and_keeps_its_latency()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        await test.RunAsync("""
             "phases": [ { "phase": "load", "kind": "rest", "path": "/api/v1/health/ready", "rate": 1, "for": "10 s" }
            ]
            """);
        Ends(test["load"]).ShouldBe([(LoadResultKind.Status, 503, null, 10)]);
        test["load"].Load!.Results[0].Latency.ShouldNotBeNull();
    }

    [Test]
    public async Task A_transfer_that_is_not_accepted_keeps_the_node_s_reason_and_takes_a_peak_s_held_away()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync("""
             "phases": [ { "phase": "load", "kind": "transfers", "rate": 1, "for": "1 min", "addresses": 10 } ]
            """, Peak))!.Verdicts[0];
        Ends(test["load"]).ShouldBe(
            [(LoadResultKind.Ok, null, null, 10), (LoadResultKind.NotAccepted, null, "提交失败: UTXO重复花费", 50)]);
        verdict.Outcome.ShouldBe(Outcome.Inconclusive, verdict.Message.In(Language.English));
        verdict.Reason.In(Language.English).ShouldContain("50 not accepted (提交失败: UTXO重复花费)");
    }

    [Test]
    public async Task A_429_is_counted_with_its_latency_so_that_the_tail_is_whole()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.RateLimited);
        await test.RunAsync(""" "phases": [ { "phase": "load", "kind": "reads", "rate": 2, "for": "1 min" } ] """);
        var limited = test["load"].Load!.Results.Single(r => r.Kind == LoadResultKind.RateLimited);
        (limited.Count, limited.Code, limited.Latency is null).ShouldBe((test["load"].Limited, 429, false));
    }

    [Test]
    public async Task Mining_that_was_refused_takes_held_away_from_what_comes_after_it()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync(
            """
                 "phases": [ { "phase": "mine", "kind": "mine-on", "miner": "0xnobody", "for": "10 s" }, {
                "phase": "load", "kind": "reads", "rate": 1, "for": "12 min" } ]
                """,
            """
                 { "of": "process", "metric": "liveHeap", "phase": "load", "growthPerHour": "4 MiB" }, {
                "of": "process", "metric": "goroutines", "phase": "load", "peak": 200 }
                """))!;
        verdict.Verdicts.ShouldAllBe(v => v.Outcome == Outcome.Inconclusive
            && v.Reason.In(Language.English).Contains("0 of 1 mine-on"));
    }

    [Test]
    public void Every_way_to_fail_is_told_apart()
    {
        RequestEnd.Of(new Miss(MissKind.TimedOut, "")).Kind.ShouldBe(LoadResultKind.TimedOut);
        RequestEnd.Of(new Miss(MissKind.Refused, "")).Kind.ShouldBe(LoadResultKind.Connection);
        RequestEnd.Of(new Miss(MissKind.Unreadable, "")).Kind.ShouldBe(LoadResultKind.Connection);
        RequestEnd.Of(new Miss(MissKind.Unexpected, "")).Kind.ShouldBe(LoadResultKind.Unreadable);
        RequestEnd.Of(new Miss(MissKind.NotFound, "") { Status = 404 }).ShouldBe(new RequestEnd(LoadResultKind.Status,
            404, null, ""));
        RequestEnd.Of(new Miss(MissKind.RateLimited, "") { Status = 429 }).Kind.ShouldBe(LoadResultKind.RateLimited);
        RequestEnd.Of(new Miss(MissKind.Unexpected, "") { Status = 204 }).ShouldBe(RequestEnd.Ok);
    }

    private static (LoadResultKind, int?, string?, long)[] Ends(Phase phase) =>
        [.. phase.Load!.Results.Select(r => (r.Kind, r.Code, r.Reason, r.Count))];
}
