using WesMemGuard.Bench.Textbooks;
using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

/// <summary>References: scipy 1.10.1, stats.theilslopes of 20 values at steps of 0.5, confidence 0.95.</summary>
internal sealed class TheilSenTests
{
    private static readonly double[] Values =
        [4.1, 3.7, 5.2, 4.9, 6.3, 5.8, 7.7, 6.1, 8.4, 7.9, 8.8, 8.1, 9.9, 9.1, 10.4, 11.2, 10.7, 12.9, 11.5, 12.1];

    private static readonly double[] Times = [.. Enumerable.Range(0, 20).Select(i => i * 0.5)];

    [Test]
    public void The_slope_agrees_with_scipy() => TheilSen.Fit(Times, Values).Slope.ShouldBe(0.9000000000000001, 1e-9);

    [Test]
    public void The_interval_agrees_with_scipy()
    {
        var line = TheilSen.Fit(Times, Values);
        var largest = Quantiles.Normal(0.975) * Math.Sqrt(MannKendall.Of(Values).Variance);
        var (low, high) = line.Interval(largest);
        // scipy rounds the ranks to the nearest, Sen takes the outer ones: his interval holds scipy's and is one pair wider at most.
        var rank = (int)Math.Floor((190 - largest) / 2);
        low.ShouldBe(line.Slopes[rank - 1]);
        low.ShouldBeLessThanOrEqualTo(0.7857142857142856 + 1e-9);
        line.Slopes[rank + 1].ShouldBeGreaterThanOrEqualTo(0.7857142857142856 - 1e-9);
        high.ShouldBeGreaterThanOrEqualTo(1.0266666666666666 - 1e-9);
        line.Slopes[^(rank + 2)].ShouldBeLessThanOrEqualTo(1.0266666666666666 + 1e-9);
    }

    [Test]
    public void A_straight_line_is_found_exactly()
    {
        var line = TheilSen.Fit([0, 1, 3, 7], [5, 7, 11, 19]);
        line.Slope.ShouldBe(2);
        line.Intercept.ShouldBe(5);
        line.Slopes.ToArray().ShouldAllBe(slope => slope == 2);
    }

    [Test]
    public void One_wild_value_in_five_does_not_move_it() =>
        TheilSen.Fit([0, 1, 2, 3, 4], [0, 1, 200, 3, 4]).Slope.ShouldBe(1);

    [Test]
    public void Points_at_the_same_x_make_no_pair() => TheilSen.Fit([0, 0, 1], [0, 100, 1]).Slopes.Length.ShouldBe(2);

    [Test]
    public void Of_five_points_perfect_order_alone_bounds_the_slope()
    {
        var line = TheilSen.Fit([0, 1, 2, 3, 4], [0, 1, 3, 6, 10]);
        line.Interval(8).ShouldBe((1, 4));
        line.Interval(10).ShouldBe((double.NegativeInfinity, double.PositiveInfinity));
    }

    [Test]
    public void What_has_no_slope_is_refused()
    {
        Should.Throw<ArgumentException>(() => TheilSen.Fit([1, 1], [1, 2])).Message.ShouldContain("No two points");
        Should.Throw<ArgumentException>(() => TheilSen.Fit([1, 2], [1])).Message.ShouldContain("needs both");
        Should.Throw<ArgumentException>(() => TheilSen.Fit(new double[4097], new double[4097])).Message.ShouldContain("block points");
        Should.Throw<ArgumentException>(() => TheilSen.Fit([1, 2], [1, double.NaN])).Message.ShouldContain("not a number");
    }
}
