using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

/// <summary>
/// Limits on a module's bytes by heap profiles: what the sampling leaves open is never held and never broken.
/// </summary>
internal sealed class MeasuredLimitTests
{
    private const string Peak = "\"peak\": \"4 MiB\"";
    private const string PeakInLoad = "\"peak\": \"4 MiB\", \"phase\": \"load\"";
    private const string Hourly = "\"growthPerHour\": \"4 MiB\"";
    private const string Returns =
        "\"returnsTo\": { \"from\": \"warm\", \"after\": \"settle\", \"tolerance\": \"1 MiB\" }";
    private const string Grows = "\"growth\": { \"from\": \"warm\", \"to\": \"settle\", \"max\": \"1 MiB\" }";

    /// <summary>A profile every four minutes, growing by so many MiB an hour.</summary>
    private static ProfiledRun Growing(double perHour) =>
        ProfiledRun.Of([.. Enumerable.Range(0, 8).Select(i => (6 + (i * 4.0), 2 + (perHour * i / 15)))]);

    [Test]
    public void A_peak_is_held_where_the_whole_interval_keeps_it()
    {
        var verdict = ProfiledRun.Of((6, 2), (20, 3), (39, 2.5)).By(Peak);

        verdict.ShouldBe(Outcome.Held, "every heap profile is within the limit");
        (verdict.Value, verdict.Low, verdict.High).ShouldBe((3, 2.9, 3.1));
        verdict.Samples.ShouldBe(3);
        verdict.Evidence.ShouldBe("heap profiles");
        verdict.Message.In(Language.English).ShouldContain("3 heap profiles, 1140 s apart, over");
        verdict.Message.In(Language.English).ShouldContain("2.0 MiB .. 3.0 MiB");
    }

    [Test]
    public void A_peak_that_touches_the_limit_is_within_it()
    {
        (ProfiledRun.Of((6, 2), (20, 3.5)) with { Error = 0.5 }).By(Peak).ShouldBe(Outcome.Held, "is within the limit");
        (ProfiledRun.Of((6, 2), (20, 4.5)) with { Error = 0.5 }).By(Peak).ShouldBe(Outcome.Inconclusive,
            "spans the limit");
    }

    [Test]
    public void A_peak_is_broken_only_where_the_whole_interval_is_above_it()
    {
        var verdict = ProfiledRun.Of((6, 2), (20, 4.2), (30, 5)).By(Peak);

        verdict.ShouldBe(Outcome.Broken, "the profile of 12:30:00Z is above the limit, sampling error included");
        verdict.Value.ShouldBe(5);
        verdict.Message.In(Language.English).ShouldContain("12:20:00");
        ProfiledRun.Of((6, 2), (20, 4.05)).By(Peak)
            .ShouldBe(Outcome.Inconclusive, "the profile of 12:20:00Z spans the limit; a finer GODEBUG=memprofilerate");
    }

