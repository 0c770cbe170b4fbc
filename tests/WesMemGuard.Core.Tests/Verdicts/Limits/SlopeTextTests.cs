using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

internal sealed class SlopeTextTests
{
    private static readonly Limit Slope = Judged.Budget("5 min", Judged.LiveHeapSlope).Limits[0];
    private static readonly Limit Goroutines = Judged.Budget("5 min", Judged.GoroutineSlope).Limits[0];
    private static readonly Limit Cycle = Judged.Budget("5 min", """{ "of": "process", "metric": "liveHeap", "phase": "load*", "growthPer": { "unit": "cycle", "max": "1 MiB" } }""").Limits[0];

    [TestCase(GrowthReason.WithinBudget, "the whole interval keeps the limit")]
    [TestCase(GrowthReason.StoppedGrowing, "it stopped growing: the last part of the window keeps the limit")]
    [TestCase(GrowthReason.AboveBudget, "the whole interval is above the limit, and the last half still grows")]
    [TestCase(GrowthReason.TooFewPoints, "7 points are too few; run at least 30 min longer")]
    [TestCase(GrowthReason.SpansBudget, "the interval reaches across the limit; run at least 30 min longer")]
    [TestCase(GrowthReason.MayHaveStopped, "it grew above the limit but may have stopped; run at least 30 min longer")]
    [TestCase(GrowthReason.Accelerating, "the whole window keeps the limit but its last half grows above it; run at least 30 min longer")]
    [TestCase(GrowthReason.VaryTheLoad, "work and load rise together, so neither's effect can be told: vary the load")]
    [TestCase(GrowthReason.NoWork, "no work was done in the window")]
    [TestCase(GrowthReason.GivesBack, "it rises, but it was seen to fall: growth is only what passes that or rises from fall to fall; run at least 30 min longer")]
    [TestCase(GrowthReason.MinimaKeep, "it rises and falls again, and its minima keep the limit")]
    [TestCase(GrowthReason.MinimaRise, "it rises and falls again, and its minima rise above the limit from fall to fall")]
    public void Every_reason_has_its_sentence(GrowthReason reason, string sentence) => SlopeText.Reason(Found(reason, 7, 0.5), Slope).ShouldBe(sentence);

    [Test]
    public void No_reason_is_left_without_one()
    {
        Enum.GetValues<GrowthReason>().Length.ShouldBe(12);
        SlopeText.Reason(Found((GrowthReason)99, 7, 0.5), Slope).ShouldBe("it can't be told (99); run at least 30 min longer");
    }

    [TestCase(0.01, "; run at least 1 min longer")]
    [TestCase(10, "; run at least 600 min longer")]
    [TestCase(10.001, "; run at least 11 h longer")]
    [TestCase(11.5, "; run at least 12 h longer")]
    [TestCase(744, "; run at least 744 h longer")]
    [TestCase(745, "; no run of a month would tell, the growth is too near the limit")]
    [TestCase(null, "")]
    [TestCase(0, "")]
    [TestCase(-1, "")]
    [TestCase(double.PositiveInfinity, "")]
    [TestCase(double.NaN, "")]
    public void How_much_longer_is_minutes_then_hours_and_no_more_than_a_month(double? hours, string longer) =>
        SlopeText.Reason(Found(GrowthReason.SpansBudget, 30, hours), Slope).ShouldBe("the interval reaches across the limit" + longer);

    [Test]
    public void Cycles_are_counted_in_cycles()
    {
        SlopeText.Reason(Found(GrowthReason.SpansBudget, 7, 2.4), Cycle).ShouldBe("the interval reaches across the limit; run at least 3 cycles more");
        SlopeText.More(Found(GrowthReason.TooFewPoints, 3, null), Cycle).ShouldBeNull();
        SlopeText.More(Found(GrowthReason.TooFewPoints, 3, 2), Cycle).ShouldBe(2);
    }

    [TestCase(0, "0 points are too few; at least 5 collections are needed, of which an idle node makes one each 2 min: run about 10 min longer, or force some (gc=1)")]
    [TestCase(1, "1 point is too few; at least 5 collections are needed, of which an idle node makes one each 2 min: run about 8 min longer, or force some (gc=1)")]
    [TestCase(4, "4 points are too few; at least 5 collections are needed, of which an idle node makes one each 2 min: run about 2 min longer, or force some (gc=1)")]
    [TestCase(5, "5 points are too few")]
    public void Collections_that_lack_are_told_by_the_pace_of_an_idle_node(int points, string sentence)
    {
        SlopeText.Reason(Found(GrowthReason.TooFewPoints, points, null), Slope).ShouldBe(sentence);
        SlopeText.More(Found(GrowthReason.TooFewPoints, points, null), Slope).ShouldBe(points < 5 ? 2 * (5 - points) / 60.0 : null);
    }

    [Test]
    public void Nothing_is_known_of_other_metrics_or_reasons()
    {
        SlopeText.Reason(Found(GrowthReason.TooFewPoints, 1, null), Goroutines).ShouldBe("1 point is too few");
        SlopeText.More(Found(GrowthReason.TooFewPoints, 1, null), Goroutines).ShouldBeNull();
        SlopeText.More(Found(GrowthReason.SpansBudget, 1, null), Slope).ShouldBeNull();
        SlopeText.More(Found(GrowthReason.SpansBudget, 1, double.PositiveInfinity), Slope).ShouldBeNull();
        SlopeText.More(Found(GrowthReason.SpansBudget, 1, 0.25), Goroutines).ShouldBe(0.25);
    }

    private static GrowthFinding Found(GrowthReason reason, int points, double? more) =>
        new(GrowthOutcome.Inconclusive, reason, 1, 0, 2, points, 0, 600, more);
}
