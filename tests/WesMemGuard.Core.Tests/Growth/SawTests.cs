using WesMemGuard.Bench.Shapes;
using WesMemGuard.Growth;

namespace WesMemGuard.Core.Tests.Growth;

/// <summary>
/// Memory that rises and is given back: no leak, and a leak under it. The bench prints the same of thousands (<c>saws</c>).
/// </summary>
internal sealed class SawTests
{
    private const int Series = 200;
    private const double Alpha = 0.01;
    private const double Leak = 10 * SawShape.Budget;

    private static readonly (string Name, Func<Noise, SawShape, double, (TimedValue[] Points, int Falls)> Make, Judgement Judge)[] Kinds =
    [
        ("live heap", (noise, shape, leak) => shape.Make(noise, leak), (points, budget) => GrowthJudge.OfLiveHeap(points, budget, Alpha)),
        ("rss", (noise, shape, leak) => shape.Make(noise, leak, 10, 20),
            (points, budget) => GrowthJudge.OfFloors(points, [], budget, Alpha)),
        ("counts", (noise, shape, leak) => Rounded(shape.Make(noise, leak, 10)),
            (points, budget) => GrowthJudge.OfCounts(points, budget, Alpha)),
    ];

    private delegate GrowthFinding Judgement(ReadOnlySpan<TimedValue> points, double budget);

    private static IEnumerable<string> Names => Kinds.Select(kind => kind.Name);

    [TestCaseSource(nameof(Names))]
    public void Saws_of_every_period_are_hardly_ever_broken_once_a_fall_was_seen(string name)
    {
        (int broken, int seen) = Count(name, 0, falls => falls >= 1, GrowthOutcome.Broken);
        seen.ShouldBeGreaterThan(Series * 8 / 10);
        broken.ShouldBeLessThanOrEqualTo(2);
    }

    [TestCaseSource(nameof(Names))]
    public void A_leak_of_ten_budgets_under_a_saw_is_never_held(string name) =>
        Count(name, Leak, _ => true, GrowthOutcome.Held).Of.ShouldBe(0);

