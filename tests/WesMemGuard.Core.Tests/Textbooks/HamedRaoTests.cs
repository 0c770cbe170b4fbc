using WesMemGuard.Bench.Textbooks;
namespace WesMemGuard.Core.Tests.Textbooks;

/// <summary>
/// Reference: the formula over statsmodels 0.13.5 acf (not adjusted) of scipy 1.10.1 rankdata, bound by scipy's
/// norm.ppf(0.975).
/// </summary>
internal sealed class HamedRaoTests
{
    private static readonly double[] Correlated =
    [
        0.001, 0.3, -0.034, -0.918, -1.189, -1.943, -1.494, 0.145, -0.376, -0.922, -0.247, 0.159,
        0.233, -0.744, -0.625, 0.195, -1.188, -1.408, -3.028, -3.712, -4.811, -4.084, -4.535, -3.356,
    ];

    [Test]
    public void Correlated_residuals_agree_with_statsmodels() =>
        HamedRao.Factor(Correlated).ShouldBe(2.2048369565217394, 1e-9);

    [Test]
    public void Negative_correlation_does_not_make_it_bolder()
    {
        // The formula itself gives 0.2162 here.
        double[] alternating = [.. Enumerable.Range(0, 24).Select(i => (i % 2 == 0 ? 1 : -1) * (1 + (0.01 * i)))];
        HamedRao.Factor(alternating).ShouldBe(1);
    }

    [Test]
    public void Fewer_than_four_say_nothing() => HamedRao.Factor([1, 2, 3]).ShouldBe(1);

    [Test]
    public void Equal_values_are_not_correlated() => HamedRao.Factor([2, 2, 2, 2, 2, 2]).ShouldBe(1);
}
