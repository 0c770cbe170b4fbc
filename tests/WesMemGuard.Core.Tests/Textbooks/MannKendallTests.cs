using WesMemGuard.Bench.Textbooks;
using WesMemGuard.Core.Tests.Statistics;
namespace WesMemGuard.Core.Tests.Textbooks;

/// <summary>References: the textbook formulas written in numpy 1.24.2, tail by scipy 1.10.1 stats.norm.sf.</summary>
internal sealed class MannKendallTests
{
    [Test]
    public void Score_variance_and_probability_with_ties_agree_with_numpy()
    {
        var test = MannKendall.Of([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9]);
        test.Score.ShouldBe(55);
        test.Variance.ShouldBe(399, 1e-9);
        test.Z.ShouldBe(2.703381341337498, 1e-9);
        test.Probability.ShouldBe(0.006863794985449032, 1e-9);
    }

    [Test]
    public void Without_ties_the_variance_is_the_closed_form() =>
        MannKendall.Of([1, 3, 2, 5, 4]).Variance.ShouldBe(5 * 4 * 15 / 18.0, 1e-12);

    [Test]
    public void Values_that_are_all_equal_have_no_trend()
    {
        var test = MannKendall.Of([2, 2, 2, 2]);
        (test.Score, test.Variance, test.Z, test.Probability).ShouldBe((0, 0, 0, 1));
    }

    [Test]
    public void The_variance_is_that_of_all_orders()
    {
        double[] scores = [.. Orders.Of([1, 2, 2, 3, 4]).Select(order => MannKendall.Of(order).Score)];
        scores.Length.ShouldBe(120);
        scores.Average(score => score * score).ShouldBe(MannKendall.Of([1, 2, 2, 3, 4]).Variance, 1e-9);
    }

    [Test]
    public void What_is_not_a_number_is_refused() =>
        Should.Throw<ArgumentException>(() => MannKendall.Of([1, double.NaN]));
}
