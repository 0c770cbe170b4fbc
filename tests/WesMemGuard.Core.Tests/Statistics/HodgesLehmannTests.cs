using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

/// <summary>
/// References: the 30 ordered differences by numpy 1.24.2; the tail of U of 5 and 6 values by enumeration of all 462
/// choices.
/// </summary>
internal sealed class HodgesLehmannTests
{
    private static readonly double[] Before = [1.1, 2.4, 0.7, 3.3, 1.9];
    private static readonly double[] After = [2.8, 4.1, 3.6, 5.2, 2.2, 4.7];

    [Test]
    public void The_shift_is_the_median_difference() => HodgesLehmann.Of(Before, After, 0.01).Shift.ShouldBe(1.8, 1e-9);

    [Test]
    public void The_interval_lies_between_ordered_differences()
    {
        // P(U <= 2) = 0.00866, P(U <= 3) = 0.01515: at 1 % from the third smallest to the third largest.
        var shift = HodgesLehmann.Of(Before, After, 0.01);
        shift.Low.ShouldBe(-0.2, 1e-9);
        shift.High.ShouldBe(4, 1e-9);
    }

    [Test]
    public void Too_few_values_leave_the_shift_unbounded()
    {
        var shift = HodgesLehmann.Of([1, 2, 3], [4, 5, 6, 7], 0.01);
        shift.Shift.ShouldBe(3.5);
        shift.Low.ShouldBe(double.NegativeInfinity);
        shift.High.ShouldBe(double.PositiveInfinity);
    }

    [Test]
    public void A_side_without_values_is_refused() =>
        Should.Throw<ArgumentException>(() => HodgesLehmann.Of([], [1], 0.01));

    [Test]
    public void The_distribution_is_that_of_all_choices()
    {
        double[] expected = [1 / 462.0, 1 / 462.0, 2 / 462.0, 3 / 462.0, 5 / 462.0, 7 / 462.0];
        var chances = MannWhitneyDistribution.Chances(5, 6);
        chances.Length.ShouldBe(31);
        chances.Sum().ShouldBe(1, 1e-12);
        for (var u = 0; u < expected.Length; u++)
            chances[u].ShouldBe(expected[u], 1e-12);
    }

    [TestCase(5, 5, 1)]
    [TestCase(4, 4, null)]
    [TestCase(3, 10, 1)]
    public void The_largest_rare_u(int first, int second, int? expected) =>
        MannWhitneyDistribution.Critical(0.01, first, second).ShouldBe(expected);

    [Test]
    public void Large_samples_are_nearly_exact()
    {
        var exact = MannWhitneyDistribution.Critical(0.01, 50, 50).ShouldNotBeNull();
        var approximate = MannWhitneyDistribution.Critical(0.01, 50, 51).ShouldNotBeNull();
        (approximate - exact).ShouldBeInRange(10, 30);
        Should.Throw<ArgumentOutOfRangeException>(() => MannWhitneyDistribution.Critical(0.01, 0, 5));
    }
}
