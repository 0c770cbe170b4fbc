using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Observations;

/// <summary>Bounds and reasons of limits that few runs come to.</summary>
internal sealed class LimitReasonsTests
{
    private const string HeapFloors = """
        { "of": "process", "metric": "liveHeap", "returnsTo": { "from": "warm", "after": "settle",
        "tolerance": "100 MiB" } }
        """;
    private const string ThreadPeak = """{ "of": "process", "metric": "threads", "peak": 12 }""";

    [Test]
    public void The_largest_sample_may_be_the_limit()
    {
        var run = SyntheticRun.Flat.Build();

        run.By(ThreadPeak).ShouldBe(Outcome.Held, "every sample is within the limit");
        run.By(ThreadPeak.Replace("12", "11.9", StringComparison.Ordinal)).ShouldBe(Outcome.Broken,
            "is above the limit");
    }

    [Test]
    public void A_peak_is_broken_since_its_first_sample_above_and_by_its_largest()
    {
        var run = (SyntheticRun.Flat with { Goroutines = h => h < 0.25 ? 100 : h < 0.4 ? 300 : h < 0.45 ? 400 : 100 }).Build();

        var verdict = run.By("""{ "of": "process", "metric": "goroutines", "peak": 200 }""");

        verdict.Reason.In(Language.English).ShouldBe("the largest sample, at 12:24:00Z, is above the limit");
        verdict.Message.In(Language.English).ShouldContain("since      2026-11-22 12:15:00Z, 300 s after phase \"load\" began");
        verdict.Value.ShouldBe(400);
        verdict.Notices.ShouldBeEmpty();
    }

    [Test]
    public void A_peak_seen_beside_missing_samples_is_broken_all_the_same_and_says_what_was_missing()
    {
        var run = RunFaults.Failed((SyntheticRun.Flat with { Goroutines = h => h < 0.25 ? 100 : 300 })
            .Build(), Source.Memory, at => at.Minute == 3 || at.Minute == 33 || at.Minute == 38);

        var verdict = run.By("""{ "of": "process", "metric": "goroutines", "peak": 200 }""");

        verdict.Outcome.ShouldBe(Outcome.Broken);
        verdict.Notices.Select(n => n.In(Language.English)).ShouldHaveSingleItem()
            .ShouldStartWith("seen although 36 of 481 samples of /api/v1/system/memory are missing");
    }

    [Test]
    public void A_later_level_may_lie_above_by_the_whole_limit()
    {
        var run = (SyntheticRun.Flat with { Goroutines = h => h < 0.3 ? 100 : 110 }).Build();
        const string limit = """
            { "of": "process", "metric": "goroutines", "returnsTo": { "from": "warm", "after": "settle",
            "tolerance": 10 } }
            """;

        run.By(limit).ShouldBe(Outcome.Held, "the later level is within the limit, whichever points are taken");
        run.By(limit.Replace("10 }", "9.5 }", StringComparison.Ordinal))
            .ShouldBe(Outcome.Broken,
                "the later level is above the earlier one by more than the limit, whichever points are taken");
        run.By(limit).Samples.ShouldBe(SamplesIn(run, 5.125, 10) + SamplesIn(run, 32.125, 40));
    }

