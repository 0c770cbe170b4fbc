using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>
/// A load that swells and ebbs by the clock and never rests: each moment is compared with the same moment of other periods. The bench
/// prints the same of thousands (<c>clocks --only tide</c>).
/// </summary>
internal sealed class PeriodTests
{
    private const double Alpha = 0.01;

    // Without periods 12, 15 and 17 of 30 were held.
    [Test]
    public void A_tide_of_three_quarters_of_an_hour_holds_its_limit()
    {
        var judged = ClockShapes.Judged("tide", 0);

        judged.Select(found => found[(int)GrowthOutcome.Broken]).ShouldAllBe(broken => broken == 0);
        judged.Select(found => found[(int)GrowthOutcome.Held]).ShouldBe([29, 30, 29]);
    }

    // Then 27, 23 and 28 were broken.
    [Test]
    public void A_leak_of_three_limits_under_it_is_never_held()
    {
        var judged = ClockShapes.Judged("tide", 3 * ClockShape.Budget);

        judged.Select(found => found[(int)GrowthOutcome.Held]).ShouldAllBe(held => held == 0);
        judged.Select(found => found[(int)GrowthOutcome.Broken]).ShouldBe([28, 28, 28]);
    }

    [TestCase(4.5, null)]
    [TestCase(5, GrowthReason.PeriodsRise)]
    public void What_breaks_is_seen_in_five_periods(double periods, object? reason) =>
        PeriodGrowth.Of(Tide(periods, 12), 4, Alpha)?.Reason.ShouldBe(reason);

    [TestCase(3.9, null)]
    [TestCase(4.1, GrowthReason.PeriodsKeep)]
    [TestCase(13.37, GrowthReason.PeriodsKeep)]
    public void What_holds_is_seen_in_four(double periods, object? reason) =>
        PeriodGrowth.Of(Tide(periods, 0), 4, Alpha)?.Reason.ShouldBe(reason);

    [Test]
    public void A_rise_that_begins_half_way_is_not_held()
    {
        TimedValue[] late = [.. Tide(8, 0)
            .Select(point => point with { Value = point.Value + (16 * Math.Max(0, (point.Seconds / 3600) - 0.5)) })];

        PeriodGrowth.Of(late, 10, Alpha).ShouldBeNull();
    }

    // By the mean of a period it was broken, by 20 an hour.
    [Test]
    public void A_swing_that_gets_higher_from_the_same_ebb_is_no_growth() =>
        PeriodGrowth.Of(Swelling(1, 0), 4, Alpha).ShouldBeNull();

    // By the mean of a period it was held: what the ebb rose by, the flood fell by.
    [Test]
    public void A_swing_that_gets_lower_hides_no_growth() =>
        PeriodGrowth.Of(Swelling(-1, 12), 6, Alpha).ShouldBeNull();

    // A heap that is collected more often in the first half: its last half by number began too early for half of the periods.
    [Test]
    public void Readings_that_get_fewer_are_halved_by_time()
    {
        TimedValue[] fewer = [.. Tide(8, 0).Where((_, at) => at < 120 || at % 3 == 0)];

        PeriodGrowth.Of(fewer, 4, Alpha)!.Reason.ShouldBe(GrowthReason.PeriodsKeep);
    }

    [Test]
    public void Noise_and_saws_of_uneven_teeth_do_not_repeat()
    {
        var noise = new Noise(5);
        for (var series = 0; series < 50; series++)
        {
            foreach (var correlation in (double[])[0, 0.9, 0.98, 0.995])
            {
                var at = 0;
                var slow = noise.Autoregressive(240, correlation, 5);
                PeriodGrowth.Of(Curves.Of(240, _ => slow[at++]), 1e9, Alpha).ShouldBeNull();
            }

            PeriodGrowth.Of(new SawShape(8, 1, 0.4, 0.3).Make(noise, 0).Points, 1e9, Alpha).ShouldBeNull();
        }
    }

    // Ten jobs of 40 in an hour, which build up and drop and get higher by this share or lower, from an ebb that grows by so much an hour.
    private static TimedValue[] Swelling(double share, double growth)
    {
        var noise = new Noise(12);
        return [.. Enumerable.Range(0, 240).Select(i => new TimedValue(
            i * 15, 60 + (20 * (1 + (share * ((i / 240.0) - 0.5))) * 2 * (i / 24.0 % 1))
                + (growth * i / 240) + (0.1 * noise.Normal())))];
    }

    // One hour, a reading each 15 s: a swing of 40 with a steep rise, little noise, and so much growth an hour.
    private static TimedValue[] Tide(double periods, double growth)
    {
        var noise = new Noise(11);
        return [.. Enumerable.Range(0, 240).Select(i => new TimedValue(
            i * 15, 60 + (20 * Math.Sin(2 * Math.PI * periods * i / 240)) + (5 * Math.Cos(4 * Math.PI * periods * i / 240))
                + (growth * i / 240) + (0.1 * noise.Normal())))];
    }
}
