using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Tests.Live;

internal sealed class LoadProfileTests
{
    [TestCase(1, 60, 60)]
    [TestCase(0.7, 60, 42)]
    [TestCase(160, 10, 1600)]
    public void A_steady_rate_sends_rate_times_time(double rate, double seconds, double count) =>
        Count(new LoadProfile(rate, []), seconds).ShouldBe(count);

    [TestCase(1, 9, 30, 150)]
    [TestCase(9, 1, 30, 150)]
    [TestCase(10, 0, 20, 100)]
    public void A_ramp_sends_the_area_under_it(double from, double to, double seconds, double count)
    {
        var profile = Ramp(from, to, seconds);
        Count(profile, seconds).ShouldBe(count, 1);
        profile.Average(TimeSpan.FromSeconds(seconds)).ShouldBe((from + to) / 2, 1e-9);
    }

    [TestCase(0, 10, 20, 100)]
    [TestCase(0, 1, 60, 30)]
    public void A_ramp_may_start_from_nothing(double from, double to, double seconds, double count)
    {
        Count(Ramp(from, to, seconds), seconds).ShouldBe(count, 1);
        Ramp(from, to, seconds).DueOf(1)!.Value.TotalSeconds.ShouldBeGreaterThan(1);
    }

    [Test]
    public void Stages_follow_one_another_and_the_last_rate_stays()
    {
        var profile =
            new LoadProfile(0,
            [new LoadStage(10, TimeSpan.FromSeconds(10)), new LoadStage(10, TimeSpan.FromSeconds(20)),
            new LoadStage(0, TimeSpan.FromSeconds(5)), new LoadStage(2, TimeSpan.FromSeconds(0.001))]);
        Count(profile, 10).ShouldBe(50, 1);
        Count(profile, 30).ShouldBe(250, 1);
        Count(profile, 35).ShouldBe(275, 1);
        Count(profile, 45).ShouldBe(295, 1);
        profile.Average(TimeSpan.FromSeconds(30)).ShouldBe(250 / 30.0, 1e-9);
    }

    [Test]
    public void Poisson_arrivals_have_the_rate_and_its_scatter_and_are_the_same_by_the_same_seed()
    {
        var gaps = Gaps(7);
        gaps.Average().ShouldBe(0.1, 0.01);
        (Math.Sqrt(gaps.Select(g => Math.Pow(g - gaps.Average(), 2)).Average()) / gaps.Average()).ShouldBe(1, 0.1);
        Gaps(7).ShouldBe(gaps);
        Gaps(8).ShouldNotBe(gaps);
    }

    [Test]
    public void A_ramp_that_is_extended_goes_on_at_its_end_s_rate()
    {
        var profile = Ramp(1, 9, 30);
        Count(profile, 40).ShouldBe(150 + 90, 1);
        profile.Average(TimeSpan.FromSeconds(40)).ShouldBe(6, 1e-9);
    }

    [Test]
    public void A_ramp_down_to_nothing_ends() => Ramp(10, 0, 20).DueOf(1000).ShouldBeNull();

    [Test]
    public void Latencies_are_summed_up_within_2_percent()
    {
        var counts = new LatencyCounts();
        counts.Summary().ShouldBeNull();
        for (var i = 1; i <= 1000; i++)
            counts.Add(TimeSpan.FromMilliseconds(i));
        var summary = counts.Summary()!;
        summary.P50.ShouldBe(500, 11);
        summary.P90.ShouldBe(900, 19);
        summary.P99.ShouldBe(990, 21);
        summary.Max.ShouldBe(1000);
    }

    private static LoadProfile Ramp(double from, double to, double seconds) =>
        new(from, [new LoadStage(to, TimeSpan.FromSeconds(seconds))]);

    private static List<double> Gaps(int seed)
    {
        var arrivals = new Arrivals(new LoadProfile(10, []), seed);
        var times = Enumerable.Range(0, 2000).Select(n => arrivals.DueOf(n)!.Value.TotalSeconds).ToList();
        return times.Zip(times.Skip(1), (a, b) => b - a).ToList();
    }

    private static double Count(LoadProfile profile, double seconds)
    {
        var count = 0;
        while (profile.DueOf(count) is { } due && due < TimeSpan.FromSeconds(seconds))
            count++;
        return count;
    }
}
