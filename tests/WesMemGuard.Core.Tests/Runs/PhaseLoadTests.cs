using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts.Gates;

namespace WesMemGuard.Core.Tests.Runs;

/// <summary>What load a phase declares and does, by its kind.</summary>
internal sealed class PhaseLoadTests
{
    private const string NotFound =
        "{'jsonrpc': '2.0', 'id': 1, 'error': {'code': -32000, 'message': '区块不存在。', 'data': {'code': 'BC_BLOCK_NOT_FOUND'}}}";
    private const string NoMethod = """{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"方法不存在"}}""";
    private static readonly Phase Minute = new("p", "transfers", SyntheticRun.At(0), SyntheticRun.At(1), 2, 0, 0, 0, 0, null);

    [TestCase("idle", 0)]
    [TestCase("sync", 0)]
    [TestCase("mine-on", 7)]
    [TestCase("mine-off", 7)]
    [TestCase("restart", 7)]
    [TestCase("kill", 7)]
    [TestCase("pause", 7)]
    [TestCase("ws", 7)]
    [TestCase("transfers", 120)]
    [TestCase("reads", 120)]
    [TestCase("custom", 120)]
    [TestCase("of another recorder", 120)]
    public void A_kind_declares_by_its_rate_or_by_what_was_due(string kind, double declared) =>
        PhaseLoad.Declared(Minute with { Kind = kind, Sent = 7 }).ShouldBe(declared);

    [Test]
    public void The_larger_of_rate_and_due_is_declared()
    {
        PhaseLoad.Declared(Minute with { Sent = 130 }).ShouldBe(130);
        PhaseLoad.Declared(Minute with { Sent = 90, Load = new LoadCounts(130, []) }).ShouldBe(130);
        PhaseLoad.Declared(Minute with { Kind = "ws", Sent = 1, Rate = 16 }).ShouldBe(16);
        PhaseLoad.Declared(Minute with { Rate = 0.99 }).ShouldBe(59);
    }

    [TestCase("reads", 12)]
    [TestCase("stats", 12)]
    [TestCase("rpc", 12)]
    [TestCase("ips", 12)]
    [TestCase("rest", 5)]
    [TestCase("custom", 5)]
    [TestCase("transfers", 5)]
    [TestCase("deploys", 5)]
    public void An_error_that_the_method_defines_is_work_for_reads_only(string kind, double done)
    {
        PhaseLoad.Done(Counted(kind, new LoadResult(LoadResultKind.Ok, 5),
            new LoadResult(LoadResultKind.MethodError, 7, -32000, "BC_BLOCK_NOT_FOUND"))).ShouldBe(done);
        PhaseLoad.Done(Minute with { Kind = kind, Ok = 5, Failed = 7, Error = NotFound }).ShouldBe(done);
    }

    [TestCase(LoadResultKind.RpcError)]
    [TestCase(LoadResultKind.NotAccepted)]
    [TestCase(LoadResultKind.Status)]
    [TestCase(LoadResultKind.RateLimited)]
    [TestCase(LoadResultKind.TimedOut)]
    [TestCase(LoadResultKind.Connection)]
    [TestCase(LoadResultKind.Unreadable)]
    [TestCase(LoadResultKind.NotSent)]
    [TestCase(LoadResultKind.Unknown)]
    public void Nothing_else_is_work_of_any_kind(LoadResultKind kind)
    {
        foreach (var phase in new[] { "reads", "stats", "rpc", "ips", "rest", "custom", "transfers", "deploys", "ws" })
            PhaseLoad.Done(Counted(phase, new LoadResult(LoadResultKind.Ok, 5), new LoadResult(kind, 7))).ShouldBe(5);
    }

    [Test]
    public void Old_files_that_kept_one_error_only_are_believed_where_requests_succeeded_beside_it()
    {
        var reads = Minute with { Kind = "reads", Failed = 7 };
        PhaseLoad.Done(reads with { Ok = 5, Error = NoMethod }).ShouldBe(5);
        PhaseLoad.Done(reads with { Ok = 0, Error = NotFound }).ShouldBe(0);
        PhaseLoad.Done(reads with { Ok = 5, Error = "connection refused" }).ShouldBe(5);
        PhaseLoad.Done(reads with { Ok = 5 }).ShouldBe(5);
        PhaseLoad.Results(reads with { Ok = 5, Limited = 1, Error = NoMethod }).Select(r => (r.Kind, r.Count)).ShouldBe(
            [(LoadResultKind.Ok, 5L), (LoadResultKind.RateLimited, 1L), (LoadResultKind.Unknown, 7L)]);
    }

    [Test]
    public void Ninety_five_percent_are_enough_and_a_switch_that_failed_is_none()
    {
        LoadGate.Check([Minute with { Ok = 114 }]).ShouldBeNull();
        LoadGate.Check([Minute with { Ok = 113, Limited = 4, Failed = 3 }])!.Reason.In(Language.English).ShouldBe(
            "load not reached in phase \"p\": 113 of 120 transfers (94 %), 95 % are needed: 4 x 429 (the node's rate limit), 3 failed");
        LoadGate.Check([Minute with { Kind = "restart", Sent = 1, Ok = 0, Failed = 1 }])!.Reason.In(Language.English)
            .ShouldContain("0 of 1 restart (0 %)");
        LoadGate.Check([Minute with { Kind = "mine-on", Sent = 0 }]).ShouldBeNull();
    }

    [Test]
    public void A_failed_load_is_told_by_the_ways_in_which_it_failed() =>
        LoadGate.Check([Counted(
            "reads", new(LoadResultKind.Ok, 1), new(LoadResultKind.RpcError, 60, -32601), new(LoadResultKind.Status, 9, 503),
                new(LoadResultKind.RateLimited, 8, 429), new(LoadResultKind.TimedOut, 7),
            new(LoadResultKind.Connection, 6), new(LoadResultKind.NotAccepted, 5, null, "UTXO重复花费"),
                new(LoadResultKind.NotSent, 4, null, LoadResult.HeldBack), new(LoadResultKind.Unreadable, 3))])!.Reason.In(Language.English)
                .ShouldBe(
            "load not reached in phase \"p\": 1 of 120 reads (0 %), 95 % are needed: 60 x JSON-RPC error -32601, 9 x "
                + "status 503, 8 x 429 (the node's rate limit), 7 timed out, " +
            "6 x connection refused or lost, 5 not accepted (UTXO重复花费), 4 not sent (the node's rate limit would have "
                + "refused them), 3 unreadable");

    private static Phase Counted(string kind, params LoadResult[] results) =>
        Minute with { Kind = kind, Sent = 120, Load = new LoadCounts(120, results) };
}
