using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>Levels in KiB over the first, measured after each of seven cycles of a real node.</summary>
internal sealed class CycleGrowthTests
{
    private const double Alpha = 0.01;

    private static readonly double[] Reads = [0, 31, -40, -30, -6, 19, -20];
    private static readonly double[] PoolFlood = [0, 149, 480, 701, 563, 738, 1664];
    private static readonly double[] Transfers = [0, 549, 1111, 1565, 2337, 3051, 3245];

    [Test]
    public void Reads_leave_nothing() => Judged(Reads, 32).Outcome.ShouldBe(GrowthOutcome.Held);

    [Test]
    public void A_flooded_pool_leaves_more_than_32_KiB_a_cycle()
    {
        var finding = Judged(PoolFlood, 32);
        finding.Outcome.ShouldBe(GrowthOutcome.Broken);
        finding.LowPerHour.ShouldBe(41, 2);
        finding.HighPerHour.ShouldBe(330, 3);
    }

    [TestCase(32, ExpectedResult = GrowthOutcome.Broken)]
    [TestCase(2048, ExpectedResult = GrowthOutcome.Held)]
    public GrowthOutcome Transfers_leave_half_a_MiB_a_cycle(double budget) => Judged(Transfers, budget).Outcome;

    [Test]
    public void Five_levels_are_enough_for_one_percent_and_four_are_not()
    {
        var five = Judged([0, 10, 21, 30, 41], 8);
        five.Outcome.ShouldBe(GrowthOutcome.Broken);
        (five.LowPerHour, five.HighPerHour).ShouldBe((9.0, 11.0));
        var four = Judged([0, 10, 21, 30], 5);
        four.Reason.ShouldBe(GrowthReason.TooFewPoints);
        four.MoreHours.ShouldBe(1);
    }

    [Test]
    public void A_level_equal_to_the_budget_keeps_it() =>
        Judged([0, 10, 20, 30, 40], 10).Outcome.ShouldBe(GrowthOutcome.Held);

    [Test]
    public void One_level_out_of_order_needs_more_cycles()
    {
        var finding = Judged([0, 10, 5, 30, 41], 4);
        finding.Reason.ShouldBe(GrowthReason.SpansBudget);
        finding.MoreHours.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(1);
    }

    [Test]
    public void No_level_is_too_few() => Judged([], 1).Reason.ShouldBe(GrowthReason.TooFewPoints);

    [Test]
    public void A_hundred_cycles_are_judged_by_the_normal_approximation() =>
        Judged([.. Enumerable.Range(0, 100).Select(i => (3.0 * i) + (i % 7))], 2.5).Outcome.ShouldBe(GrowthOutcome.Broken);

    private static GrowthFinding Judged(double[] levels, double budget) => GrowthJudge.PerCycle(levels, budget, Alpha);
}