    [Test]
    public void One_profile_can_break_a_peak_but_not_hold_it()
    {
        ProfiledRun.Of((6, 2)).By(Peak).ShouldBe(Outcome.Inconclusive,
            "only 1 heap profile lies in the window; at least 2 are needed");
        ProfiledRun.Of((6, 2), (7, 2)).By(Peak).Outcome.ShouldBe(Outcome.Held);
        ProfiledRun.Of((6, 9)).By(Peak).Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void A_profile_counts_for_its_phase_until_half_a_minute_after_it()
    {
        // The load lasts from minute 10 to 24.
        ProfiledRun.Of((12, 2), (15, 2), (24.45, 9)).By(PeakInLoad).Outcome.ShouldBe(Outcome.Broken);
        ProfiledRun.Of((12, 2), (15, 2), (24.55, 9)).By(PeakInLoad).Outcome.ShouldBe(Outcome.Held);
        ProfiledRun.Of((9, 9), (12, 2), (15, 2)).By(PeakInLoad).Outcome.ShouldBe(Outcome.Held);
    }

    [TestCase(Peak)]
    [TestCase(Hourly)]
    [TestCase(Returns)]
    public void Without_a_profile_nothing_was_measured(string rule) =>
        ProfiledRun.Of().By(rule).ShouldBe(Outcome.NotMeasured, "no heap profile was captured in this run");

    [TestCase(Peak)]
    [TestCase(Hourly)]
    [TestCase(Returns)]
    public void Profiles_that_can_not_be_read_measured_nothing(string rule) =>
        (ProfiledRun.Of() with { Unreadable = [6, 20] }).By(rule).ShouldBe(Outcome.NotMeasured,
            "no heap profile of this run can be read");

    [TestCase(PeakInLoad)]
    [TestCase(Hourly + ", \"phase\": \"load\"")]
    public void Profiles_outside_the_window_can_not_tell(string rule) =>
        ProfiledRun.Of((6, 2), (30, 2)).By(rule).ShouldBe(Outcome.Inconclusive, "no heap profile lies in the window");

    [Test]
    public void Lost_profiles_are_told()
    {
        var verdict = (ProfiledRun.Of((6, 2), (20, 3)) with { Unreadable = [12] }).By(Peak);

        verdict.Outcome.ShouldBe(Outcome.Held);
        verdict.Message.In(Language.English).ShouldContain("1 of 3 heap profiles can't be read");
    }

    [Test]
    public void Nobody_who_reads_profiles_is_not_measured()
    {
        var run = SyntheticRun.Flat.Build();
        run.Profiles.Add(new ProfileCapture(SyntheticRun.At(9), ProfileKind.Heap, "heap.pb.gz", ReadOnlyMemory<byte>.Empty));

        run.By("{ \"of\": \"ispc\", \"metric\": \"measuredBytes\", " + Peak + " }")
            .ShouldBe(Outcome.NotMeasured, "the profiles of this run were not read");
    }

    [TestCase(Returns)]
    [TestCase(Grows)]
    public void Levels_are_those_of_the_last_profile_of_each_phase(string rule)
    {
        var verdict = ProfiledRun.Of((6, 2), (9, 3), (30, 9), (39, 3.5)).By(rule);

        verdict.ShouldBe(Outcome.Held, "the growth is within the limit, sampling error included");
        verdict.Value!.Value.ShouldBe(0.5, 1e-9);
        verdict.Low!.Value.ShouldBe(0.45, 1e-9);
        verdict.High!.Value.ShouldBe(0.55, 1e-9);
        verdict.Samples.ShouldBe(2);
        verdict.Message.In(Language.English).ShouldContain("\"warm\" 3.0 MiB, \"settle\" 3.5 MiB (2 heap profiles)");
    }

    [Test]
    public void Levels_are_broken_or_open_by_the_interval_of_their_difference()
    {
        ProfiledRun.Of((9, 2), (39, 3.2)).By(Returns).ShouldBe(Outcome.Broken,
            "the module grew by more than the limit");
        ProfiledRun.Of((9, 2), (39, 3.0)).By(Returns)
            .ShouldBe(Outcome.Inconclusive, "the sampling interval of the profiles spans the limit");
        (ProfiledRun.Of((9, 2), (39, 2.5)) with { GrowthError = 0.5 }).By(Returns).Outcome.ShouldBe(Outcome.Held);
        (ProfiledRun.Of((9, 2),
            (39, 3.5)) with
        { GrowthError = 0.5 }).By(Returns).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    [Test]
    public void Each_phase_needs_a_profile_of_its_own()
    {
        ProfiledRun.Of((12, 2), (39, 3)).By(Returns)
            .ShouldBe(Outcome.Inconclusive, "no heap profile lies in phase \"warm\": capture one there");
        ProfiledRun.Of((9, 2), (12, 3)).By(Returns)
            .ShouldBe(Outcome.Inconclusive, "no heap profile lies in phase \"settle\": capture one there");
        // Half a minute after the end of one is the start of the next.
        var adjoining = SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("warm", 0, 10), SyntheticRun.Idle("settle", 10.1, 20)] };
        ProfiledRun.Of((10.2, 2)).By(Returns, adjoining).ShouldBe(Outcome.Inconclusive,
            "both phases share a single heap profile");
    }

    [Test]
    public void Phases_in_the_wrong_order_can_not_tell() =>
        ProfiledRun.Of((9, 2), (39, 2)).By("\"returnsTo\": { \"from\": \"settle\", \"after\": \"warm\", \"tolerance\": \"1 MiB\" }")
            .ShouldBe(Outcome.Inconclusive, "phase \"warm\" does not come after phase \"settle\"");

    [Test]
    public void Profiles_that_can_not_be_compared_can_not_tell() =>
        (ProfiledRun.Of((9, 2), (39, 2)) with { Comparable = false }).By(Returns).ShouldBe(Outcome.Inconclusive,
            "can't be compared");

    [Test]
    public void Warm_up_cuts_the_profiles_of_a_growth_where_later_ones_are_left()
    {
        // Warm-up ends at minute 5.
        ProfiledRun.Of((4, 9), (39, 2)).By(Grows).Value!.Value.ShouldBe(-7, 1e-9);
        ProfiledRun.Of((4, 9), (9, 2), (39, 2)).By(Grows).Value!.Value.ShouldBe(0, 1e-9);
    }

