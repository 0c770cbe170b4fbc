using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.LiveHeap;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.LiveHeap;

/// <summary>The steps of the algorithm, one by one, on pages of the invented node.</summary>
internal sealed class MetricsLiveHeapTests
{
    [Test]
    public void One_point_a_collection_dated_by_the_collection()
    {
        var series = Read();

        series.Evidence.ShouldBe(LiveHeapEvidence.NextGc);
        series.Points.Count.ShouldBe(21);
        series.Points[1].At.ShouldBe(SyntheticRun.Start.AddSeconds(40));
        series.Points.ShouldAllBe(p => Math.Abs(p.Bytes - (800 * ByteSize.MiB)) < 20_000);
        series.Notices.ShouldBeEmpty();
    }

    [TestCase(50)]
    [TestCase(100)]
    [TestCase(400)]
    public void Gogc_is_read_off_the_page(double percent) =>
        MetricsLiveHeap.Read((SyntheticRun.Flat with { GoGc = percent })
            .Build().Metrics).Points.ShouldAllBe(p => Math.Abs(p.Bytes - (800 * ByteSize.MiB)) < 20_000);

    [Test]
    public void Step_1_the_exported_figure_comes_first()
    {
        var series = Read(s => s with { HeapLive = 123e6, MemoryLimit = 1e9 });

        series.Name.ShouldBe("go_gc_heap_live_bytes");
        series.Points.ShouldAllBe(p => p.Bytes.Equals(123e6));
    }

    [Test]
    public void Step_2_before_the_first_collection_there_is_nothing()
    {
        Read(s => s with { GcCount = 0, NextGc = 1.6e9 }).WhyNone!.In(Language.English).ShouldBe("no collection has run yet");
        Read(s => s with { GcCount = 0, HeapLive = 5 }).WhyNone!.In(Language.English).ShouldBe("no collection has run yet");
    }

    [Test]
    public void Step_2_right_after_start_points_count_once_two_agree()
    {
        var run = SyntheticRun.Flat.Build();
        var pages = Pages(run,
            (s, _) => s with
            {
                StartTimeSeconds = SyntheticRun.Start.ToUnixTimeSeconds() - 1,
                NextGc = s.GcCount < 3
            ? s.NextGc * (0.6 + (0.1 * s.GcCount)) : s.NextGc
            });

        var series = MetricsLiveHeap.Read(pages);

        series.Points.Count.ShouldBeInRange(17, 20);
        series.Points.ShouldAllBe(p => p.Bytes > 790 * ByteSize.MiB);
    }

    [Test]
    public void Step_2_a_single_point_right_after_start_is_not_confirmed()
    {
        var series = MetricsLiveHeap.Read(Pages((SyntheticRun.Flat with { Minutes = 0.6 })
            .Build(), (s, _) => s with { StartTimeSeconds = SyntheticRun.Start.ToUnixTimeSeconds() - 1 }));

        series.Points.ShouldBeEmpty();
        series.WhyNone.ShouldNotBeNull().In(Language.English).ShouldContain("just started");
    }

    [Test]
    public void Step_2_holds_for_a_process_that_took_anothers_place()
    {
        var pages = Pages(SyntheticRun.Flat.Build(), (s, minute) => minute < 20
            ? s : s with
            {
                StartTimeSeconds = s.StartTimeSeconds + 1400,
                GcCount = s.GcCount - 9,
                NextGc = minute < 21
            ? s.NextGc * 0.7 : s.NextGc
            });

        MetricsLiveHeap.Read(pages).Points.ShouldAllBe(p => p.Bytes > 790 * ByteSize.MiB);
    }

    [Test]
    public void Step_3_a_missing_gogc_is_taken_for_100_and_said() =>
        Read(s => s with { GoGcPercent = null }).Notices.Select(n => n.In(Language.English))
            .ShouldContain("go_gc_gogc_percent is not exported: GOGC 100 is assumed, which heap_alloc confirms");

    [Test]
    public void Step_3_a_missing_gogc_that_is_contradicted_gives_nothing()
    {
        var pages = Pages((SyntheticRun.Flat with { GoGc = 400 }).Build(), (s, _) => s with { GoGcPercent = null });

        MetricsLiveHeap.Read(pages).WhyNone.ShouldNotBeNull().In(Language.English).ShouldContain("GOGC is not 100");
    }

    [TestCase(1e10, 1.6e9)]
    [TestCase(100, 1e18)]
    public void Step_4_a_collector_that_is_off_gives_nothing(double percent, double next) =>
        Read(s => s with { GoGcPercent = percent, NextGc = next }).WhyNone.ShouldNotBeNull().In(Language.English)
            .ShouldContain("the collector is off");

