using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

internal sealed class CountGrowthTests
{
    private const double Alpha = 0.01;

    [Test]
    public void A_constant_count_holds_even_a_budget_of_zero()
    {
        var finding = GrowthJudge.OfCounts(Curves.Of(90, _ => 115), 0, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Held);
        (finding.LowPerHour, finding.SlopePerHour, finding.HighPerHour).ShouldBe((0, 0, 0));
    }

    [Test]
    public void Ten_goroutines_a_minute_break_sixty_an_hour()
    {
        var finding = GrowthJudge.OfCounts(Curves.Of(60, hour => 115 + Math.Floor(hour * 600)), 60, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Broken);
        finding.SlopePerHour.ShouldBe(600, 5);
    }

    [Test]
    public void Three_samples_make_one_point() =>
        GrowthJudge.OfCounts(Curves.Of(12, hour => hour), 60, Alpha).Reason.ShouldBe(GrowthReason.TooFewPoints);

    [Test]
    public void Steps_and_crumbs_of_every_kind_give_an_interval_around_their_slope()
    {
        var random = new Random(20261122);
        for (var series = 0; series < 400; series++)
        {
            double step = Math.Pow(10, random.Next(-3, 6)), crumb = Math.Pow(10, random.Next(-9, 1));
            int at = random.Next(1, 59), length = random.Next(24, 60);
            var points = Curves.Of(length, hour => 116 + (hour * 60 >= at ? step : 0) + (crumb * random.Next(0, 3)));
            foreach (var alpha in (double[])[0.01, 0.0002])
            {
                var finding = GrowthJudge.OfCounts(points, 60, alpha);
                finding.LowPerHour.ShouldBeLessThanOrEqualTo(finding.SlopePerHour,
                    $"series {series}: step {step} at {at}, crumbs {crumb}");
                finding.SlopePerHour.ShouldBeLessThanOrEqualTo(finding.HighPerHour,
                    $"series {series}: step {step} at {at}, crumbs {crumb}");
            }
        }
    }
}
