using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>
/// Processes that work by the clock or in bursts: rest is compared with rest. The bench prints the same of thousands (<c>clocks</c>).
/// </summary>
internal sealed class RestTests
{
    private const int Series = 30;
    private const double Alpha = 0.01;

    // Without rests 13 and 6 are held as a live heap, 23 and 15 as counts.
    [TestCase("batch", 18, 28)]
    [TestCase("clock", 13, 28)]
    public void Jobs_of_three_quarters_of_an_hour_hold_their_limit(string kind, int live, int counts)
    {
        var (lives, count) = Judged(kind, 0);

        lives[(int)GrowthOutcome.Broken].ShouldBe(0);
        count[(int)GrowthOutcome.Broken].ShouldBe(0);
        lives[(int)GrowthOutcome.Held].ShouldBeGreaterThanOrEqualTo(live);
        count[(int)GrowthOutcome.Held].ShouldBeGreaterThanOrEqualTo(counts);
    }

    [TestCase("batch", 20, 26)]
    [TestCase("clock", 15, 24)]
    public void A_leak_of_three_limits_under_them_is_found_and_never_held(string kind, int live, int counts)
    {
        var (lives, count) = Judged(kind, 3 * ClockShape.Budget);

        lives[(int)GrowthOutcome.Held].ShouldBe(0);
        count[(int)GrowthOutcome.Held].ShouldBe(0);
        lives[(int)GrowthOutcome.Broken].ShouldBeGreaterThanOrEqualTo(live);
        count[(int)GrowthOutcome.Broken].ShouldBeGreaterThanOrEqualTo(counts);
    }

    [Test]
    public void One_rest_after_the_other_is_told_by_its_median()
    {
        var rests = Rests.Of(Jobs(6, hour => hour));

        rests.Length.ShouldBe(6);
        for (var i = 1; i < rests.Length; i++)
        {
            var hours = (rests[i].Seconds - rests[i - 1].Seconds) / 3600;
            hours.ShouldBe(1.0 / 6, 0.02);
            (rests[i].Value - rests[i - 1].Value).ShouldBe(hours, 0.1);
        }
    }

    [Test]
    public void Noise_swings_saws_and_steps_have_no_rests()
    {
        var noise = new Noise(3);
        var slow = noise.Autoregressive(60, 0.9, 5);
        var at = 0;
        TimedValue[][] courses =
        [
            Curves.Of(60, _ => noise.Normal()), Curves.Of(60, _ => slow[at++]), Curves.Of(60, hour => 30 * Math.Sin(6 * hour)),
            Curves.Of(60, hour => (100 * ((hour * 2) % 1)) + noise.Normal()), Curves.Of(60, hour => (hour > 1 ? 40 : 0) + noise.Normal()),
            Curves.Of(60, _ => 5),
        ];

        foreach (var course in courses)
            Rests.Of(course).ShouldBeEmpty();
    }

    [Test]
    public void A_last_job_above_all_others_or_one_that_takes_too_long_may_be_something_else()
    {
        var jobs = Jobs(6, _ => 0);
        Rests.Of(jobs).ShouldNotBeEmpty();

        Rests.Of([.. jobs, .. After(jobs, 3, 60)]).ShouldBeEmpty();
        Rests.Of([.. jobs, .. After(jobs, 50, 30)]).ShouldBeEmpty();
        Rests.Of([.. jobs, .. After(jobs, 3, 30)]).Length.ShouldBe(6);
    }

    [Test]
    public void Too_few_readings_have_none() => Rests.Of(Jobs(6, _ => 0).AsSpan(0, 15)).ShouldBeEmpty();

    private static (int[] Lives, int[] Counts) Judged(string kind, double leak)
    {
        int[] lives = new int[3], counts = new int[3];
        for (var seed = 0; seed < Series; seed++)
        {
            var noise = new Noise(seed);
            var (samples, collected) = ClockShape.Drawn(kind, 0.75, noise).Make(noise, leak);
            lives[(int)GrowthJudge.OfLiveHeap(collected, ClockShape.Budget, Alpha).Outcome]++;
            counts[(int)GrowthJudge.OfCounts(samples, ClockShape.Budget, Alpha).Outcome]++;
        }

        return (lives, counts);
    }

    /// <summary>An hour of jobs of 20 in 60 parts of it, 50 over what grows beneath; rest at its end; a reading a minute.</summary>
    private static TimedValue[] Jobs(int jobs, Func<double, double> beneath)
    {
        var noise = new Noise(7);
        return [.. Enumerable.Range(0, 60).Select(minute => new TimedValue(minute * 60,
            100 + beneath(minute / 60.0) + (0.05 * noise.Normal()) + (minute * jobs % 60 < 20 ? 50 : 0)))];
    }

    private static IEnumerable<TimedValue> After(TimedValue[] jobs, int readings, double above) =>
        Enumerable.Range(1, readings).Select(i => new TimedValue(jobs[^1].Seconds + (i * 60), 100 + above));
}
