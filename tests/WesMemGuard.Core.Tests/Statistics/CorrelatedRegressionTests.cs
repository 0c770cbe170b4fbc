using WesMemGuard.Bench.Shapes;
using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

internal sealed class CorrelatedRegressionTests
{
    private static readonly double[] Times = [.. Enumerable.Range(0, 40).Select(i => i * 0.1)];

    [Test]
    public void A_straight_line_is_found()
    {
        var slope = CorrelatedRegression.LastCoefficient(Times, [.. Times.Select(time => 3 + (2 * time))], Times)
            .ShouldNotBeNull();
        slope.Centre.ShouldBe(2, 1e-6);
        slope.Quantile(0.99).ShouldBe(2, 1e-5);
    }

    [Test]
    public void Of_white_noise_it_says_nearly_what_least_squares_says()
    {
        var noise = new Noise(5);
        double[] values = [.. Times.Select(time => time + noise.Normal())];
        var slope = CorrelatedRegression.LastCoefficient(Times, values, Times).ShouldNotBeNull();
        var plain = NeweyWest.Fit(values, 0, Times);
        slope.Centre.ShouldBe(plain.Coefficients[1], 0.1);
        var half = (slope.Quantile(0.99) - slope.Quantile(0.01)) / 2;
        var (low, high) = plain.Interval(1, 0.01);
        (2 * half / (high - low)).ShouldBeInRange(0.85, 2.1);
    }

    [Test]
    public void Slow_noise_misleads_it_about_as_rarely_as_it_says()
    {
        int misled = 0, misledPlain = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var values = new Noise(seed).Autoregressive(40, 0.7, 1);
            misled += CorrelatedRegression.LastCoefficient(Times, values, Times)!.Quantile(0.05) > 0 ? 1 : 0;
            misledPlain += NeweyWest.Fit(values, 0, Times).Interval(1, 0.05).Low > 0 ? 1 : 0;
        }

        misledPlain.ShouldBeGreaterThan(35, "least squares takes slow noise for a trend");
        misled.ShouldBeLessThan(27);
    }

    [Test]
    public void Quantiles_and_probabilities_are_each_others_reverse()
    {
        var values = new Noise(3).Autoregressive(40, 0.9, 1);
        var slope = CorrelatedRegression.LastCoefficient(Times, values, Times).ShouldNotBeNull();
        foreach (var probability in (double[])[0.0002, 0.01, 0.5, 0.99, 0.9998])
            slope.Below(slope.Quantile(probability)).ShouldBe(probability,
                1e-4 * Math.Min(probability, 1 - probability) * 10);
    }

    [Test]
    public void The_unit_of_time_and_value_only_scales_the_slope()
    {
        var values = new Noise(4).Autoregressive(40, 0.5, 1);
        var slope = CorrelatedRegression.LastCoefficient(Times, values, Times).ShouldNotBeNull();
        double[] seconds = [.. Times.Select(time => time * 3600)], bytes = [.. values.Select(value => value * 1048576)];
        var scaled = CorrelatedRegression.LastCoefficient(seconds, bytes, seconds).ShouldNotBeNull();
        (scaled.Centre * 3600 / 1048576).ShouldBe(slope.Centre, 1e-9);
        (scaled.Quantile(0.99) * 3600 / 1048576).ShouldBe(slope.Quantile(0.99), 1e-4);
    }

    [Test]
    public void Too_few_values_or_equal_columns_have_no_answer()
    {
        CorrelatedRegression.LastCoefficient([0, 1], [1, 2], [0.0, 1]).ShouldBeNull();
        CorrelatedRegression.LastCoefficient(Times, Times, Times, Times).ShouldBeNull();
    }
}
