using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

internal sealed class PeakLimitTests
{
    private const string InLoad = """{ "of": "process", "metric": "goroutines", "peak": 120, "phase": "load" }""";

    [TestCase(120, Outcome.Held)]
    [TestCase(121, Outcome.Broken)]
    public void A_value_equal_to_the_limit_keeps_it(double goroutines, Outcome outcome) =>
        (SyntheticRun.Flat with { Goroutines = _ => goroutines }).Build().By("""
            { "of": "process", "metric": "goroutines", "peak": 120 }
            """).Outcome.ShouldBe(outcome);

    [TestCase(10.0, 10.1, Outcome.Held)]
    [TestCase(10.2, 10.5, Outcome.Broken)]
    [TestCase(23.8, 24.1, Outcome.Broken)]
    [TestCase(24.2, 25, Outcome.Held)]
    public void The_window_of_a_phase_begins_15_s_late_and_ends_with_it(double from, double to, Outcome outcome)
    {
        var run = (SyntheticRun.Flat with { Goroutines = h => h * 60 >= from && h * 60 < to ? 500 : 115 }).Build();

        run.By(InLoad).Outcome.ShouldBe(outcome);
    }

    [Test]
    public void A_breach_too_small_for_one_decimal_shows_what_differs()
    {
        var run = SyntheticRun.Flat.Build();
        run.Process.Clear();
        run.Process.AddRange(Enumerable.Range(0, 241)
            .Select(i => new Reading<ProcessSample>(SyntheticRun.Start.AddSeconds(10 * i),
            new ProcessSample(7, (100 * ByteSize.MiB) + 4096 - i), null)));

        var verdict = run.By("""{ "of": "process", "metric": "rss", "peak": "100 MiB" }""");

        verdict.Outcome.ShouldBe(Outcome.Broken);
        verdict.Message.In(Language.English).ShouldContain("should stay at or below 100.0 MiB\n    but reached 100.004 MiB");
        VerdictFigures.Measured(verdict).ShouldBe("100.004 MiB");
    }

    [Test]
    public void Warm_up_never_cuts_a_peak()
    {
        var run = (SyntheticRun.Flat with { Goroutines = h => h * 60 < 2 ? 500 : 115 }).Build();

        run.By("""{ "of": "process", "metric": "goroutines", "peak": 120 }""", "30 min").Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void A_broken_peak_says_when_it_was_passed_first()
    {
        var run = (SyntheticRun.Flat with { Goroutines = h => h * 60 >= 12 ? 500 : 115 }).Build();

        run.By(InLoad).Message.In(Language.English).ShouldContain("since      2026-11-22 12:12:00Z, 120 s after phase \"load\" began");
    }

    [Test]
    public void Native_memory_that_read_above_the_limit_while_the_heap_moved_is_neither_held_nor_broken()
    {
        // At minute 20 the runtime had given back 30 MiB, which it took again: the looks around it read up to 35 MiB.
        NativeRun.Flat(20, 30).By(NativeRun.Peak)
            .ShouldBe(Outcome.Inconclusive,
                "of 12:20:00Z is above the limit, but was read while the runtime's memory moved");
        NativeRun.Flat(20, 10).By(NativeRun.Peak).Outcome.ShouldBe(Outcome.Held);
    }

    [TestCase(0.7, 2.6, Outcome.Inconclusive)]
    [TestCase(0.7, 2.9, Outcome.Held)]
    public void Floors_hold_a_peak_only_where_a_collection_was_seen(double from, double to, Outcome outcome)
    {
        // Without pages, and with collections at 40 s and 160 s.
        var run =
            (SyntheticRun.Flat with { WithMetrics = false, Phases = [SyntheticRun.Idle("short", from, to)] }).Build();

        run.By("""{ "of": "process", "metric": "liveHeap", "peak": "900 MiB", "phase": "short" }""").Outcome.ShouldBe(outcome);
    }
}
