using WesMemGuard.Harness.Live.Load;

namespace WesMemGuard.Harness.Tests.Live;

internal sealed class LoadProfileTests
{
    [TestCase(1, 60, 60)]
    [TestCase(0.7, 60, 42)]
    [TestCase(160, 10, 1600)]
    public void A_steady_rate_sends_rate_times_time(double rate, double seconds, double count) => Count(new LoadProfile(rate, rate, TimeSpan.FromSeconds(seconds)), seconds).ShouldBe(count);

    [TestCase(1, 9, 30, 150)]
    [TestCase(9, 1, 30, 150)]
    [TestCase(10, 0, 20, 100)]
    public void A_ramp_sends_the_area_under_it(double from, double to, double seconds, double count)
    {
        var profile = new LoadProfile(from, to, TimeSpan.FromSeconds(seconds));
        Count(profile, seconds).ShouldBe(count, 1);
        profile.Average(TimeSpan.FromSeconds(seconds)).ShouldBe((from + to) / 2, 1e-9);
    }

    [Test]
    public void A_ramp_that_is_extended_goes_on_at_its_end_s_rate()
    {
        var profile = new LoadProfile(1, 9, TimeSpan.FromSeconds(30));
        Count(profile, 40).ShouldBe(150 + 90, 1);
        profile.Average(TimeSpan.FromSeconds(40)).ShouldBe(6, 1e-9);
    }

    [Test]
    public void A_ramp_down_to_nothing_ends() => new LoadProfile(10, 0, TimeSpan.FromSeconds(20)).DueOf(1000).ShouldBeNull();

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

    private static double Count(LoadProfile profile, double seconds)
    {
        var count = 0;
        while (profile.DueOf(count) is { } due && due < TimeSpan.FromSeconds(seconds))
            count++;
        return count;
    }
}
