using WesMemGuard.Statistics;

namespace WesMemGuard.Core.Tests.Statistics;

internal sealed class MedianTests
{
    [TestCase(new[] { 3.0 }, 3)]
    [TestCase(new[] { 3.0, 1, 2 }, 2)]
    [TestCase(new[] { 4.0, 1, 3, 2 }, 2.5)]
    public void The_middle_or_the_mean_of_the_two_in_the_middle(double[] values, double expected) =>
        Median.Of(values).ShouldBe(expected);

    [Test]
    public void The_values_are_left_in_their_order()
    {
        double[] values = [3, 1, 2];
        Median.Of(values);
        values.ShouldBe([3, 1, 2]);
    }

    [Test]
    public void Nothing_has_no_median() =>
        Should.Throw<ArgumentException>(() => Median.Of([])).Message.ShouldContain("at least one");

    [Test]
    public void What_is_not_a_number_has_no_place_in_the_order() =>
        Should.Throw<ArgumentException>(() => Median.Of([1, double.NaN])).Message.ShouldContain("not a number");
}
