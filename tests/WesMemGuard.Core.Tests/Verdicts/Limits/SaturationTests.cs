using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

/// <summary>A cache that fills until a declared time, and the time after it.</summary>
internal sealed class SaturationTests
{
    private const string FullAt42 =
        """{ "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB", "saturatesBy": "42 min" }""";
    private const double FullAfter = 40.7 / 60;

    private static double Filling(double hour) => (800 + (90 * Math.Min(hour, FullAfter))) * ByteSize.MiB;

    [TestCase(41, "until minute 42")]
    [TestCase(45, "the 2 points after it")]
    [TestCase(50, "the 4 points after it")]
    public void A_cache_that_was_full_in_time_is_no_breach_soon_after(double minutes, string because) =>
        (SyntheticRun.Flat with { Minutes = minutes, Live = Filling }).Build().By(FullAt42).ShouldBe(Outcome.Inconclusive, because);

    [Test]
    public void It_is_held_once_it_is_seen_to_stay() =>
        (SyntheticRun.Flat with { Minutes = 80, Live = Filling }).Build().By(FullAt42).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void What_still_grows_after_that_time_is_broken_by_what_came_after_it()
    {
        var run = SyntheticRun.Leaking(90) with { Minutes = 60 };
        run.Build().By(FullAt42).Outcome.ShouldBe(Outcome.Broken);
        (run with { Minutes = 46 }).Build().By(FullAt42).ShouldBe(Outcome.Inconclusive, "after it");
    }

    [Test]
    public void Work_done_while_caches_fill_counts_for_what_came_after_alone()
    {
        const string Limit = """
            { "of": "process", "metric": "liveHeap", "growthPer": { "unit": "transfer", "max": "1 KiB" },
            "saturatesBy": "42 min" }
            """;
        var run =
            SyntheticRun.Flat with { Minutes = 50, Live = Filling, Phases = [SyntheticRun.Transfers("load", 5, 50)] };
        run.Build().By(Limit).ShouldBe(Outcome.Inconclusive, "after it");
        (run with { Minutes = 70, Live = h => (800 + (90 * h)) * ByteSize.MiB, Phases = [SyntheticRun.Transfers("load", 5, 70)] }).Build()
            .By(Limit).Outcome.ShouldBe(Outcome.Broken);
    }
}
