using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

internal sealed class LiveHeapGrowthTests
{
    private const double Alpha = 0.01;

    [Test]
    public void An_idle_node_keeps_2_MiB_per_hour()
    {
        var finding = GrowthJudge.OfLiveHeap(Curves.IdleNode, 2, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Held);
        finding.Reason.ShouldBe(GrowthReason.WithinBudget);
        finding.SlopePerHour.ShouldBe(0.03, 0.05);
        finding.HighPerHour.ShouldBeInRange(0, 1);
        finding.Points.ShouldBe(21);
        (finding.FromSeconds, finding.ToSeconds).ShouldBe((420, 2760));
        finding.MoreHours.ShouldBeNull();
    }

    [Test]
    public void An_idle_node_is_never_broken_at_any_length()
    {
        for (var count = 0; count <= Curves.IdleNode.Length; count++)
            GrowthJudge.OfLiveHeap(Curves.IdleNode.AsSpan(0, count), 2, Alpha).Outcome.ShouldNotBe(GrowthOutcome.Broken,
                $"{count} points");
    }

    [Test]
    public void An_idle_node_is_decided_by_minute_20() =>
        GrowthJudge.OfLiveHeap(Curves.IdleNode.AsSpan(0, 7), 2, Alpha).Outcome.ShouldBe(GrowthOutcome.Held);

    [Test]
    public void Five_points_of_a_planted_12_MiB_per_hour_break_4()
    {
        var finding = GrowthJudge.OfLiveHeap(Curves.PlantedNode.AsSpan(0, 5), 4, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Broken);
        finding.Reason.ShouldBe(GrowthReason.AboveBudget);
        finding.LowPerHour.ShouldBeGreaterThan(4);
        finding.SlopePerHour.ShouldBe(12, 1.5);
    }

    [Test]
    public void A_planted_12_MiB_per_hour_keeps_20() =>
        GrowthJudge.OfLiveHeap(Curves.PlantedNode, 20, Alpha).Outcome.ShouldBe(GrowthOutcome.Held);

    [Test]
    public void A_cache_that_has_filled_is_no_leak()
    {
        var finding = GrowthJudge.OfLiveHeap(Curves.FillingNode, 4, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Held);
        finding.Reason.ShouldBe(GrowthReason.StoppedGrowing);
        finding.OfLastPart.ShouldBeTrue();
    }

    [Test]
    public void A_cache_that_still_fills_is_never_held()
    {
        for (var count = 0; count <= 6; count++)
            GrowthJudge.OfLiveHeap(Curves.FillingNode.AsSpan(0,
                count), 4, Alpha).Outcome.ShouldNotBe(GrowthOutcome.Held,
                $"{count} points");
    }

    [Test]
    public void The_last_half_by_time_tells_where_a_small_heap_was_collected_more_often()
    {
        // A real Go process whose cache filled until minute 16: collections come ever more rarely, so that half of
        // the points are from its first quarter.
        double[] minutes = [0.05, 0.15, 0.3, 0.6, 1, 1.8, 3.2, 4.5, 6.5, 9, 12, 15.8, 19.8, 24, 28, 32, 36, 40.3, 44.8];
        double[] live = [10.7, 11.6, 12.9, 14.3, 16.1, 20.3, 26.5, 32.4, 41.8, 53.8, 67.6, 74.2, 73.9, 74, 74.1, 73.9, 74.3, 74.2, 74.1];
        var finding =
            GrowthJudge.OfLiveHeap([.. minutes.Zip(live, (minute, value) => new TimedValue(minute * 60, value))], 4,
                Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Held);
        finding.Reason.ShouldBe(GrowthReason.StoppedGrowing);
        finding.FromSeconds.ShouldBe(24 * 60);
    }

    [Test]
    public void Growth_that_only_just_stopped_may_have_stopped()
    {
        var finding = GrowthJudge.OfLiveHeap(Curves.FillingNode.AsSpan(0, 9), 4, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Inconclusive);
        finding.Reason.ShouldBe(GrowthReason.MayHaveStopped);
    }

    [Test]
    public void Growth_that_begins_late_is_not_held()
    {
        var noise = new Noise(1);
        var points = Curves.Of(60, hour => (12 * Math.Max(0, hour - 1.3)) + (0.01 * noise.Normal()));
        var finding = GrowthJudge.OfLiveHeap(points, 11, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Inconclusive);
        finding.Reason.ShouldBe(GrowthReason.Accelerating);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(4)]
    public void Fewer_than_five_points_say_how_much_longer(int count)
    {
        var finding = GrowthJudge.OfLiveHeap(Curves.PlantedNode.AsSpan(0, count), 4, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Inconclusive);
        finding.Reason.ShouldBe(GrowthReason.TooFewPoints);
        finding.Points.ShouldBe(count);
        finding.MoreHours.HasValue.ShouldBe(count > 1);
        if (count == 4)
            finding.MoreHours!.Value.ShouldBe(5 / 3.0 / 60, 1e-9);
    }

