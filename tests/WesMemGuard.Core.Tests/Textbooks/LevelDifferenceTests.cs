using WesMemGuard.Bench.Textbooks;
namespace WesMemGuard.Core.Tests.Textbooks;

internal sealed class LevelDifferenceTests
{
    [Test]
    public void Five_and_five_points_give_a_confident_interval()
    {
        var difference = LevelDifference.Of([1, 2, 3, 4, 5], [11, 12, 13, 14, 15], 0.01);
        difference.Confident.ShouldBeTrue();
        // u = 1 of 25 differences: from the second smallest to the second largest.
        (difference.Low, difference.High).ShouldBe((7, 13));
    }

    [Test]
    public void Few_points_give_their_whole_spread() =>
        LevelDifference.Of([2, 1], [11, 15], 0.01).ShouldBe(new LevelDifference(9, 14, false));

    [Test]
    public void Without_points_there_is_no_difference() =>
        Should.Throw<ArgumentException>(() => LevelDifference.Of([], [1], 0.01));
}
