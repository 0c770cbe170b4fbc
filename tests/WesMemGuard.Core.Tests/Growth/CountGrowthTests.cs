using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

internal sealed class CountGrowthTests
{
    private const double Alpha = 0.01;

    [Test]
    public void A_constant_count_holds_even_a_budget_of_zero()
    {
        GrowthFinding finding = GrowthJudge.OfCounts(Curves.Of(90, _ => 115), 0, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Held);
        (finding.LowPerHour, finding.SlopePerHour, finding.HighPerHour).ShouldBe((0, 0, 0));
    }

    [Test]
    public void Ten_goroutines_a_minute_break_sixty_an_hour()
    {
        GrowthFinding finding = GrowthJudge.OfCounts(Curves.Of(60, hour => 115 + Math.Floor(hour * 600)), 60, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Broken);
        finding.SlopePerHour.ShouldBe(600, 5);
    }

    [Test]
    public void Three_samples_make_one_point() =>
        GrowthJudge.OfCounts(Curves.Of(12, hour => hour), 60, Alpha).Reason.ShouldBe(GrowthReason.TooFewPoints);
}