    [TestCase(Returns)]
    [TestCase(Hourly)]
    public void Without_the_declared_load_nothing_is_held(string rule)
    {
        var starved = SyntheticRun.Flat
            with
        {
            Phases = [SyntheticRun.Idle("warm", 0, 10), SyntheticRun.Transfers("load", 10, 24) with { Ok = 3 },
            SyntheticRun.Idle("settle", 24, 40)]
        };

        Growing(0).By(rule).Outcome.ShouldBe(Outcome.Held);
        Growing(0).By(rule, starved).ShouldBe(Outcome.Inconclusive, "load not reached in phase \"load\"");
    }

    [Test]
    public void A_peak_that_asks_for_no_load_holds_without_it()
    {
        var starved = SyntheticRun.Flat with { Phases = [SyntheticRun.Transfers("load", 10, 24) with { Ok = 3 }] };

        Growing(0).By(Peak, starved).ShouldBe(Outcome.Inconclusive, "load not reached in phase \"load\"");
        Growing(0).By(Peak + ", \"load\": \"any\"", starved).Outcome.ShouldBe(Outcome.Held);
    }

    [TestCase(Returns)]
    [TestCase(Hourly)]
    public void Across_a_restart_nothing_is_said(string rule) =>
        Growing(0).All(SyntheticRun.Flat, "{ \"of\": \"ispc\", \"metric\": \"measuredBytes\", " + rule
            + " }", run => RunFaults.Restarted(run, SyntheticRun.At(20)))
            .ShouldBe(Outcome.Inconclusive, "process changed");

    [Test]
    public void Growth_an_hour_is_broken_when_points_and_sampling_are_above()
    {
        var verdict = Growing(12).By(Hourly);

        verdict.ShouldBe(Outcome.Broken, "the whole interval is above the limit");
        verdict.Value!.Value.ShouldBe(12, 0.01);
        verdict.Low!.Value.ShouldBeInRange(11.8, 12);
        verdict.High!.Value.ShouldBeInRange(12, 12.2);
        verdict.Message.In(Language.English).ShouldContain("8 heap profiles, 240 s apart, over 35 min; 2.0 MiB -> 7.6 MiB");
        (Growing(12) with { GrowthError = 6 }).By(Hourly)
            .ShouldBe(Outcome.Inconclusive, "the sampling error of 8 heap profiles spans the limit");
        (Growing(12) with { Comparable = false }).By(Hourly).ShouldBe(Outcome.Inconclusive,
            "the sampling error of 8 heap profiles");
    }

    [Test]
    public void Growth_an_hour_is_held_when_points_and_sampling_keep_it()
    {
        Growing(1).By(Hourly).ShouldBe(Outcome.Held, "the whole interval is within the limit");
        (Growing(1) with { GrowthError = 3 }).By(Hourly).ShouldBe(Outcome.Inconclusive,
            "the sampling error of 8 heap profiles");
        (Growing(1) with { Comparable = false }).By(Hourly).ShouldBe(Outcome.Inconclusive, "the sampling error");
    }

    [Test]
    public void The_interval_is_the_wider_of_scatter_and_sampling()
    {
        var narrow = (Growing(1) with { GrowthError = 0.001 }).By(Hourly);
        var wide = (Growing(1) with { GrowthError = 1 }).By(Hourly);

        (wide.High!.Value - wide.Low!.Value).ShouldBe(2 / (28 / 60.0), 0.01);
        (narrow.High!.Value - narrow.Low!.Value).ShouldBe(0.002 / (28 / 60.0), 0.001);
    }

    [Test]
    public void Too_few_profiles_say_how_many_would_do()
    {
        ProfiledRun.Of((6, 2), (10, 2), (20, 2), (30, 2)).By(Hourly)
            .ShouldBe(Outcome.Inconclusive, "4 heap profiles are too few; 5 are needed after warm-up");
        ProfiledRun.Of((6, 2)).By(Hourly).ShouldBe(Outcome.Inconclusive, "1 heap profile is too few");
    }

    [Test]
    public void Growth_per_unit_needs_more_than_profiles_give() =>
        Growing(1).By("\"growthPer\": { \"unit\": \"transfer\", \"max\": \"1 KiB\" }, \"phase\": \"load\"")
            .ShouldBe(Outcome.Inconclusive, "use growthPerHour, growth or returnsTo");

