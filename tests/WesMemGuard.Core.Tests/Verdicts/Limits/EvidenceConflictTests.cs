using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

/// <summary>Evidence that contradicts other evidence of the same window decides nothing.</summary>
internal sealed class EvidenceConflictTests
{
    private static MemoryRun Changed(SyntheticRun of, Func<MetricsSample, double, MetricsSample> change)
    {
        var run = of.Build();
        var metrics = run.Metrics.Select(r => r with { Sample = change(r.Sample!, (r.At - SyntheticRun.Start).TotalHours) }).ToList();
        run.Metrics.Clear();
        run.Metrics.AddRange(metrics);
        return run;
    }

    [Test]
    public void A_goal_that_stands_still_while_collections_go_on_holds_nothing()
    {
        var run = Changed(SyntheticRun.Leaking(12), (page, _) => page with { NextGc = 1700 * ByteSize.MiB });

        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "the same to the byte over");
    }

    [Test]
    public void A_goal_that_does_not_follow_the_floors_of_the_heap_decides_nothing()
    {
        var run = Changed(SyntheticRun.Leaking(48),
            (page, hours) => page with { NextGc = (1700 * ByteSize.MiB) + ((page.GcCount % 3) * 4000) });

        var verdict = run.By(Judged.LiveHeapSlope);

        verdict.ShouldBe(Outcome.Inconclusive, "they exclude each other by");
        verdict.Reason.In(Language.English).ShouldStartWith("next_gc says ");
        verdict.Reason.In(Language.English).ShouldContain("floors says ");
    }

    [Test]
    public void A_goal_that_rises_over_a_heap_that_does_not_accuses_nobody()
    {
        var run = Changed(SyntheticRun.Flat,
            (page, hours) => page with { NextGc = page.NextGc + (page.GcCount * 4 * ByteSize.MiB) });

        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "they exclude each other by");
    }

    [Test]
    public void Forced_collections_that_differ_from_the_goals_decide_nothing()
    {
        var forced = SyntheticRun.Flat with { WithCollections = true };
        var run =
            Changed(forced, (page, hours) => page with { NextGc = page.NextGc + (page.GcCount * ByteSize.MiB / 2) });

        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "floors says");
        forced.Build().By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);
    }

    [TestCase(150, Outcome.Inconclusive)]
    [TestCase(60, Outcome.Inconclusive)]
    public void A_gogc_that_jumps_and_is_not_the_collectors_decides_nothing(double gogc, Outcome outcome)
    {
        var run = Changed(SyntheticRun.Flat, (page, hours) => hours < 0.4 ? page : page with { GoGcPercent = gogc });

        run.By("""
            { "of": "process", "metric": "liveHeap", "growthPerHour": "400 MiB" }
            """).ShouldBe(outcome, "go_gc_gogc_percent goes from");
    }

    [Test]
    public void A_gogc_that_drifts_and_is_not_the_collectors_decides_nothing()
    {
        var run = Changed(SyntheticRun.Leaking(48), (page, hours) => page with { GoGcPercent = 100 + (30 * hours) });

        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.Inconclusive, "go_gc_gogc_percent goes from 10");
    }

    [Test]
    public void A_gogc_that_the_collector_goes_by_may_change()
    {
        var run = Changed(SyntheticRun.Flat, (page, hours) => hours < 0.4
            ? page : page with { GoGcPercent = 150, NextGc = page.NextGc / 2 * 2.5 });

        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void Evidence_that_differs_on_one_side_of_the_limit_says_the_same()
    {
        var run = Changed(SyntheticRun.Leaking(48),
            (page, hours) => page with { NextGc = page.NextGc + (page.GcCount * 4 * ByteSize.MiB) });

        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Broken);
    }
}
