using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

internal sealed class LevelsLimitTests
{
    private const string CountsReturn = """
        { "of": "process", "metric": "goroutines", "returnsTo": { "from": "warm", "after": "settle", "tolerance": 10 } }
        """;
    private const string CountsGrow = """
        { "of": "process", "metric": "goroutines", "growth": { "from": "warm", "to": "settle", "max": 10 } }
        """;
    private const string HeapAllocGrows = """
        { "of": "process", "metric": "heapAlloc", "growth": { "from": "warm", "to": "settle", "max": "1 MiB" } }
        """;

    [TestCase(125, Outcome.Held)]
    [TestCase(126, Outcome.Broken)]
    public void A_growth_equal_to_the_limit_keeps_it(double after, Outcome outcome)
    {
        var run = (SyntheticRun.Flat with { Goroutines = h => h * 60 > 24 ? after : 115 }).Build();

        run.By(CountsReturn).Outcome.ShouldBe(outcome);
        run.By(CountsGrow).Outcome.ShouldBe(outcome);
    }

    [Test]
    public void The_level_of_counts_is_the_median_of_the_second_half()
    {
        var run = (SyntheticRun.Flat with { Goroutines = h => h * 60 is > 24 and < 31 ? 900 : 115 }).Build();

        run.By(CountsReturn).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void The_level_of_heap_alloc_is_the_minimum_of_the_second_half()
    {
        var verdict = SyntheticRun.Flat.Build().By(HeapAllocGrows.Replace("1 MiB", "64 MiB"));

        verdict.Outcome.ShouldBe(Outcome.Held);
        verdict.Value!.Value.ShouldBe(0, 1.0);
    }

    [Test]
    public void A_spread_across_the_limit_is_inconclusive()
    {
        var run = (SyntheticRun.Flat with { Goroutines = h => h * 60 > 24 ? ((int)(h * 360) % 2 == 0 ? 120 : 132) : 115 }).Build();

        run.By(CountsReturn).ShouldBe(Outcome.Inconclusive, "the spread of the samples spans the limit");
    }

    [Test]
    public void Live_heap_that_stays_up_is_broken_and_that_comes_back_is_held()
    {
        (SyntheticRun.Flat with { Live = h => (h * 60 > 20 ? 802 : 800) * ByteSize.MiB }).Build()
            .By(Judged.HeapReturns).Outcome.ShouldBe(Outcome.Broken);
        (SyntheticRun.Flat with { Live = h => (h * 60 is > 11 and < 23 ? 830 : 800) * ByteSize.MiB }).Build()
            .By(Judged.HeapReturns).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void Without_a_live_heap_point_in_the_second_half_the_phases_last_one_counts()
    {
        // Collections end at 40, 160, 280, … s: only the one at 640 s lies in the phase, in its first half.
        var run = (SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("warm", 10, 12.4), SyntheticRun.Idle("settle", 20, 30)] }).Build();

        var verdict = run.By(Judged.HeapReturns);

        verdict.Outcome.ShouldBe(Outcome.Held);
        verdict.Message.In(Language.English).ShouldContain("of 1 point");
    }

    [Test]
    public void Without_any_live_heap_point_it_is_inconclusive()
    {
        var run = (SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("warm", 10.7, 12.6), SyntheticRun.Idle("settle", 20, 30)] })
            .Build();

        run.By(Judged.HeapReturns).ShouldBe(Outcome.Inconclusive, "phase \"warm\" contains no live-heap points");
    }

    [Test]
    public void Warm_up_cuts_growth_and_never_the_phases_of_a_return()
    {
        var run = (SyntheticRun.Flat with
        {
            Goroutines = h => h * 60 < 9.5 ? 95 : 115,
            Phases = [SyntheticRun.Idle("warm", 0, 10), SyntheticRun.Idle("settle", 24, 40)],
        }).Build();

        run.By(CountsGrow, "9.6 min").Outcome.ShouldBe(Outcome.Held);
        run.By(CountsReturn, "9.6 min").Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void A_phase_that_warm_up_cuts_whole_gives_heap_alloc_no_level() =>
        SyntheticRun.Flat.Build().By(HeapAllocGrows, "12 min")
            .ShouldBe(Outcome.Inconclusive, "nothing is left of phase \"warm\" after warm-up");

    [Test]
    public void Phases_in_the_wrong_order_are_inconclusive() =>
        SyntheticRun.Flat.Build().By("""
            { "of": "process", "metric": "goroutines", "returnsTo": { "from": "settle", "after": "warm",
            "tolerance": 10 } }
            """)
            .ShouldBe(Outcome.Inconclusive, "does not come after phase");

    [TestCase(Judged.HeapReturns)]
    [TestCase(Judged.HeapLevels)]
    [TestCase(Judged.LiveHeapSlope)]
    [TestCase(Judged.HeapPerTransfer)]
    public void Before_caches_may_be_full_nothing_is_broken(string limit)
    {
        var run = SyntheticRun.Leaking(24).Build();
        run.By(limit).Outcome.ShouldBe(Outcome.Broken);

        run.By(limit.Insert(limit.Length - 1, ", \"saturatesBy\": \"1 h\"")).ShouldBe(Outcome.Inconclusive,
            "saturatesBy");
        run.By(limit.Insert(limit.Length - 1, ", \"saturatesBy\": \"12 min\"")).Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void Floors_without_a_collection_say_nothing_of_the_live_heap()
    {
        var run = (SyntheticRun.Flat
            with
        { WithMetrics = false, Phases = [SyntheticRun.Idle("warm", 10.7, 12.6), SyntheticRun.Idle("settle", 24, 40)] }).Build();

        run.By(Judged.HeapReturns).ShouldBe(Outcome.Inconclusive, "garbage of unknown age");
    }
}