    [Test]
    public void Nothing_is_left_of_a_window_that_warm_up_cuts_whole() =>
        Growing(1).By(Hourly + ", \"phase\": \"warm\"", SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("warm", 0, 5)] })
            .ShouldBe(Outcome.Inconclusive, "nothing is left after warm-up");

    [Test]
    public void A_peak_that_no_profile_surely_passes_is_told_by_the_one_that_may()
    {
        // The largest low end and the largest high end are of two profiles.
        var verdict = (ProfiledRun.Of((6, 3), (20, 3.5), (30, 2)) with { Error = 0.3, WiderAt = (30, 3) }).By(Peak);

        verdict.ShouldBe(Outcome.Inconclusive, "the profile of 12:30:00Z spans the limit");
        (verdict.Low, verdict.High).ShouldBe((-1, 5));
    }

    [Test]
    public void A_growth_is_told_from_the_profile_where_it_stopped()
    {
        // Grows by 8 MiB until minute 14 and stands still from then on: the last part is held by its own sampling error.
        var stopped =
            ProfiledRun.Of([.. Enumerable.Range(0, 12).Select(i => (6 + (i * 3.0), Math.Min(10, 2.0 + (4 * i))))]);

        var verdict = stopped.By(Hourly);

        verdict.ShouldBe(Outcome.Held, "growth stopped");
        verdict.High.ShouldNotBeNull().ShouldBeGreaterThan(4);
        (stopped with { GrowthError = 2 }).By(Hourly).ShouldBe(Outcome.Inconclusive,
            "the sampling error of 12 heap profiles");
    }

    [Test]
    public void Too_few_profiles_still_tell_what_lies_between_them()
    {
        var verdict = ProfiledRun.Of((10, 2), (20, 3), (30, 4)).By(Hourly);

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Value!.Value.ShouldBe(6, 0.01);
        verdict.Low!.Value.ShouldBe(6 - 0.15, 0.01);
        verdict.High!.Value.ShouldBe(6 + 0.15, 0.01);
        verdict.Confidence!.Value.ShouldBe(0.98, 1e-9);
        var lone = ProfiledRun.Of((10, 2)).By(Hourly);
        (lone.Value, lone.Low, lone.High, lone.Confidence).ShouldBe((null, null, null, null));
    }

    [Test]
    public void A_peak_that_is_passed_by_the_lower_end_alone_is_broken_since_that_profile()
    {
        var verdict = ProfiledRun.Of((6, 4.1), (20, 4.2), (30, 9)).By(Peak);

        // The first profile's lower end is the limit itself.
        verdict.Message.In(Language.English).ShouldContain("since      2026-11-22 12:20:00Z");
    }

    /// <summary>
    /// Six profiles of a module that grows by 18 MiB/h, twice two at nearly one moment that show the same.
    /// </summary>
    private static ProfiledRun Sampled { get; } =
        ProfiledRun.Of((6, 2), (12, 3.8), (12.2, 3.8), (24, 7.4), (24.2, 7.4), (36, 11)) with { GrowthError = 0.3 };

    [TestCase("")]
    [TestCase(", { \"of\": \"process\", \"metric\": \"goroutines\", \"growthPerHour\": 60 }, { \"of\": \"process\", "
        + "\"metric\": \"liveHeap\", \"growthPerHour\": \"4 MiB\" }")]
    public void The_known_error_of_the_sampling_tells_where_the_order_of_six_sizes_does_not(string others)
    {
        var limits = "{ \"of\": \"ispc\", \"metric\": \"measuredBytes\", " + Hourly + " }" + others;
        var verdict = Sampled.Every(SyntheticRun.Flat, limits)[0];

        verdict.ShouldBe(Outcome.Broken, "the whole interval is above the limit");
        verdict.Value!.Value.ShouldBe(18, 0.01);
        verdict.Low!.Value.ShouldBeInRange(17, 17.5);
        verdict.High!.Value.ShouldBeInRange(18.5, 19);
    }

    [Test]
    public void The_known_error_holds_too() =>
        Sampled.By("\"growthPerHour\": \"24 MiB\"").ShouldBe(Outcome.Held, "within the limit");

    [Test]
    public void A_module_that_scatters_more_than_sampling_does_is_told_by_its_sizes()
    {
        (Sampled with { GrowthError = 0.01 }).By(Hourly).ShouldBe(Outcome.Inconclusive, "spans the limit");
        var stepped = ProfiledRun.Of((6, 2), (12, 2), (18, 2), (24, 12), (30, 12), (36, 12)) with { GrowthError = 0.9 };
        stepped.By(Hourly).Outcome.ShouldBe(Outcome.Inconclusive);
        var filled =
            ProfiledRun.Of((6, 2), (12, 6), (18, 10), (24, 10.1), (30, 10.1), (36, 10.1)) with { GrowthError = 2 };
        filled.By(Hourly).Outcome.ShouldNotBe(Outcome.Broken);
    }
}
