using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Gates;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

/// <summary>What load a phase declares and reaches, by its kind.</summary>
internal sealed class DeclaredLoadTests
{
    private const string RpcError = "{'jsonrpc': '2.0', 'id': 1, 'error': {'code': -32000}}";
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
    public void A_kind_declares_by_its_rate_or_by_what_was_sent(string kind, double declared) =>
        LoadGate.Declared(Minute with { Kind = kind, Sent = 7 }).ShouldBe(declared);

    [Test]
    public void The_larger_of_rate_and_sent_is_declared()
    {
        LoadGate.Declared(Minute with { Sent = 130 }).ShouldBe(130);
        LoadGate.Declared(Minute with { Kind = "ws", Sent = 1, Rate = 16 }).ShouldBe(16);
        LoadGate.Declared(Minute with { Rate = 0.99 }).ShouldBe(59);
    }

    [TestCase("reads", 12)]
    [TestCase("stats", 12)]
    [TestCase("rpc", 12)]
    [TestCase("rest", 12)]
    [TestCase("ips", 12)]
    [TestCase("transfers", 5)]
    [TestCase("deploys", 5)]
    public void An_error_that_the_node_answers_is_work_for_reads_only(string kind, double achieved)
    {
        LoadGate.Achieved(Minute with { Kind = kind, Ok = 5, Failed = 7, Error = RpcError }).ShouldBe(achieved);
        LoadGate.Achieved(Minute with { Kind = kind, Ok = 5, Failed = 7, Error = "connection refused" }).ShouldBe(5);
        LoadGate.Achieved(Minute with { Kind = kind, Ok = 5, Failed = 7 }).ShouldBe(5);
    }

    [Test]
    public void Ninety_five_percent_are_enough_and_a_switch_that_failed_is_none()
    {
        LoadGate.Check([Minute with { Ok = 114 }]).ShouldBeNull();
        LoadGate.Check([Minute with { Ok = 113, Limited = 4, Failed = 3 }])!.Reason.ShouldBe(
            "load not reached in phase \"p\": 113 of 120 transfers (94 %), 95 % are needed: 4 x 429 (the node's rate limit), 3 failed");
        LoadGate.Check([Minute with { Kind = "restart", Sent = 1, Ok = 0, Failed = 1 }])!.Reason.ShouldContain("0 of 1 restart (0 %)");
        LoadGate.Check([Minute with { Kind = "mine-on", Sent = 0 }]).ShouldBeNull();
    }
}
