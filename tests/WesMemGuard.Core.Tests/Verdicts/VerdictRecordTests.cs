using WesMemGuard.Budgets;
using WesMemGuard.Measurement;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>What a verdict's record carries beside its message, for tools that read it.</summary>
internal sealed class VerdictRecordTests
{
    [Test]
    public void A_growth_has_its_interval_and_how_sure_it_is()
    {
        var slope = SyntheticRun.Leaking(24).Build().By(Judged.LiveHeapSlope);

        slope.Confidence.ShouldBe(0.98);
        slope.Low.ShouldNotBeNull().ShouldBeInRange(20, 24);
        slope.High.ShouldNotBeNull().ShouldBeInRange(24, 28);
        slope.Suspects.ShouldBeEmpty();
        SyntheticRun.Flat.Build().By(Judged.HeapPerTransfer).Confidence.ShouldBe(0.98);
    }

    [Test]
    public void A_figure_without_an_interval_is_not_said_to_be_sure()
    {
        var peak = SyntheticRun.Flat.Build().By(Judged.RssPeak);

        (peak.Low, peak.High, peak.Confidence).ShouldBe((null, null, null));
    }

    [TestCase(Judged.LiveHeapSlope)]
    [TestCase(Judged.HeapPerTransfer)]
    public void Where_the_points_are_too_few_no_figure_is_made_up(string limit)
    {
        var run = (SyntheticRun.Flat with { Minutes = 11, Phases = [SyntheticRun.Transfers("load", 6, 10)] }).Build();

        var verdict = run.By(limit);

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        (verdict.Value, verdict.Low, verdict.High, verdict.Confidence).ShouldBe((null, null, null, null));
        verdict.Samples.ShouldBeGreaterThan(0);
        verdict.More.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Test]
    public void Only_what_is_open_for_want_of_data_says_how_much_more()
    {
        SyntheticRun.Leaking(24).Build().By(Judged.LiveHeapSlope).More.ShouldBeNull();
        SyntheticRun.Flat.Build().By(Judged.LiveHeapSlope).More.ShouldBeNull();
        var restarted = RunFaults.Restarted((SyntheticRun.Flat with { Minutes = 11, Phases = [] }).Build(), SyntheticRun.At(8))
            .By(Judged.LiveHeapSlope);
        restarted.Outcome.ShouldBe(Outcome.Inconclusive);
        restarted.More.ShouldBeNull();
    }

    [Test]
    public void A_worse_exit_code_wins_and_the_order_is_that_of_the_contract()
    {
        int[] worstFirst = [70, 64, 4, 5, 1, 3, 2, 0];

        for (var i = 0; i < worstFirst.Length; i++)
        {
            for (var j = 0; j < worstFirst.Length; j++)
                ExitCodes.Worse(worstFirst[i], worstFirst[j]).ShouldBe(worstFirst[Math.Min(i, j)]);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => ExitCodes.Of((Outcome)9)).Message.ShouldContain("not one of the four outcomes");
    }

    [Test]
    public void A_suspect_without_a_time_between_its_profiles_has_no_rate()
    {
        var suspect = new Suspect("f", null, "m", 600, 300, 900, 1);

        (suspect.PerHour, suspect.PerHourLow, suspect.PerHourHigh).ShouldBe((null, null, null));
        suspect = suspect with { Elapsed = TimeSpan.FromMinutes(30) };
        (suspect.PerHour, suspect.PerHourLow, suspect.PerHourHigh).ShouldBe((1200, 600, 1800));
    }

    [Test]
    public void The_default_self_test_is_four_mebibytes_of_live_heap_an_hour()
    {
        SelfTest.DefaultBudget.File.ShouldBe("selftest");
        SelfTest.DefaultBudget.Limits.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            l => l.Metric.ShouldBe(Metric.LiveHeap), l =>
                l.Rule.ShouldBe(new GrowthPerHour(4 * ByteSize.MiB)), l => l.Text.ShouldBe("growthPerHour <= 4.0 MiB"),
                l =>
                SelfTest.Reaches(l).ShouldBeTrue());
    }

    [Test]
    public void Pages_that_carry_only_the_exact_live_heap_are_read()
    {
        var run = SyntheticRun.Leaking(24).Build();
        for (var i = 0; i < run.Metrics.Count; i++)
        {
            var page = run.Metrics[i].Sample!;
            run.Metrics[i] = run.Metrics[i] with { Sample = page with { HeapLive = page.NextGc / 2, NextGc = null } };
        }

        var verdict = run.By(Judged.LiveHeapSlope);

        verdict.Outcome.ShouldBe(Outcome.Broken, verdict.Message.In(Language.English));
        verdict.Value.ShouldNotBeNull().ShouldBe(24, 1);
        verdict.Notices.ShouldBeEmpty();
    }

    [Test]
    public void A_page_is_told_from_its_repeat_by_what_was_ever_allocated_and_else_by_its_heap()
    {
        var run = SyntheticRun.Flat.Build();
        Change(run, s => s with { HeapAlloc = 7e8 });
        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);
        Change(run, s => s with { AllocTotal = null });
        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.NotMeasured, "frozen");

        run = SyntheticRun.Flat.Build();
        Change(run, s => s with { AllocTotal = null });
        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);
        run = SyntheticRun.Flat.Build();
        Change(run, s => s with { AllocTotal = 1e9 });
        run.By(Judged.LiveHeapSlope).ShouldBe(Outcome.NotMeasured, "frozen");
    }

    private static void Change(MemoryRun run, Func<MetricsSample, MetricsSample> change)
    {
        for (var i = 0; i < run.Metrics.Count; i++)
            run.Metrics[i] = run.Metrics[i] with { Sample = change(run.Metrics[i].Sample!) };
    }
}
