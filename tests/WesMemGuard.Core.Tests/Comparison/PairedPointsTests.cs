using WesMemGuard.Comparison;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Comparison;

internal sealed class PairedPointsTests
{
    [Test]
    public void The_sparser_side_is_held_against_the_course_of_the_other()
    {
        TimedValue[] before = [new(0, 0), new(10, 10), new(20, 20), new(30, 30)], after = [new(5, 105), new(15, 115), new(29, 129)];

        PairedPoints.Of(before, after).ShouldBe([new(5, 100), new(15, 100), new(29, 100)]);
        PairedPoints.Of(after, before).ShouldBe([new(5, -100), new(15, -100), new(29, -100)]);
    }

    [Test]
    public void Ends_take_the_near_point_within_half_a_distance_and_gaps_take_none()
    {
        TimedValue[] before = [new(0, 1), new(10, 1), new(20, 1), new(200, 1), new(210, 1)];

        PairedPoints.Of(before, [new(-4, 2), new(100, 2), new(214, 2), new(260, 2)]).Select(p => p.Seconds).ShouldBe([-4, 214]);
    }

    [Test]
    public void Bursts_of_points_leave_the_rest_paired()
    {
        TimedValue[] bursts = [.. Enumerable.Range(0, 10).SelectMany(i =>
            new TimedValue[] { new(i * 10, 1), new((i * 10) + 0.1, 1), new((i * 10) + 0.2, 1) })];

        PairedPoints.Of([new(5, 3), new(15, 3), new(25, 3)], bursts).ShouldBe([new(5, -2), new(15, -2), new(25, -2)]);
    }

    [Test]
    public void Nothing_is_paired_with_nothing()
    {
        PairedPoints.Of([], [new(0, 1)]).ShouldBeEmpty();
        PairedPoints.Of([new(0, 1)], []).ShouldBeEmpty();
        PairedPoints.Of([new(0, 1)], [new(0, 3)]).ShouldBe([new(0, 2)]);
    }
}
