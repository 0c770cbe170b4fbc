using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

/// <summary>
/// Reference: statsmodels 0.13.5, OLS.fit(cov_type="HAC", maxlags=4, use_correction=False) on a constant, load and
/// work.
/// </summary>
internal sealed class NeweyWestTests
{
    private static readonly double[] Values =
    [
        417.3, 420.226, 415.858, 412.968, 416.508, 554.915, 553.607, 557.665, 566.252, 568.96, 430.836, 433.553, 436.616, 432.482, 429.046,
        570.255, 574.668, 573.815, 577.426, 586.107, 451.575, 447.87, 449.628, 452.818, 449.102, 582.992, 589.16, 594.559, 594.204, 597.275,
    ];

    private static readonly double[] Load = [.. Enumerable.Range(0, 30).Select(i => i / 5 % 2 == 0 ? 1.0 : 10)];

    private static readonly double[] Work = [.. Enumerable.Range(0, 30).Select(i => Load[..(i + 1)].Sum())];

    // 5 of 30 values: 1 + 1.789/6 + 0.231/36 - 0.389/216, and sqrt(30/27): what the interval is wider than the bare error says.
    private static readonly double Wider = 1.3027824074074074 * Math.Sqrt(30.0 / 27);

    [Test]
    public void Coefficients_and_errors_agree_with_statsmodels()
    {
        var fit = NeweyWest.Fit(Values, 4, Load, Work);
        double[] coefficients = [400.96402135474136, 14.832091190513665, 0.29821185266803096];
        double[] errors = [0.7149308943777734, 0.06024516276941774, 0.00719571685551018];
        fit.DegreesOfFreedom.ShouldBe(27);
        for (var i = 0; i < 3; i++)
        {
            fit.Coefficients[i].ShouldBe(coefficients[i], 1e-9);
            var (low, high) = fit.Interval(i, 0.01);
            ((high - low) / 2 / Wider / Quantiles.Student(0.99, 27)).ShouldBe(errors[i], 1e-9);
        }
    }

    [TestCase(0.01)]
    [TestCase(0.001)]
    public void The_interval_lies_evenly_about_the_coefficient(double alpha)
    {
        var fit = NeweyWest.Fit(Values, 4, Load, Work);
        var (low, high) = fit.Interval(2, alpha);
        ((low + high) / 2).ShouldBe(fit.Coefficients[2], 1e-12);
        ((high - low) / 2).ShouldBe(Quantiles.Student(1 - alpha, 27) * 0.00719571685551018 * Wider, 1e-9);
    }

    [Test]
    public void What_cannot_be_fitted_is_refused()
    {
        Should.Throw<ArgumentException>(() =>
            NeweyWest.Fit([1, 2, 3], 1, [1.0, 2, 3], [1.0, 4, 9])).Message.ShouldContain("more are needed");
        Should.Throw<ArgumentException>(() => NeweyWest.Fit([1, 2, 3, 4], 1, [1.0, 2])).Message.ShouldContain("as many in each column");
        Should.Throw<ArgumentOutOfRangeException>(() => NeweyWest.Fit([1, 2, 3, 4], -1, [1.0, 2, 3, 5]));
    }
}
