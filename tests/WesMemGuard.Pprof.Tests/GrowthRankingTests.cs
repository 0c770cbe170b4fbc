using WesMemGuard.Pprof.Comparing;
using WesMemGuard.Pprof.Growing;

namespace WesMemGuard.Pprof.Tests;

internal sealed class GrowthRankingTests
{
    private const double MiB = 1 << 20;

    /// <summary>Names and rates as planted; the time series begins with the first profile, start-up included.</summary>
    [TestCase("planted-ispc-12", "context.recordExecutionTrace", "ispc", 12)]
    [TestCase("live-heap-planted-ispc-12", "context.recordExecutionTrace", "ispc", 12)]
    [TestCase("live-heap-planted-event-12-fine", "event.keepDelivery", "event", 12)]
    [TestCase("gogc-50-planted", "event.keepDelivery", "event", 12)]
    [TestCase("memory-limit-planted", "context.recordExecutionTrace", "ispc", 24)]
    public void A_planted_function_stands_in_the_first_three_with_its_rate(string recording, string function,
        string module, double rate)
    {
        var ranking = GrowthRanking.Rank(Recorded.Series(recording));

        var suspect = ranking.Suspects.Take(3).Single(s => s.Holder.Frame.ShortName == function);
        suspect.Module.Name.ShouldBe(module);
        suspect.Holder.Frame.Place.ShouldBe("lab_plant.go:8");
        suspect.Trend.ShouldBe(GrowthTrend.Growing);
        (suspect.PerHourLow / MiB).ShouldBeLessThanOrEqualTo(rate);
        (suspect.PerHourHigh / MiB).ShouldBeGreaterThanOrEqualTo(rate);
    }

    [TestCase("planted-ispc-12")]
    [TestCase("live-heap-planted-ispc-12")]
    [TestCase("live-heap-planted-event-12-fine")]
    [TestCase("memory-limit-planted")]
    public void A_planted_function_alone_is_accused(string recording)
        => GrowthRanking.Rank(Recorded.Series(recording)).Accused().ShouldHaveSingleItem().Holder.Frame.File.ShouldEndWith("lab_plant.go");

    [TestCase("idle")]
    [TestCase("subscribers")]
    [TestCase("block-reads")]
    public void A_node_that_doesnt_leak_accuses_nobody(string recording)
        => GrowthRanking.Rank(Recorded.Series(recording)).Accused().ShouldBeEmpty();

    [Test]
    public void A_cache_that_fills_and_stops_is_not_accused()
    {
        var ranking = GrowthRanking.Rank(Recorded.Series("planted-event-cache"));

        ranking.Suspects[0].Holder.Frame.ShortName.ShouldBe("event.keepDelivery");
        ranking.Suspects[0].StoppedGrowing.ShouldBeTrue();
        ranking.Accused().ShouldBeEmpty();
    }

    [Test]
    public void The_same_cache_while_it_fills_is_accused()
    {
        var ranking = GrowthRanking.Rank([.. Recorded.Series("planted-event-cache").Take(2)]);

        ranking.Accused().Select(s => s.Holder.Frame.ShortName).ShouldBe(["event.keepDelivery"]);
    }

    [Test]
    public void Start_up_that_stopped_stands_behind_what_grows()
    {
        var ranking = GrowthRanking.Rank(Recorded.Series("gogc-50-planted"));

        var cache = ranking.Suspects.Single(s => s.Holder.Frame.ShortName == "memory.New");
        cache.StoppedGrowing.ShouldBeTrue();
        (cache.Growth.Value / MiB).ShouldBeGreaterThan(300);
        ranking.Suspects.IndexOf(cache).ShouldBeGreaterThan(2);
    }

    /// <summary>
    /// Functions that hold the growth by the listings of go tool pprof: themselves, or as the nearest of the node above
    /// them.
    /// </summary>
    [TestCase("transfers", "block.(*Service).GetBlockByHeight", "pow_handler.(*PoWComputeService).createBlockDeepCopy",
        "methods.(*TxMethods).buildTransferTransaction")]
    [TestCase("pool-flood", "txpool.(*TxPool).savePoolState", "v3.(*logFile).encodeEntry", "methods.(*TxMethods).DeployContract")]
    [TestCase("many-clients", "middleware.(*RateLimit).allowRequest", "textproto.readMIMEHeader")]
    public void Load_that_leaks_names_who_holds_it(string recording, params string[] functions)
        => GrowthRanking.Rank(Recorded.Series(recording)).Suspects.Take(functions.Length).Select(s => s.Holder.Frame.ShortName)
            .ShouldBe(functions);

    [TestCase("planted-api-goroutines", "middleware.trackCallerWait", "api (no reporter)", 600)]
    [TestCase("live-heap-planted-event-12-fine", "badger.pinIteratorWait", "storage", 360)]
    public void Goroutines_that_pile_up_are_named_with_their_rate(string recording, string function, string module,
        double rate)
    {
        var ranking = GrowthRanking.Rank(Recorded.Series(recording, "goroutine"), ValueKind.Goroutines);

        var suspect = ranking.Accused(GrowthRanking.MaterialGoroutines).ShouldHaveSingleItem();
        suspect.Holder.Frame.ShortName.ShouldBe(function);
        suspect.Module.ToString().ShouldBe(module);
        suspect.Holder.Leaf.Function.ShouldBe("runtime.gopark");
        suspect.PerHour.ShouldBe(rate, 1);
        suspect.PerHourLow.ShouldBe(suspect.PerHour);
        suspect.Share.ShouldBeGreaterThan(0.98);
    }

    [Test]
    public void Shares_add_up_to_the_whole_rise()
        => GrowthRanking.Rank(Recorded.Series("transfers")).Suspects.Sum(s => s.Share).ShouldBe(1, 1e-9);

    [Test]
    public void A_restarted_process_is_refused()
        => Should.Throw<ProfileException>(() =>
            GrowthRanking.Rank(Recorded.Series("restarts"))).Message.ShouldStartWith(
            "The process was restarted before 2026-11-22T15:59:24");

    [Test]
    public void A_series_is_refused_when_it_has_one_profile_or_is_out_of_order()
    {
        var series = Recorded.Series("idle");

        Should.Throw<ProfileException>(() =>
            GrowthRanking.Rank([series[0]])).Message.ShouldBe("Growth needs at least two profiles, there are 1.");
        Should.Throw<ProfileException>(() =>
            GrowthRanking.Rank([series[1], series[0]])).Message.ShouldStartWith("Growth needs profiles in order of time");
    }

    [Test]
    public void Profiles_of_different_rates_or_kinds_are_refused()
    {
        var (at, coarse) = Recorded.Series("idle")[0];
        var fine = Recorded.Profile("live-heap-planted-event-12-fine/00060-heap.pb.gz");
        var goroutines = Recorded.Profile("idle/end-goroutine.pb.gz");

        Should.Throw<ProfileException>(() =>
            ProfileDiff.Between(coarse, fine)).Message.ShouldContain("one is sampled every 524288 bytes, the other every 16384");
        Should.Throw<ProfileException>(() =>
            GrowthRanking.Rank([(at, coarse), (at.AddHours(1), goroutines)], ValueKind.InuseSpace)).Message.ShouldContain(
            "can't be compared");
    }
}
