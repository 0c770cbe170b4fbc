using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

internal sealed class PerUnitGrowthTests
{
    private const double Alpha = 0.01;
    private const double Kilobyte = 0.001;

    [Test]
    public void A_leak_per_transaction_is_told_from_the_load()
    {
        GrowthFinding finding = Judged(Transactions.Blocks(new Noise(1), 1.5 * Kilobyte));
        finding.Outcome.ShouldBe(GrowthOutcome.Broken);
        finding.SlopePerHour.ShouldBe(1.5 * Kilobyte, 0.3 * Kilobyte);
    }

    [Test]
    public void Load_without_a_leak_is_held() => Judged(Transactions.Blocks(new Noise(1), 0)).Outcome.ShouldBe(GrowthOutcome.Held);

    [Test]
    public void A_pure_ramp_cannot_tell_work_from_load()
    {
        GrowthFinding finding = Judged(Transactions.Ramp(new Noise(1), 1.5 * Kilobyte));
        finding.Outcome.ShouldBe(GrowthOutcome.Inconclusive);
        finding.Reason.ShouldBe(GrowthReason.VaryTheLoad);
    }

    [Test]
    public void At_one_rate_growth_over_time_is_divided_by_the_rate()
    {
        // The planted node's 12 MiB/h at one unit each 3 s are 10.2 KiB a unit.
        double[] work = [.. Curves.PlantedNode.Select(point => point.Seconds / 3)];
        double[] load = [.. work.Select(_ => 1 / 3.0)];
        GrowthFinding finding = PerUnitGrowth.Judge(Curves.PlantedNode, work, load, 1 / 1024.0, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Broken);
        (finding.SlopePerHour * 1024).ShouldBe(10.2, 0.4);
        (finding.FromSeconds, finding.ToSeconds).ShouldBe((420, 1920));
        PerUnitGrowth.Judge(Curves.PlantedNode, work, load, 20 / 1024.0, Alpha).Outcome.ShouldBe(GrowthOutcome.Held);
    }

    [Test]
    public void Too_few_points_at_one_rate_say_how_many_hours_more()
    {
        TimedValue[] four = Curves.PlantedNode[..4];
        GrowthFinding finding = PerUnitGrowth.Judge(four, [140, 180, 200, 240], [1, 1, 1, 1], 1, Alpha);
        finding.Reason.ShouldBe(GrowthReason.TooFewPoints);
        finding.MoreHours.ShouldNotBeNull().ShouldBe(5 / 3.0 / 60, 1e-9);
    }

    [Test]
    public void Without_work_there_is_nothing_to_divide_by() =>
        PerUnitGrowth.Judge(Curves.IdleNode, new double[21], new double[21], 1, Alpha).Reason.ShouldBe(GrowthReason.NoWork);

    [Test]
    public void A_few_points_at_several_loads_are_too_few() =>
        PerUnitGrowth.Judge(Curves.IdleNode.AsSpan(0, 6), [1, 2, 3, 10, 11, 12], [1, 1, 1, 7, 1, 1], 1,
            Alpha).Reason.ShouldBe(GrowthReason.TooFewPoints);

    [Test]
    public void Each_point_needs_work_and_load() =>
        Should.Throw<ArgumentException>(() => PerUnitGrowth.Judge(Curves.IdleNode, [1], [1], 1, Alpha)).Message.ShouldContain("needs both");

    private static GrowthFinding Judged(Transactions made) => PerUnitGrowth.Judge(made.Points, made.Work, made.Load, Kilobyte, Alpha);
}
