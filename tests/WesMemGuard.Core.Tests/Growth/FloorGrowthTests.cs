using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

internal sealed class FloorGrowthTests
{
    private const double Alpha = 0.01;

    [Test]
    public void Garbage_is_no_growth_where_collections_are_counted()
    {
        var saw = BarShape.Saw(6, new Noise(1), 1500, 0, counted: true);
        var finding = GrowthJudge.OfFloors(saw.Samples, saw.NumGc, BarShape.Budget, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Held);
        finding.Points.ShouldBe((int)(saw.NumGc[^1] - saw.NumGc[0]));
    }

    [Test]
    public void A_rising_saw_without_enough_collections_is_not_judged()
    {
        var saw = BarShape.Saw(0.5, new Noise(1), 1500, 0, counted: true);
        GrowthJudge.OfFloors(saw.Samples, saw.NumGc, BarShape.Budget, Alpha).Reason.ShouldBe(GrowthReason.TooFewPoints);
        GrowthJudge.OfFloors(saw.Samples, [], BarShape.Budget, Alpha).Reason.ShouldBe(GrowthReason.TooFewPoints,
            "the falls show the collections");
    }

    [Test]
    public void A_leak_under_garbage_is_found()
    {
        var saw = BarShape.Saw(2, new Noise(1), 120, 25, counted: true);
        var finding = GrowthJudge.OfFloors(saw.Samples, saw.NumGc, BarShape.Budget, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Broken);
        finding.SlopePerHour.ShouldBe(25, 3);
    }

    [Test]
    public void A_floor_is_the_least_sample_after_each_collection()
    {
        var samples = Curves.Every(1, 50, 90, 10, 40, 70, 12, 11, 60, 14, 90, 16, 18, 20);
        double[] numGc = [1, 1, 2, 2, 2, 3, 3, 3, 5, 5, 6, 7, 8];
        var floors = GrowthPoints.OfFloors(samples, numGc);
        floors.Select(floor => floor.Value).ShouldBe([10, 11, 14, 16, 18, 20]);
        floors[1].Seconds.ShouldBe(360);
    }

    [Test]
    public void Samples_of_an_uncounted_stream_become_least_values_of_blocks()
    {
        var floors = GrowthPoints.OfFloors(Curves.Of(26, hour => hour * 30), []);
        // 26 samples: two blocks of twelve that end with the newest.
        floors.Select(floor => Math.Round(floor.Value, 9)).ShouldBe([2, 14]);
        floors.Select(floor => floor.Seconds).ShouldBe([7.5 * 120, 19.5 * 120]);
    }

    [Test]
    public void A_day_becomes_at_most_sixty_points()
    {
        var day = BarShape.Slow(24, new Noise(1), 0);
        GrowthPoints.OfFloors(day.Samples, []).Length.ShouldBeInRange(40, 60);
        GrowthPoints.OfLiveHeap(day.Samples).Length.ShouldBeInRange(40, 60);
        GrowthPoints.OfCounts(day.Samples).Length.ShouldBeInRange(40, 60);
    }

    [Test]
    public void Nothing_is_too_few() =>
        GrowthJudge.OfFloors([], [], BarShape.Budget, Alpha).Reason.ShouldBe(GrowthReason.TooFewPoints);
}