    [Test]
    public void A_shared_error_asks_for_less_scatter_not_for_more_points()
    {
        GrowthJudge.OfLiveHeap(Curves.PlantedNode.AsSpan(0, 6), 4, Alpha / 5).Outcome.ShouldBe(GrowthOutcome.Broken);
        GrowthJudge.OfLiveHeap(Curves.PlantedNode.AsSpan(0,
            6), 11, Alpha / 5).Reason.ShouldBe(GrowthReason.SpansBudget);
        GrowthJudge.OfLiveHeap(Curves.PlantedNode.AsSpan(0,
            4), 4, Alpha / 5).Reason.ShouldBe(GrowthReason.TooFewPoints);
    }

    [Test]
    public void Blocks_of_samples_still_need_as_many_as_make_perfect_order_rare_enough() =>
        GrowthJudge.OfCounts(Curves.Of(18,
            hour => 600 * hour), 4, Alpha / 50).Reason.ShouldBe(GrowthReason.TooFewPoints);

    [Test]
    public void Five_points_at_a_shared_error_are_wrong_no_more_often_than_that()
    {
        // Growth of exactly the budget, by the parametric interval and by order: 2 in 1,000 each way.
        int broken = 0, held = 0;
        for (var seed = 0; seed < 3000; seed++)
        {
            var noise = new Noise(seed);
            var outcome =
                GrowthJudge.OfLiveHeap(Curves.Of(5,
                    hour => (10 * hour) + (0.1 * noise.Normal())), 10, Alpha / 5).Outcome;
            broken += outcome == GrowthOutcome.Broken ? 1 : 0;
            held += outcome == GrowthOutcome.Held ? 1 : 0;
        }

        broken.ShouldBeLessThanOrEqualTo(13);
        held.ShouldBeLessThanOrEqualTo(13);
    }

    [Test]
    public void An_undecided_slope_says_how_much_longer()
    {
        var noise = new Noise(3);
        var points = Curves.Of(30, hour => (9 * hour) + (3 * noise.Normal()));
        var finding = GrowthJudge.OfLiveHeap(points, 10, Alpha);
        finding.Reason.ShouldBe(GrowthReason.SpansBudget);
        finding.LowPerHour.ShouldBeLessThanOrEqualTo(10);
        finding.HighPerHour.ShouldBeGreaterThan(10);
        var length = 29 / 30.0;
        var ratio = (finding.HighPerHour - finding.LowPerHour) / (2 * Math.Abs(finding.SlopePerHour - 10));
        finding.MoreHours.ShouldNotBeNull().ShouldBe(Math.Max(length / 10,
            (length * Math.Pow(ratio, 2.0 / 3)) - length), 1e-9);
    }

    [TestCase(0.0, ExpectedResult = GrowthOutcome.Held)]
    [TestCase(-0.001, ExpectedResult = GrowthOutcome.Broken)]
    public GrowthOutcome A_constant_is_exactly_zero(double budget) =>
        GrowthJudge.OfLiveHeap(Curves.Of(20, _ => 7), budget, Alpha).Outcome;

    [Test]
    public void One_wild_point_changes_little()
    {
        var points = (TimedValue[])Curves.IdleNode.Clone();
        points[10] = points[10] with { Value = points[10].Value + 22 };
        GrowthJudge.OfLiveHeap(points, 2, Alpha).Outcome.ShouldBe(GrowthOutcome.Held);
    }

    [Test]
    public void A_first_reading_before_the_heap_was_built_up_is_dropped()
    {
        TimedValue[] points = [new(60, 686), .. Curves.IdleNode];
        var finding = GrowthJudge.OfLiveHeap(points, 2, Alpha);
        finding.Outcome.ShouldBe(GrowthOutcome.Held);
        finding.Points.ShouldBe(21);
    }

    [Test]
    public void What_is_no_figure_or_goes_back_in_time_is_left_out()
    {
        TimedValue[] points =
            [.. Curves.IdleNode, new(2700, 2000), new(2800, double.NaN), new(double.NaN, 1), new(2900, double.PositiveInfinity)];
        GrowthJudge.OfLiveHeap(points, 2, Alpha).ShouldBe(GrowthJudge.OfLiveHeap(Curves.IdleNode, 2, Alpha));
    }

    [Test]
    public void The_same_points_give_the_same_finding_in_any_unit()
    {
        var bytes = Array.ConvertAll(Curves.FillingNode, point => point with { Value = point.Value * ByteSize.MiB });
        var inMiB = GrowthJudge.OfLiveHeap(Curves.FillingNode, 4, Alpha);
        var inBytes = GrowthJudge.OfLiveHeap(bytes, 4 * ByteSize.MiB, Alpha);
        (inBytes.Outcome, inBytes.Reason, inBytes.Points).ShouldBe((inMiB.Outcome, inMiB.Reason, inMiB.Points));
        (inBytes.HighPerHour / ByteSize.MiB).ShouldBe(inMiB.HighPerHour, 1e-3);
    }
}
