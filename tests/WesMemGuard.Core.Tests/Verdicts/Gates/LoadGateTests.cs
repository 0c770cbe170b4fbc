using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Gates;

internal sealed class LoadGateTests
{
    private const string SlopeInLoad = """{ "of": "process", "metric": "goroutines", "growthPerHour": 60, "phase": "load" }""";
    private static readonly Phase Load = SyntheticRun.Transfers("load", 10, 24);

    [Test]
    public void A_load_that_was_reached_lets_a_limit_hold() => With(Load).By(SlopeInLoad).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void Five_percent_may_be_refused() => With(Load with { Ok = 800, Failed = 40 }).By(SlopeInLoad).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void A_load_answered_429_takes_held_away() =>
        With(Load with { Ok = 700, Limited = 140 }).By(SlopeInLoad)
            .ShouldBe(Outcome.Inconclusive, "load not reached in phase \"load\": 700 of 840 transfers (83 %), 95 % are needed: 140 x 429");

    [Test]
    public void A_load_that_was_refused_or_not_accepted_takes_held_away() =>
        With(Load with { Ok = 700, Failed = 140, Error = "{'jsonrpc': '2.0', 'result': {'accepted': false}}" }).By(SlopeInLoad)
            .ShouldBe(Outcome.Inconclusive, "140 failed");

    [Test]
    public void A_load_that_was_never_sent_takes_held_away() =>
        With(Load with { Sent = 0, Ok = 0 }).By(SlopeInLoad).ShouldBe(Outcome.Inconclusive, "0 of 840");

    [TestCase(Judged.HeapPerTransfer)]
    [TestCase(Judged.HeapLevels)]
    [TestCase(Judged.LiveHeapSlope)]
    public void It_takes_held_away_from_every_growth_that_the_phase_lies_in(string limit) =>
        With(Load with { Ok = 700, Limited = 140 }).By(limit).ShouldBe(Outcome.Inconclusive, "load not reached");

    [Test]
    public void It_never_takes_broken_away()
    {
        var run = (SyntheticRun.Leaking(24)
            with
        {
            Phases = [SyntheticRun.Idle("warm", 0, 10), Load with { Ok = 400, Limited = 440 },
            SyntheticRun.Idle("settle", 24, 40)]
        }).Build();

        foreach (var limit in Judged.Growths.Take(4))
            run.By(limit).Outcome.ShouldBe(Outcome.Broken, run.By(limit).Message.In(Language.English));
    }

    [Test]
    public void It_takes_held_away_from_a_peak_too() =>
        With(Load with { Ok = 0, Failed = 840 }).By(Judged.RssPeak)
            .ShouldBe(Outcome.Inconclusive, "load not reached in phase \"load\": 0 of 840 transfers");

    [TestCase(Judged.RssPeak)]
    [TestCase(SlopeInLoad)]
    public void A_limit_may_ask_for_no_load(string limit)
    {
        var any = limit.TrimEnd(' ', '}') + """, "load": "any" }""";

        With(Load with { Ok = 0, Failed = 840 }).By(any).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_refused_switch_before_the_phase_takes_held_away()
    {
        var refused = new Phase("mine", "mine-on", SyntheticRun.At(9), SyntheticRun.At(10), 0, 1, 0, 0, 1);

        With(refused, Load).By(SlopeInLoad).ShouldBe(Outcome.Inconclusive, "0 of 1 mine-on");
        With(refused with { Ok = 1, Failed = 0 }, Load).By(SlopeInLoad).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_refused_switch_that_was_asked_again_does_no_harm()
    {
        var refused = new Phase("mine", "mine-on", SyntheticRun.At(8), SyntheticRun.At(9), 0, 1, 0, 0, 1);

        With(refused,
            refused with { Name = "again", StartedAt = SyntheticRun.At(9), EndedAt = SyntheticRun.At(10), Ok = 1, Failed = 0 }, Load)
            .By(SlopeInLoad).Outcome.ShouldBe(Outcome.Held);
    }

    [TestCase("fund", Outcome.Inconclusive)]
    [TestCase("mine-off", Outcome.Held)]
    public void Only_a_later_switch_of_the_same_state_makes_up_for_a_refused_one(string later, Outcome outcome)
    {
        var refused = new Phase("mine", "mine-on", SyntheticRun.At(8), SyntheticRun.At(9), 0, 1, 0, 0, 1);
        var done = new Phase("later", later, SyntheticRun.At(9), SyntheticRun.At(10), 0, 1, 1, 0, 0);

        With(refused, done, Load).By(SlopeInLoad).Outcome.ShouldBe(outcome);
        With(refused with { Kind = "fund" }, done with { Kind = "mine-on" }, Load).By(SlopeInLoad)
            .ShouldBe(Outcome.Inconclusive, "0 of 1 fund");
    }

    [Test]
    public void A_load_in_another_phase_does_not_matter_to_a_limit_on_one() =>
        With(Load with { Ok = 0, Failed = 840 }).By("""
            { "of": "process", "metric": "rss", "peak": "1 GiB", "phase": "settle" }
            """).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void A_load_that_was_never_begun_takes_held_away() =>
        With(Load, new Phase("more", "transfers", SyntheticRun.At(24), SyntheticRun.At(24), 1, 0, 0, 0,
            0)
        { Load = new LoadCounts(60, [new(LoadResultKind.NotSent, 60, null, LoadResult.Ended)]) })
            .By(Judged.RssPeak).ShouldBe(Outcome.Inconclusive, "0 of 60 transfers");

    [Test]
    public void A_peak_that_was_seen_stays_broken_without_its_load() =>
        With(Load with { Ok = 0, Failed = 840 }).By("""
            { "of": "process", "metric": "rss", "peak": "1 MiB" }
            """).Outcome.ShouldBe(Outcome.Broken);

    [TestCase("reads", Outcome.Held)]
    [TestCase("transfers", Outcome.Inconclusive)]
    public void A_json_rpc_error_is_load_for_reads_only(string kind, Outcome outcome) =>
        With(Load with { Kind = kind, Ok = 500, Failed = 340, Error = "{'jsonrpc': '2.0', 'id': 1, 'error': {'code': -32000}}" })
            .By(SlopeInLoad).Outcome.ShouldBe(outcome);

    [Test]
    public void Reads_that_were_refused_are_no_load() =>
        With(Load with { Kind = "reads", Ok = 500, Failed = 340, Error = "ConnectionRefusedError: refused" })
            .By(SlopeInLoad).Outcome.ShouldBe(Outcome.Inconclusive);

    [Test]
    public void A_phase_of_no_length_does_no_harm()
    {
        var run = With(Load, new Phase("point", "transfers", SyntheticRun.At(15), SyntheticRun.At(15), 1, 5, 5, 0, 0, null));

        run.By(Judged.HeapPerTransfer).Outcome.ShouldBe(Outcome.Held);
    }

    private static MemoryRun With(params Phase[] load) =>
        (SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("warm", 0, 10), .. load, SyntheticRun.Idle("settle", 24, 40)] }).Build();
}
