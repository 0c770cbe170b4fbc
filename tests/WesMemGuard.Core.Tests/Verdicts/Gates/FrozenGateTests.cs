using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Gates;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

internal sealed class FrozenGateTests
{
    private const string Rss = """{ "of": "process", "metric": "rss", "growthPerHour": "64 MiB" }""";

    [TestCase(Source.Memory, Judged.GoroutineSlope)]
    [TestCase(Source.Memory, Judged.PoolReturns)]
    [TestCase(Source.Memory, Judged.PoolPeak)]
    [TestCase(Source.Metrics, Judged.LiveHeapSlope)]
    [TestCase(Source.Metrics, Judged.HeapReturns)]
    [TestCase(Source.Collected, Judged.LiveHeapSlope)]
    [TestCase(Source.Collected, Judged.HeapLevels)]
    [TestCase(Source.Process, Rss)]
    [TestCase(Source.Process, Judged.RssPeak)]
    public void A_source_that_repeats_itself_is_not_measured(Source source, string limit)
    {
        var run = (SyntheticRun.Flat with { WithCollections = source == Source.Collected }).Build();
        run.By(limit).Outcome.ShouldBe(Outcome.Held);

        RunFaults.Frozen(run, source, SyntheticRun.At(25), SyntheticRun.At(40)).By(limit).ShouldBe(Outcome.NotMeasured,
            "frozen");
    }

    [TestCase(Source.Process)]
    [TestCase(Source.Metrics)]
    public void What_is_made_of_two_sources_is_not_measured_where_either_repeats_itself(Source source)
    {
        NativeRun.Flat().By(NativeRun.Peak).Outcome.ShouldBe(Outcome.Held);

        RunFaults.Frozen(NativeRun.Flat(), source, SyntheticRun.At(25), SyntheticRun.At(40)).By(NativeRun.Peak)
            .ShouldBe(Outcome.NotMeasured, "frozen");
    }

    [Test]
    public void Answers_of_a_store_that_is_filled_each_30_s_are_not_frozen_and_a_store_that_stands_still_is()
    {
        var stored = Stored(SyntheticRun.Flat.Build(), 3);
        stored.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);

        RunFaults.Frozen(stored, Source.Metrics, SyntheticRun.At(25), SyntheticRun.At(40)).By(Judged.LiveHeapSlope)
            .ShouldBe(Outcome.NotMeasured, "frozen");
    }

    /// <summary>Each page so many times, as a replay gives it that is asked more often than was recorded.</summary>
    private static MemoryRun Stored(MemoryRun run, int times)
    {
        run.LiveHeap.Clear();
        var pages = run.Metrics.ToList();
        run.Metrics.Clear();
        for (var i = 0; i + 1 < pages.Count; i++)
        {
            var apart = (pages[i + 1].At - pages[i].At) / times;
            run.Metrics.AddRange(Enumerable.Range(0, times).Select(n => pages[i] with { At = pages[i].At + (n * apart) }));
        }

        return run;
    }

    [Test]
    public void The_nodes_own_10_s_sample_read_every_5_s_is_not_frozen() =>
        SyntheticRun.Flat.Build().By(Judged.GoroutineSlope).Outcome.ShouldBe(Outcome.Held);

    [TestCase(29, Outcome.Held)]
    [TestCase(45, Outcome.NotMeasured)]
    public void Thirty_seconds_are_the_bound(int seconds, Outcome outcome)
    {
        var from = SyntheticRun.At(20);

        RunFaults.Frozen(SyntheticRun.Flat.Build(), Source.Memory, from, from.AddSeconds(seconds - 10))
            .By(Judged.GoroutineSlope).Outcome.ShouldBe(outcome);
    }

    [TestCase(31, 30, 31)]
    [TestCase(30.4, 30, 30.4)]
    [TestCase(30.0004, 30, 30.0004)]
    public void What_is_too_long_never_looks_like_what_may_be(double seconds, double longest, double shown) =>
        FrozenGate.Seconds(seconds, longest).ShouldBe(shown);

    [Test]
    public void A_limit_that_reads_another_source_does_not_mind()
    {
        var run = RunFaults.Frozen(SyntheticRun.Flat.Build(), Source.Memory, SyntheticRun.At(10), SyntheticRun.At(40));

        run.By(Judged.LiveHeapSlope).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_source_frozen_before_the_phase_does_not_matter_in_it()
    {
        var run = RunFaults.Frozen(SyntheticRun.Flat.Build(), Source.Memory, SyntheticRun.At(1), SyntheticRun.At(8));

        run.By("""{ "of": "process", "metric": "goroutines", "growthPerHour": 60, "phase": "settle" }""").Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_process_that_stands_still_for_two_minutes_as_an_idle_one_does_is_not_frozen()
    {
        var run = RunFaults.Frozen(SyntheticRun.Flat.Build(), Source.Process, SyntheticRun.At(20), SyntheticRun.At(22));

        run.By(Judged.RssPeak).Outcome.ShouldBe(Outcome.Held);
    }
}