    [Test]
    public void Phases_in_the_wrong_order_or_at_once_are_told()
    {
        var run = SyntheticRun.Flat.Build();
        const string back = """
            { "of": "process", "metric": "goroutines", "returnsTo": { "from": "settle", "after": "warm",
            "tolerance": 10 } }
            """;

        var verdict = run.By(back);

        verdict.ShouldBe(Outcome.Inconclusive, "phase \"warm\" does not come after phase \"settle\"");
        verdict.From.ShouldBe(SyntheticRun.At(24));
        verdict.To.ShouldBe(SyntheticRun.At(10));
        (SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("warm", 10, 20), SyntheticRun.Idle("settle", 10, 30)] }).Build()
            .By(back.Replace("\"settle\", \"after\": \"warm\"", "\"warm\", \"after\": \"settle\"",
                StringComparison.Ordinal)).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void The_phase_without_a_level_is_named()
    {
        var run = (SyntheticRun.Flat
            with
        {
            WithMetrics = false,
            WithProcess = false,
            Phases = [SyntheticRun.Idle("warm", 10, 20), SyntheticRun.Idle("blink", 25, 25.01)]
        }).Build();

        run.By("""
            { "of": "process", "metric": "goroutines", "returnsTo": { "from": "warm", "after": "blink",
            "tolerance": 10 } }
            """).Reason.In(Language.English).ShouldContain("phase \"blink\"");
        (SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("blink", 0.1, 0.2), SyntheticRun.Idle("warm", 10, 20)] }).Build()
            .By("""
                { "of": "process", "metric": "heapAlloc", "growth": { "from": "blink", "to": "warm", "max": "1 MiB" } }
                """).Reason.In(Language.English).ShouldBe("nothing is left of phase \"blink\" after warm-up");
    }

    [Test]
    public void Floors_stand_for_the_live_heap_only_where_collections_ran()
    {
        var run = RunFaults.Removed(SyntheticRun.Flat.Build(), Source.Metrics, _ => true);
        run.By(HeapFloors).ShouldBe(Outcome.Held, "within the limit");
        run.By(HeapFloors).Notices.Select(n => n.In(Language.English))
            .ShouldBe(["floors of heap_alloc are used instead: no /metrics in this run"]);

        var still = run.Memory.Select(r => r.At > SyntheticRun.At(30)
            ? r with { Sample = r.Sample! with { NumGc = 99, HeapAlloc = r.Sample.HeapAlloc + (r.At.Second * 1e3) } } : r).ToList();
        run.Memory.Clear();
        run.Memory.AddRange(still);
        run.By(HeapFloors)
            .ShouldBe(Outcome.Inconclusive,
            "no collection is known to have run in the second half of phase \"settle\": its floor of heap_alloc "
                + "carries garbage of unknown age");
    }

    [TestCase(true, "floors of heap_alloc are used instead: /metrics carries no go_memstats_next_gc_bytes")]
    [TestCase(false, "floors of heap_alloc are used instead: no page of /metrics was answered: 81 x 404")]
    public void Why_floors_are_read_is_a_notice(bool pages, string notice)
    {
        var run = SyntheticRun.Flat.Build();
        for (var i = 0; i < run.Metrics.Count; i++)
            run.Metrics[i] = run.Metrics[i]
                with
            {
                Sample = pages
                ? run.Metrics[i].Sample! with { NextGc = null, HeapLive = null } : null,
                Miss = pages
                ? null : new Miss(MissKind.NotFound, "made by a test")
            };

        run.By(Judged.LiveHeapSlope).Notices.Select(n => n.In(Language.English)).ShouldBe([notice]);
    }

    [Test]
    public void The_exact_live_heap_is_read_before_next_gc()
    {
        var run = SyntheticRun.Flat.Build();
        for (var i = 0; i < run.Metrics.Count; i++)
            run.Metrics[i] = run.Metrics[i] with { Sample = run.Metrics[i].Sample! with { HeapLive = 700 * ByteSize.MiB } };

        var verdict = run.By("""{ "of": "process", "metric": "liveHeap", "peak": "1 GiB" }""");

        verdict.Value.ShouldBe(700);
        verdict.Evidence.ShouldNotBe("next_gc");
    }

    [Test]
    public void A_log_whose_collections_are_unknown_can_not_break_the_live_heap_by_garbage()
    {
        var run = RunFaults.Removed(SyntheticRun.Leaking(60).Build(), Source.Metrics, _ => true);
        for (var i = 0; i < run.Memory.Count; i++)
            run.Memory[i] = run.Memory[i] with { Sample = run.Memory[i].Sample! with { NumGc = 7 } };

        var verdict = run.By(Judged.LiveHeapSlope);

        verdict.ShouldBe(Outcome.Inconclusive,
            "no collection is known to have run in the window: its floors of heap_alloc carry garbage of unknown age");
        verdict.More.ShouldBeNull();
    }

    [Test]
    public void A_refusing_diagnostics_port_is_told_from_one_that_nobody_asked()
    {
        const string limit =
            """{ "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB", "evidence": "gc" }""";
        var run = SyntheticRun.Flat.Build();
        run.By(limit).Reason.In(Language.English).ShouldContain("set \"liveHeapInterval\": \"15 s\" in the scenario");
        run.Diagnostics.Add(new Reading<DiagnosticsSample>(SyntheticRun.At(3), null,
            new Miss(MissKind.Refused, "made by a test")));
        run.By(limit).Reason.In(Language.English)
            .ShouldContain("the diagnostics port refused all 1 requests; set \"node.host.diagnostics_enabled\": true");
        run.Diagnostics.Add(new Reading<DiagnosticsSample>(SyntheticRun.At(4), new DiagnosticsSample(1, 1, 20, 1),
            null));
        run.By(limit).Reason.In(Language.English).ShouldContain("set \"liveHeapInterval\": \"15 s\" in the scenario");
    }

    [Test]
    public void A_part_of_a_run_that_lost_answers_elsewhere_says_that_it_was_elsewhere()
    {
        var run = RunFaults.Failed(SyntheticRun.Flat.Build(), Source.Memory,
            at => at < SyntheticRun.At(6) && at > SyntheticRun.At(0.5));

        run.By("""{ "of": "process", "metric": "goroutines", "growthPerHour": 60, "phase": "settle" }""")
            .ShouldBe(Outcome.Inconclusive,
                "samples of /api/v1/system/memory are missing, at most 24 may be: 66 x 429 (the node's rate limit) (over the whole run)");
        run.By("""
            { "of": "process", "metric": "goroutines", "peak": 1000, "phase": "settle" }
            """).ShouldBe(Outcome.Inconclusive, "(over the whole run)");
    }

    [Test]
    public void A_figure_that_is_always_zero_is_blind_unless_the_budget_expects_it()
    {
        const string limit = """{ "of": "ures", "metric": "objects", "peak": 4 }""";

        SyntheticRun.Flat.Build().By(limit).Reason.In(Language.English).ShouldEndWith(" is right, set \"zeroExpected\": true");
        SyntheticRun.Flat.Build()
            .By(limit.Replace("4 }", "4, \"zeroExpected\": true }",
                StringComparison.Ordinal)).Outcome.ShouldBe(Outcome.Held);
    }

    private static int SamplesIn(MemoryRun run, double from, double to) => run.Memory
        .Where(r => r.At >= SyntheticRun.At(from)
            && r.At <= SyntheticRun.At(to)).Select(r => r.Sample).Distinct().Count();
}
