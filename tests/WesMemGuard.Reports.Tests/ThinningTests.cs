using WesMemGuard.Reports.Charts;

namespace WesMemGuard.Reports.Tests;

internal sealed class ThinningTests
{
    [Test]
    public void A_short_line_stays_as_it_is()
    {
        ChartPoint[] line = [.. Enumerable.Range(0, 100).Select(i => new ChartPoint(10 * i, i))];

        Thinning.Thinned(line).ShouldBe(line);
    }

    [Test]
    public void A_single_peak_and_a_single_dip_of_a_long_line_are_kept()
    {
        ChartPoint[] line = [.. Enumerable.Range(0, 50_000).Select(i => new ChartPoint(10 * i, i == 31_337 ? 99 : i == 7 ? -99 : 0))];
        var thinned = Thinning.Thinned(line);

        thinned.Count.ShouldBeLessThanOrEqualTo(3 * Thinning.Stretches);
        thinned.ShouldContain(new ChartPoint(313_370, 99));
        thinned.ShouldContain(new ChartPoint(70, -99));
        thinned.ShouldBe(thinned.OrderBy(p => p.Seconds));
    }

    [TestCase(3)]
    [TestCase(20_000)]
    public void Where_nothing_was_seen_the_line_is_broken(int points)
    {
        ChartPoint[] line = [.. Enumerable.Range(0, points).Select(i => new ChartPoint((10 * i) + (i >= points / 2 ? 400_000 : 0), 1))];

        Thinning.Thinned(line).Count(p => double.IsNaN(p.Value)).ShouldBe(1);
    }

    [Test]
    public void Nothing_is_nothing() => Thinning.Thinned([]).ShouldBeEmpty();
}