    [TestCase(30, 2, 0.25)]
    [TestCase(40, 2, 0.25)]
    [TestCase(60, 2, 0.25)]
    [TestCase(60, 4, 0)]
    [TestCase(60, 4, 0.25)]
    public void Teeth_of_half_an_hour_to_an_hour_are_never_a_leak(double period, double hours, double jitter)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            (TimedValue[] points, _) = new SawShape(period, hours, jitter, 0).Make(new Noise(seed), 0);
            GrowthJudge.OfLiveHeap(points, SawShape.Budget, Alpha).Outcome.ShouldNotBe(GrowthOutcome.Broken, $"seed {seed}");
        }
    }

    [Test]
    public void A_leak_of_ten_budgets_is_found_once_the_run_holds_five_teeth()
    {
        (int broken, int seen) = Count("live heap", Leak, falls => falls >= 5, GrowthOutcome.Broken);
        seen.ShouldBeGreaterThan(Series / 2);
        (100.0 * broken / seen).ShouldBeGreaterThanOrEqualTo(95);
    }

    [Test]
    public void Saws_of_many_teeth_are_held_more_often_than_not()
    {
        (int held, int seen) = Count("live heap", 0, falls => falls >= 5, GrowthOutcome.Held);
        (100.0 * held / seen).ShouldBeGreaterThanOrEqualTo(55);
    }

    [TestCase(40, ExpectedResult = GrowthReason.GivesBack)]
    [TestCase(160, ExpectedResult = GrowthReason.AboveBudget)]
    public GrowthReason What_rises_after_a_fall_is_growth_when_it_has_far_passed_where_it_fell_from(double hourly)
    {
        // 40 MiB were built up, are given back at half an hour, and grow again.
        TimedValue[] points = Curves.Of(60, hour => hour < 0.5 ? 80 * hour : hourly * (hour - 0.5));
        return GrowthJudge.OfLiveHeap(points, 4, Alpha).Reason;
    }

    [Test]
    public void A_leaking_process_that_clears_a_cache_once_still_leaks()
    {
        var noise = new Noise(5);
        for (int at = 6; at < 54; at += 6)
        {
            TimedValue[] points = Curves.Of(60, hour => (40 * hour) - (hour * 30 >= at ? 15 : 0) + (0.2 * noise.Normal()));
            GrowthJudge.OfLiveHeap(points, 4, Alpha).Outcome.ShouldBe(GrowthOutcome.Broken, $"cleared at point {at}");
        }
    }

    [Test]
    public void Two_saws_of_which_the_slow_one_fell_are_no_leak()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var noise = new Noise(seed);
            double phase = noise.Uniform(0.1, 1.4);
            TimedValue[] points =
                Curves.Of(60, hour => (60 * ((hour + phase) % 1.5)) + (60 * ((hour + noise.Uniform(0, 0.02)) % 0.3)) + noise.Normal());
            GrowthJudge.OfLiveHeap(points, 4, Alpha).Outcome.ShouldNotBe(GrowthOutcome.Broken, $"seed {seed}");
        }
    }

    [Test]
    public void A_saw_over_a_floor_that_sinks_is_no_leak()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var noise = new Noise(seed);
            double phase = noise.Uniform(0, 0.7);
            TimedValue[] points = Curves.Of(60, hour => (80 * Math.Exp(-hour)) + (100 * ((hour + phase) % 0.7)) + noise.Normal());
            GrowthJudge.OfLiveHeap(points, 4, Alpha).Outcome.ShouldNotBe(GrowthOutcome.Broken, $"seed {seed}");
        }
    }

    [Test]
    public void A_plateau_and_then_a_leak_that_passes_it_is_broken()
    {
        TimedValue[] points =
            Curves.Of(60, hour => hour < 0.6 ? 0.02 * Math.Sin(hour * 90) : (60 * (hour - 0.6)) + (0.02 * Math.Sin(hour * 90)));
        GrowthJudge.OfLiveHeap(points, 4, Alpha).Outcome.ShouldBe(GrowthOutcome.Broken);
    }

    [Test]
    public void A_step_down_is_held()
    {
        var noise = new Noise(2);
        TimedValue[] points = Curves.Of(60, hour => (hour < 0.9 ? 80 : 20) + (0.1 * noise.Normal()));
        GrowthJudge.OfLiveHeap(points, 4, Alpha).Outcome.ShouldBe(GrowthOutcome.Held);
    }

    [Test]
    public void A_leak_that_begins_after_five_even_teeth_is_not_held_by_their_minima()
    {
        TimedValue[] points = Curves.Of(60, hour => hour < 1 ? 50 * (hour % 0.2) : 10 * (hour - 1) * 60 * (hour - 1));
        GrowthJudge.OfLiveHeap(points, 4, Alpha).Outcome.ShouldNotBe(GrowthOutcome.Held);
    }

    [Test]
    public void A_first_reading_above_what_follows_is_a_fall()
    {
        TimedValue[] points = Curves.Of(60, hour => hour == 0 ? 100 : 40 * hour);
        GrowthJudge.OfLiveHeap(points, 4, Alpha).Reason.ShouldBe(GrowthReason.GivesBack);
    }

    [Test]
    public void What_was_given_back_says_how_much_longer()
    {
        TimedValue[] points = Curves.Of(60, hour => 40 * (hour % 0.9));
        GrowthFinding finding = GrowthJudge.OfLiveHeap(points, 4, Alpha);
        finding.Reason.ShouldBe(GrowthReason.GivesBack);
        // Two falls in about two hours: three more at that pace.
        finding.MoreHours.ShouldNotBeNull().ShouldBe(59 / 30.0 * 3 / 2, 0.01);
    }

    private static (TimedValue[] Points, int Falls) Rounded((TimedValue[] Points, int Falls) made) =>
        (Array.ConvertAll(made.Points, point => point with { Value = Math.Round(point.Value) }), made.Falls);

    private static (int Of, int Seen) Count(string name, double leak, Func<int, bool> counts, GrowthOutcome outcome)
    {
        var kind = Kinds.Single(k => k.Name == name);
        int of = 0, seen = 0;
        for (int seed = 0; seed < Series; seed++)
        {
            var noise = new Noise(seed);
            (TimedValue[] points, int falls) = kind.Make(noise, SawShape.Drawn(noise), leak);
            if (!counts(falls))
                continue;
            seen++;
            of += kind.Judge(points, SawShape.Budget).Outcome == outcome ? 1 : 0;
        }

        return (of, seen);
    }
}
