using WesMemGuard.Budgets;
using WesMemGuard.Growth;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts.Limits;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

internal sealed class SlopeTextTests
{
    private static readonly Limit Slope = Judged.Budget("5 min", Judged.LiveHeapSlope).Limits[0];
    private static readonly Limit Goroutines = Judged.Budget("5 min", Judged.GoroutineSlope).Limits[0];
    private static readonly Limit Cycle = Judged.Budget("5 min", """
        { "of": "process", "metric": "liveHeap", "phase": "load*", "growthPer": { "unit": "cycle", "max": "1 MiB" } }
        """).Limits[0];

    [TestCase(GrowthReason.WithinBudget, "the whole interval is within the limit")]
    [TestCase(GrowthReason.StoppedGrowing, "growth stopped: the last part of the window is within the limit")]
    [TestCase(GrowthReason.AboveBudget, "the whole interval is above the limit, and the last half still grows")]
    [TestCase(GrowthReason.TooFewPoints, "7 points are too few; run at least 30 min longer")]
    [TestCase(GrowthReason.SpansBudget, "the interval spans the limit; run at least 30 min longer")]
    [TestCase(GrowthReason.MayHaveStopped, "growth was above the limit but may have stopped; run at least 30 min longer")]
    [TestCase(GrowthReason.Accelerating,
        "the whole window is within the limit, but its last half grows faster than the limit; run at least 30 min longer")]
    [TestCase(GrowthReason.VaryTheLoad, "work and load rise together, so their effects can't be told apart: vary the load")]
    [TestCase(GrowthReason.NoWork, "no work was done in the window")]
    [TestCase(GrowthReason.GivesBack,
        "growth was followed by falls: only what exceeds them, or rises from minimum to minimum, counts; run at least 30 min longer")]
    [TestCase(GrowthReason.MinimaKeep, "it rises and falls again, and its minima are within the limit")]
    [TestCase(GrowthReason.MinimaRise, "it rises and falls again, and its minima rise faster than the limit")]
    [TestCase(GrowthReason.PeriodsKeep,
        "it repeats by the clock, and compared with the same moments of other periods it is within the limit")]
    [TestCase(GrowthReason.PeriodsRise,
        "it repeats by the clock, and compared with the same moments of other periods it rises faster than the limit")]
    public void Every_reason_has_its_sentence(GrowthReason reason, string sentence) =>
        SlopeText.Reason(Found(reason, 7, 0.5), Slope).In(Language.English).ShouldBe(sentence);

    [Test]
    public void No_reason_is_left_without_one() =>
        Enum.GetValues<GrowthReason>().ShouldAllBe(r => SlopeText.Reason(Found(r, 7, 0.5), Slope).In(Language.English).Length > 0);

    [TestCase(0.01, "; run at least 1 min longer")]
    [TestCase(10, "; run at least 600 min longer")]
    [TestCase(10.001, "; run at least 11 h longer")]
    [TestCase(11.5, "; run at least 12 h longer")]
    [TestCase(744, "; run at least 744 h longer")]
    [TestCase(745, "; growth is too close to the limit: even a month-long run could not decide")]
    [TestCase(null, "")]
    [TestCase(0, "")]
    [TestCase(-1, "")]
    [TestCase(double.PositiveInfinity, "")]
    [TestCase(double.NaN, "")]
    public void How_much_longer_is_minutes_then_hours_and_no_more_than_a_month(double? hours, string longer) =>
        SlopeText.Reason(Found(GrowthReason.SpansBudget, 30, hours), Slope).In(Language.English)
            .ShouldBe("the interval spans the limit" + longer);

    [Test]
    public void Cycles_are_counted_in_cycles()
    {
        SlopeText.Reason(Found(GrowthReason.SpansBudget, 7, 2.4), Cycle).In(Language.English)
            .ShouldBe("the interval spans the limit; run at least 3 more cycles");
        SlopeText.More(Found(GrowthReason.TooFewPoints, 3, null), Cycle).ShouldBeNull();
        SlopeText.More(Found(GrowthReason.TooFewPoints, 3, 2), Cycle).ShouldBe(2);
    }

    [TestCase(0, "0 points are too few; at least 5 collections are needed, and an idle node makes one every 2 min: "
        + "run about 10 min longer, or force some (gc=1)")]
    [TestCase(1, "1 point is too few; at least 5 collections are needed, and an idle node makes one every 2 min: run "
        + "about 8 min longer, or force some (gc=1)")]
    [TestCase(4, "4 points are too few; at least 5 collections are needed, and an idle node makes one every 2 min: "
        + "run about 2 min longer, or force some (gc=1)")]
    [TestCase(5, "5 points are too few")]
    public void Collections_that_lack_are_told_by_the_pace_of_an_idle_node(int points, string sentence)
    {
        SlopeText.Reason(Found(GrowthReason.TooFewPoints, points, null), Slope).In(Language.English).ShouldBe(sentence);
        SlopeText.More(Found(GrowthReason.TooFewPoints, points, null), Slope).ShouldBe(points < 5
            ? 2 * (5 - points) / 60.0 : null);
    }

    [Test]
    public void Nothing_is_known_of_other_metrics_or_reasons()
    {
        SlopeText.Reason(Found(GrowthReason.TooFewPoints, 1,
            null), Goroutines).In(Language.English).ShouldBe("1 point is too few");
        SlopeText.More(Found(GrowthReason.TooFewPoints, 1, null), Goroutines).ShouldBeNull();
        SlopeText.More(Found(GrowthReason.SpansBudget, 1, null), Slope).ShouldBeNull();
        SlopeText.More(Found(GrowthReason.SpansBudget, 1, double.PositiveInfinity), Slope).ShouldBeNull();
        SlopeText.More(Found(GrowthReason.SpansBudget, 1, 0.25), Goroutines).ShouldBe(0.25);
    }

    private static GrowthFinding Found(GrowthReason reason, int points, double? more) =>
        new(GrowthOutcome.Inconclusive, reason, 1, 0, 2, points, 0, 600, more);
}
