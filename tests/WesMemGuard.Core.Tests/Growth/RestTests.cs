using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>
/// Processes that work by the clock or in bursts: rest is compared with rest. The bench prints the same of thousands (<c>clocks</c>).
/// </summary>
internal sealed class RestTests
{
    private const double Alpha = 0.01;

    // By the medians of rests alone 19, 14 and 12 were held as a live heap, 29, 29 and 23 as counts, 28, 17 and 5 by floors.
    [TestCase("batch", 28, 29, 27)]
    [TestCase("clock", 23, 29, 24)]
    [TestCase("burst", 21, 26, 21)]
    public void Jobs_of_three_quarters_of_an_hour_hold_their_limit(string kind, int live, int counts, int floors)
    {
        var judged = ClockShapes.Judged(kind, 0);

        judged.Select(found => found[(int)GrowthOutcome.Broken]).ShouldAllBe(broken => broken == 0);
        judged[0][(int)GrowthOutcome.Held].ShouldBeGreaterThanOrEqualTo(live);
        judged[1][(int)GrowthOutcome.Held].ShouldBeGreaterThanOrEqualTo(counts);
        judged[2][(int)GrowthOutcome.Held].ShouldBeGreaterThanOrEqualTo(floors);
    }

    // Then 23, 20 and 9 were broken as a live heap, 27, 27 and 18 as counts, 28, 17 and 4 by floors.
    [TestCase("batch", 25, 29, 27)]
    [TestCase("clock", 26, 29, 24)]
    [TestCase("burst", 18, 24, 21)]
    public void A_leak_of_three_limits_under_them_is_found_and_never_held(string kind, int live, int counts, int floors)
    {
        var judged = ClockShapes.Judged(kind, 3 * ClockShape.Budget);

        judged.Select(found => found[(int)GrowthOutcome.Held]).ShouldAllBe(held => held == 0);
        judged[0][(int)GrowthOutcome.Broken].ShouldBeGreaterThanOrEqualTo(live);
        judged[1][(int)GrowthOutcome.Broken].ShouldBeGreaterThanOrEqualTo(counts);
        judged[2][(int)GrowthOutcome.Broken].ShouldBeGreaterThanOrEqualTo(floors);
    }

    [Test]
    public void One_rest_after_the_other_is_told()
    {
        var rests = Rests.Of(Jobs(6, hour => hour));

        rests.Count.ShouldBe(6);
        for (var i = 1; i < rests.Count; i++)
        {
            var hours = (rests[i].Average(point => point.Seconds) - rests[i - 1].Average(point => point.Seconds)) / 3600;
            hours.ShouldBe(1.0 / 6, 0.02);
            (rests[i].Average(point => point.Value) - rests[i - 1].Average(point => point.Value)).ShouldBe(hours, 0.1);
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
        Rests.Of([.. jobs, .. After(jobs, 3, 30)]).Count.ShouldBe(6);
    }

    [Test]
    public void A_last_job_may_be_larger_by_what_jobs_differ()
    {
        TimedValue[] jobs = [.. Jobs(6, _ => 0)
            .Select((point, i) => point with { Value = point.Value + (point.Value > 130 && i < 30 ? 10 : 0) })];

        Rests.Of([.. jobs, .. After(jobs, 3, 68)]).Count.ShouldBe(6);
        Rests.Of([.. jobs, .. After(jobs, 3, 75)]).ShouldBeEmpty();
    }

    [Test]
    public void Counts_that_stand_still_have_rests()
    {
        TimedValue[] still = [.. Jobs(6, _ => 0).Select((point, i) => point with { Value = point.Value > 130 ? 140 + (i % 4) : 100 })];

        Rests.Of(still).Count.ShouldBe(6);
        RestGrowth.Of(still, 2, Alpha)!.Outcome.ShouldBe(GrowthOutcome.Held);
        // In two hours a whole one more may have come that no count shows.
        RestGrowth.Of(still, 0.4, Alpha).ShouldBeNull();
    }

    [Test]
    public void A_full_load_that_is_as_steady_as_rest_is_no_rest()
    {
        TimedValue[] full = [.. Jobs(6, _ => 0)
            .Select((point, i) => point with { Value = point.Value > 130 ? 150 + (0.01 * (i % 3)) : point.Value })];

        var rests = Rests.Of(full);

        rests.Count.ShouldBe(6);
        rests.SelectMany(rest => rest).ShouldAllBe(point => point.Value < 110);
    }

    [Test]
    public void Too_few_readings_have_none() => Rests.Of(Jobs(6, _ => 0).AsSpan(0, 15)).ShouldBeEmpty();

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
