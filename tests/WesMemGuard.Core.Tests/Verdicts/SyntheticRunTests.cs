using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts;

/// <summary>
/// The invented node itself: what is not broken is held, what leaks is broken. All gates stay silent here.
/// </summary>
internal sealed class SyntheticRunTests
{
    [Test]
    public void A_flat_run_holds_every_limit()
    {
        var run = SyntheticRun.Flat.Build();

        foreach (var limit in Judged.Growths.Append(Judged.RssPeak).Append(Judged.PoolPeak))
            run.By(limit).Outcome.ShouldBe(Outcome.Held, run.By(limit).Message.In(Language.English));
    }

    [Test]
    public void A_leaking_run_breaks_the_limits_of_its_heap()
    {
        var run = SyntheticRun.Leaking(24).Build();

        foreach (var limit in Judged.Growths.Take(4))
            run.By(limit).Outcome.ShouldBe(Outcome.Broken, run.By(limit).Message.In(Language.English));
        run.By(Judged.LiveHeapSlope).Value!.Value.ShouldBe(24, 0.5);
    }

    [TestCase(Source.Metrics)]
    [TestCase(Source.Collected)]
    public void Both_ways_to_the_live_heap_say_the_same(Source source)
    {
        var run = (SyntheticRun.Leaking(24) with { WithCollections = source == Source.Collected }).Build();

        var verdict = run.By(Judged.LiveHeapSlope);

        verdict.Evidence.ShouldBe(source == Source.Metrics ? "next_gc" : "gc=1");
        verdict.Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void Verdicts_come_in_the_order_of_the_budget()
    {
        var verdicts = Judged.All(SyntheticRun.Flat.Build(), "5 min", Judged.Growths).Verdicts;

        verdicts.Select(v => $"{v.Of} {v.Metric} {v.Limit}").ShouldBe([
            "process liveHeap growthPerHour", "process liveHeap growth", "process liveHeap returnsTo", "process liveHeap growthPer",
            "process goroutines growthPerHour", "mempool.txpool objects returnsTo",
        ]);
    }
}
