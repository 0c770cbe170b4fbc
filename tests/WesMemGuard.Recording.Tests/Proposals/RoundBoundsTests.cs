using WesMemGuard.Proposals;

namespace WesMemGuard.Recording.Tests.Proposals;

internal sealed class RoundBoundsTests
{
    [TestCase(0, 0.1)]
    [TestCase(0.1, 0.1)]
    [TestCase(0.41, 0.5)]
    [TestCase(0.5, 0.5)]
    [TestCase(1.01, 1.2)]
    [TestCase(8.1, 10)]
    [TestCase(10.5, 12)]
    public void Growth_goes_up_to_the_next_of_ten_figures_a_decade(double value, double bound) =>
        RoundBounds.Growth(value * ByteSize.MiB, ByteSize.MiB, 0.1m).ShouldBe(bound * ByteSize.MiB, 1e-6);

    [TestCase(0, 1)]
    [TestCase(93, 93)]
    [TestCase(102.3, 105)]
    [TestCase(1068.1, 1100)]
    [TestCase(2510, 2600)]
    public void Levels_go_up_to_two_digits(double value, double bound) =>
        RoundBounds.Level(value, 1, 1m).ShouldBe(bound, 1e-9);

    [Test]
    public void A_bound_is_never_below_its_value()
    {
        for (var value = 0.05; value < 5000; value *= 1.013)
        {
            RoundBounds.Growth(value, 1, 0.1m).ShouldBeInRange(value, Math.Max(0.1, value * 1.34));
            RoundBounds.Level(value, 1, 1m).ShouldBeInRange(value, Math.Max(1, value * 1.051));
        }
    }
}
