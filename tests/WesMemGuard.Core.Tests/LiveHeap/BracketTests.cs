using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.LiveHeap;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.LiveHeap;

/// <summary>
/// What the evidence leaves open is judged at both ends; bounds hold, and nothing that was not measured is held.
/// </summary>
internal sealed class BracketTests
{
    private const string Peak = """{ "of": "process", "metric": "liveHeap", "peak": "PEAK" }""";
    private const string Growth = """{ "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" }""";

    [TestCase("760 MiB", Outcome.Broken)]
    [TestCase("790 MiB", Outcome.Inconclusive)]
    [TestCase("801 MiB", Outcome.Held)]
    public void A_peak_is_held_by_the_upper_end_and_broken_by_the_lower(string limit, Outcome outcome) =>
        Pages(s => s with { StackInuse = 40 * ByteSize.MiB })
            .By(Peak.Replace("PEAK", limit, StringComparison.Ordinal)).Outcome.ShouldBe(outcome);

    [Test]
    public void Exported_stacks_and_globals_leave_nothing_open()
    {
        var run = Pages(s => s with { StackInuse = 400 * ByteSize.MiB, ScanStack = 100 * ByteSize.MiB, ScanGlobals = 20 * ByteSize.MiB });

        LiveHeapDecision.Of(run).Points.ShouldAllBe(p => Math.Abs(p.Bytes - (740 * ByteSize.MiB)) < 20_000
            && p.Low.Equals(p.High));
        run.By(Peak.Replace("PEAK", "739 MiB", StringComparison.Ordinal)).Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void The_programs_file_tells_globals_that_no_page_tells()
    {
        var run = Pages(s => s);
        run.Process.Add(new(SyntheticRun.At(1), new ProcessSample(1, 1) { Globals = 10 * ByteSize.MiB }, null));

        LiveHeapDecision.Of(run).Points.ShouldAllBe(p => Math.Abs(p.Bytes - (795 * ByteSize.MiB)) < 20_000);
    }

    [TestCase(4_194_304)]
    [TestCase(4_694_122)]
    public void The_smallest_goal_bounds_a_peak_and_tells_no_growth(double goal)
    {
        var run = Pages(s => s with { NextGc = goal, HeapAlloc = 3.7e6, HeapInuse = 4e6 });

        var held = run.By(Peak.Replace("PEAK", "20 MiB", StringComparison.Ordinal));
        held.Outcome.ShouldBe(Outcome.Held, held.Message.In(Language.English));
        held.Evidence.ShouldBe("bounds");
        run.By(Peak.Replace("PEAK", "1 MiB", StringComparison.Ordinal)).Outcome.ShouldBe(Outcome.Inconclusive);
        run.By(Growth).Outcome.ShouldNotBe(Outcome.Held);
    }

    [TestCase("1 GiB", Outcome.Held)]
    [TestCase("700 MiB", Outcome.Inconclusive)]
    public void Under_a_limit_that_binds_heap_alloc_bounds_a_peak(string limit, Outcome outcome)
    {
        var run = Pages(s => s with { MemoryLimit = s.NextGc + 2e8, NextGc = s.NextGc });
        Change(run, s => s with { MemoryLimit = 1.2e9, Sys = 1.1e9, HeapIdle = 1e8, HeapReleased = 5e7, HeapAlloc = 9e8, NextGc = 1.1e9 });

        run.By(Peak.Replace("PEAK", limit, StringComparison.Ordinal)).Outcome.ShouldBe(outcome);
        run.By(Growth).Outcome.ShouldNotBe(Outcome.Held);
    }

    [Test]
    public void A_gogc_that_nobody_tells_and_that_is_wrong_holds_nothing()
    {
        // Live 800 MiB under GOGC 50: by GOGC 100 it would read 600.
        var run = (SyntheticRun.Flat with { GoGc = 50 }).Build();
        Change(run, s => s with { GoGcPercent = null, MemoryLimit = null });

        var peak = run.By(Peak.Replace("PEAK", "700 MiB", StringComparison.Ordinal));
        peak.Outcome.ShouldBe(Outcome.Inconclusive, peak.Message.In(Language.English));
        peak.Reason.In(Language.English).ShouldContain("GOGC");
        run.By(Growth).Outcome.ShouldBe(Outcome.Inconclusive);
        run.By(Peak.Replace("PEAK", "1.5 GiB", StringComparison.Ordinal)).Outcome.ShouldBe(Outcome.Held,
            "heap_alloc bounds it whatever GOGC is");
    }

    [Test]
    public void A_gogc_that_the_environment_tells_is_used()
    {
        var run = (SyntheticRun.Flat with { GoGc = 50 }).Build();
        Change(run, s => s with { GoGcPercent = null, MemoryLimit = null });
        run.Process.Add(new(SyntheticRun.At(1),
            new ProcessSample(4711, 1) { GoGcPercent = 50, MemoryLimit = 9.2e18, Globals = 0 }, null));

        LiveHeapDecision.Of(run).Points.ShouldAllBe(p => Math.Abs(p.Bytes - (800 * ByteSize.MiB)) < 20_000);
    }

    [Test]
    public void An_environment_that_the_pages_contradict_is_not_believed()
    {
        var run = (SyntheticRun.Flat with { GoGc = 400 }).Build();
        Change(run, s => s with { GoGcPercent = null, MemoryLimit = null });
        run.Process.Add(new(SyntheticRun.At(1), new ProcessSample(4711, 1) { GoGcPercent = 100, MemoryLimit = 9.2e18 },
            null));

        LiveHeapDecision.Of(run).WhyNone.ShouldNotBeNull().In(Language.English).ShouldContain("GOGC is not what is told");
    }

    [Test]
    public void Of_a_forced_collection_the_goal_counts_not_what_a_busy_process_allocated_since()
    {
        var run = (SyntheticRun.Flat with { WithCollections = true }).Build();
        for (var i = 0; i < run.LiveHeap.Count; i++)
        {
            var sample = run.LiveHeap[i].Sample!;
            run.LiveHeap[i] = run.LiveHeap[i]
                with
            { Sample = sample with { HeapAlloc = sample.HeapAlloc + (i % 7 * 8e6), NextGc = 2 * sample.HeapAlloc } };
        }

        var series = LiveHeapDecision.Of(run);
        series.Name.ShouldBe("gc=1");
        series.Points.Count.ShouldBe(run.LiveHeap.Count);
        series.Points.ShouldAllBe(p => Math.Abs(p.Bytes - (800 * ByteSize.MiB)) < 20_000);
    }

    [Test]
    public void Natural_collections_leave_forced_ones_out()
    {
        var run = (SyntheticRun.Flat with { WithCollections = true }).Build();
        var forced = run.LiveHeap.Select(r => r.Sample!.NumGc).ToHashSet();

        var natural = LiveHeapDecision.Of(run, null, null, WesMemGuard.Budgets.Evidence.NextGc).Taken;
        natural.Points.Count.ShouldBe(run.Metrics.Select(p => p.Sample!.GcCount!.Value).Distinct().Count(n => !forced.Contains(n)));
        LiveHeapDecision.Of(run, null, null).Others.ShouldContain(o => o.Name == "next_gc");
    }

    [TestCase("1.7 GiB", Outcome.Held)]
    [TestCase("900 MiB", Outcome.Inconclusive)]
    public void A_crest_of_heap_alloc_between_two_samples_is_bounded_by_the_goal(string limit, Outcome outcome) =>
        Pages(s => s).By($$"""{ "of": "process", "metric": "heapAlloc", "peak": "{{limit}}" }""").Outcome.ShouldBe(outcome);

    [TestCase("700 MiB", Outcome.Inconclusive)]
    [TestCase("1 GiB", Outcome.Held)]
    public void Floors_never_break_a_peak_of_the_live_heap(string limit, Outcome outcome) =>
        (SyntheticRun.Flat with { WithMetrics = false }).Build()
            .By(Peak.Replace("PEAK", limit, StringComparison.Ordinal)).Outcome.ShouldBe(outcome);

    private static MemoryRun Pages(Func<MetricsSample, MetricsSample> change)
    {
        var run = SyntheticRun.Flat.Build();
        Change(run, change);
        return run;
    }

    private static void Change(MemoryRun run, Func<MetricsSample, MetricsSample> change)
    {
        for (var i = 0; i < run.Metrics.Count; i++)
            run.Metrics[i] = run.Metrics[i] with { Sample = change(run.Metrics[i].Sample!) };
    }
}
