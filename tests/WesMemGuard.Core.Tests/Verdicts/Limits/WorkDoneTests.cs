using WesMemGuard.Budgets;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

internal sealed class WorkDoneTests
{
    private static readonly Phase Load = new("load", "transfers", SyntheticRun.At(10), SyntheticRun.At(20), 1, 600, 600, 0, 0, null);

    [TestCase(0, 0)]
    [TestCase(10, 0)]
    [TestCase(15, 300)]
    [TestCase(20, 600)]
    [TestCase(30, 600)]
    public void A_phases_work_is_spread_evenly_over_it(double minute, double done) =>
        Of(WorkUnit.Transfer, Load).Until(SyntheticRun.At(minute)).ShouldBe(done, 1e-9);

    [TestCase(9.9, 0)]
    [TestCase(10, 1)]
    [TestCase(15, 1)]
    [TestCase(20, 1)]
    [TestCase(20.1, 0)]
    public void The_load_is_what_is_done_a_second(double minute, double load) =>
        Of(WorkUnit.Transfer, Load).LoadAt(SyntheticRun.At(minute)).ShouldBe(load, 1e-9);

    [Test]
    public void Work_of_several_phases_adds_up()
    {
        var work = Of(WorkUnit.Transfer, Load,
            Load with { StartedAt = SyntheticRun.At(15), EndedAt = SyntheticRun.At(25), Ok = 1200, Sent = 1200 });

        work.Until(SyntheticRun.At(20)).ShouldBe(1200, 1e-9);
        work.LoadAt(SyntheticRun.At(17)).ShouldBe(3, 1e-9);
    }

    [TestCase(WorkUnit.Transfer, "transfers")]
    [TestCase(WorkUnit.Deploy, "deploys")]
    [TestCase(WorkUnit.Read, "reads stats")]
    [TestCase(WorkUnit.Connection, "ws")]
    [TestCase(WorkUnit.Request, "transfers deploys reads stats rpc rest ips")]
    [TestCase(WorkUnit.Cycle, "")]
    public void A_unit_is_the_work_of_its_kinds(WorkUnit unit, string kinds)
    {
        string[] all = ["idle", "sync", "mine-on", "mine-off", "transfers", "deploys", "reads", "stats", "rpc", "rest", "ips", "ws"];

        all.Where(kind => !Of(unit, Load with { Kind = kind }).None)
            .ShouldBe(kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Test]
    public void A_phase_without_length_or_success_is_no_work()
    {
        Of(WorkUnit.Transfer, Load with { EndedAt = Load.StartedAt }).None.ShouldBeTrue();
        Of(WorkUnit.Transfer, Load with { Ok = 0, Failed = 600 }).None.ShouldBeTrue();
        Of(WorkUnit.Read,
            Load with
            {
                Kind = "reads",
                Ok = 0,
                Failed = 600,
                Load = new LoadCounts(600, [new(LoadResultKind.MethodError, 600, -32000)])
            }).None.ShouldBeFalse();
        Of(WorkUnit.Read,
            Load with
            {
                Kind = "reads",
                Ok = 0,
                Failed = 600,
                Load = new LoadCounts(600, [new(LoadResultKind.RpcError, 600, -32601)])
            }).None.ShouldBeTrue();
    }

    [Test]
    public void Blocks_are_the_chains_height_and_no_load()
    {
        var work = OfBlocks((1, 100), (3, 104), (5, 109));

        work.None.ShouldBeFalse();
        new double[] { 0, 1, 2.9, 3, 6 }.Select(m => work.Until(SyntheticRun.At(m))).ShouldBe([100, 100, 100, 104, 109]);
        work.LoadAt(SyntheticRun.At(3)).ShouldBe(0);
    }

    [Test]
    public void A_chain_that_did_not_grow_did_no_work()
    {
        OfBlocks((1, 100)).None.ShouldBeTrue();
        OfBlocks((1, 100), (2, 100)).None.ShouldBeTrue();
        OfBlocks((1, 100), (2, 101)).None.ShouldBeFalse();
        new WorkDone(SyntheticRun.Empty, WorkUnit.Block, [Load]).None.ShouldBeTrue();
    }

    private static WorkDone Of(WorkUnit unit, params Phase[] phases) => new(SyntheticRun.Empty, unit, phases);

    private static WorkDone OfBlocks(params (double Minute, double Height)[] blocks)
    {
        var run = SyntheticRun.Empty;
        run.Blocks.AddRange(blocks.Select(b => new Reading<BlockSample>(SyntheticRun.At(b.Minute), new BlockSample(b.Height), null)));
        run.Blocks.Add(new Reading<BlockSample>(SyntheticRun.At(9), null, new Miss(MissKind.TimedOut, "made by a test")));
        return new WorkDone(run, WorkUnit.Block, [Load with { Kind = "transfers" }]);
    }
}
