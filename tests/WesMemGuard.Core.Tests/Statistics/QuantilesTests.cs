using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

/// <summary>References: scipy 1.10.1, stats.norm.ppf, stats.t.ppf, stats.t.cdf.</summary>
internal sealed class QuantilesTests
{
    [Test]
    public void Normal_quantiles_agree_with_scipy()
    {
        Quantiles.Normal(0.99).ShouldBe(2.3263478740408408, 1e-9);
        Quantiles.Normal(0.0002).ShouldBe(-3.5400837992061445, 1e-9);
        Quantiles.NormalBelow(Quantiles.Normal(0.3)).ShouldBe(0.3, 1e-9);
    }

    [Test]
    public void Student_agrees_with_scipy()
    {
        Quantiles.Student(0.99, 7).ShouldBe(2.9979515668685277, 1e-9);
        Quantiles.StudentBelow(-1.3, 4).ShouldBe(0.13172579823561206, 1e-9);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    public void A_probability_lies_between_0_and_1(double probability)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Quantiles.Normal(probability));
        Should.Throw<ArgumentOutOfRangeException>(() => Quantiles.Student(probability, 3));
    }
}