    [Test]
    public void Step_5_a_recorded_page_under_a_memory_limit_that_binds()
    {
        // scenarios/_recordings/memory-limit-planted, /metrics of 2026-11-22T17:47:08.749930Z: GOMEMLIMIT=1100MiB.
        var page = new MetricsSample
        {
            GcCount = 30,
            NextGc = 1105177943,
            GoGcPercent = 100,
            MemoryLimit = 1153433600,
            HeapAlloc = 1058825800,
            HeapIdle = 329859072,
            HeapReleased = 318676992,
            Sys = 1402759768,
        };

        GoalRule.LimitBinds(page, page.MemoryLimit).ShouldBeTrue();
        GoalRule.LimitBinds(page with { NextGc = 0.9e9 }, page.MemoryLimit).ShouldBeFalse();
        GoalRule.LimitBinds(page, 9.2e18).ShouldBeFalse();
    }

    [Test]
    public void Step_5_a_limit_without_the_figures_that_tell_gives_nothing() =>
        Read(s => s with { MemoryLimit = 8e9, Sys = null }).WhyNone.ShouldNotBeNull().In(Language.English)
            .ShouldContain("lacks the figures");

    [Test]
    public void Step_5_a_missing_limit_is_said() =>
        Read(s => s with { MemoryLimit = null }).Notices.Select(n => n.In(Language.English))
            .ShouldContain("go_gc_gomemlimit_bytes is not exported: no memory limit is assumed");

    [Test]
    public void Step_6_risen_once_the_smaller_goal_counts_and_twice_a_limit_rules()
    {
        var once = SyntheticRun.Flat.Build().Metrics;
        once[11] = once[11] with { Sample = once[11].Sample! with { NextGc = once[11].Sample!.NextGc + 65536 } };
        once[10].Sample!.GcCount.ShouldBe(once[11].Sample!.GcCount);
        MetricsLiveHeap.Read(once).Points.ShouldAllBe(p => Math.Abs(p.Bytes - (800 * ByteSize.MiB)) < 20_000);

        once[12] = once[12]
            with
        { Sample = once[12].Sample! with { NextGc = once[12].Sample!.NextGc + 131072, GcCount = once[11].Sample!.GcCount } };
        MetricsLiveHeap.Read(once).WhyNone!.In(Language.English)
            .ShouldBe("next_gc changes without a collection: a memory limit determines it");
    }

    [Test]
    public void Step_7_a_small_heap_gives_nothing() =>
        Read(s => s with { NextGc = 4 * 1024 * 1024 }).WhyNone.ShouldNotBeNull().In(Language.English).ShouldContain("under 4 MiB");

    [Test]
    public void Step_7_the_small_goals_of_a_heap_that_grows_out_of_them_are_no_points()
    {
        var pages =
            Pages(SyntheticRun.Flat.Build(), (s, minute) => s with { NextGc = minute < 20 ? 4 * 1024 * 1024 : 64e6 });

        MetricsLiveHeap.Read(pages).Points.ShouldAllBe(p => p.Bytes > 20e6);
    }

    [TestCase(-3600)]
    [TestCase(10)]
    public void A_time_of_collection_that_cannot_be_true_is_not_believed(double seconds)
    {
        var pages = Pages(SyntheticRun.Flat.Build(),
            (s, minute) => s with { LastGcSeconds = SyntheticRun.At(minute).ToUnixTimeSeconds() + seconds });

        MetricsLiveHeap.Read(pages).Points.Select(p => p.At).ShouldBe(pages.GroupBy(p => p.Sample!.GcCount).Select(g => g.First().At));
    }

    [Test]
    public void No_page_and_no_figure_say_so()
    {
        MetricsLiveHeap.Read([]).WhyNone!.In(Language.English).ShouldBe("/metrics was never answered");
        Read(s => s with { NextGc = null }).WhyNone!.In(Language.English).ShouldBe("/metrics carries no go_memstats_next_gc_bytes");
    }

    [Test]
    public void A_collected_heap_is_dated_by_its_collection_where_that_can_be_true()
    {
        var at = SyntheticRun.At(1);
        var points = CollectedLiveHeap.Read([
            new(at, new CollectedHeapSample(5e6, 3, 9e6, at.AddSeconds(0.4)), null),
                new(at.AddSeconds(15), new CollectedHeapSample(6e6, 4, 9e6, at.AddHours(-9)), null),
        ]).Points;

        points.Select(p => p.At).ShouldBe([at.AddSeconds(0.4), at.AddSeconds(15)]);
    }

    private static LiveHeapSeries Read(Func<MetricsSample, MetricsSample>? change = null) =>
        MetricsLiveHeap.Read(Pages(SyntheticRun.Flat.Build(), (s, _) => change?.Invoke(s) ?? s));

    private static List<Reading<MetricsSample>> Pages(MemoryRun run,
        Func<MetricsSample, double, MetricsSample> change) =>
        run.Metrics.ConvertAll(r => r with { Sample = change(r.Sample!, (r.At - SyntheticRun.Start).TotalMinutes) });
}
