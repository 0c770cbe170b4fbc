using WesMemGuard.Runs;
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
        With(Load with { Ok = 700, Limited = 140 }).By(SlopeInLoad).ShouldBe(Outcome.Inconclusive, "load not reached in phase \"load\": 700 of 840 transfers (83 %), 95 % are needed: 140 x 429");

    [Test]
    public void A_load_that_was_refused_or_not_accepted_takes_held_away() =>
        With(Load with { Ok = 700, Failed = 140, Error = "{'jsonrpc': '2.0', 'result': {'accepted': false}}" }).By(SlopeInLoad).ShouldBe(Outcome.Inconclusive, "140 failed");

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
        var run = (SyntheticRun.Leaking(24) with { Phases = [SyntheticRun.Idle("warm", 0, 10), Load with { Ok = 400, Limited = 440 }, SyntheticRun.Idle("settle", 24, 40)] }).Build();

        foreach (var limit in Judged.Growths.Take(4))
            run.By(limit).Outcome.ShouldBe(Outcome.Broken, run.By(limit).Message);
    }

    [Test]
    public void A_peak_does_not_mind_the_load() => With(Load with { Ok = 0, Failed = 840 }).By(Judged.RssPeak).Outcome.ShouldBe(Outcome.Held);

    [TestCase("reads", Outcome.Held)]
    [TestCase("transfers", Outcome.Inconclusive)]
    public void A_json_rpc_error_is_load_for_reads_only(string kind, Outcome outcome) =>
        With(Load with { Kind = kind, Ok = 500, Failed = 340, Error = "{'jsonrpc': '2.0', 'id': 1, 'error': {'code': -32000}}" }).By(SlopeInLoad).Outcome.ShouldBe(outcome);

    [Test]
    public void Reads_that_were_refused_are_no_load() =>
        With(Load with { Kind = "reads", Ok = 500, Failed = 340, Error = "ConnectionRefusedError: refused" }).By(SlopeInLoad).Outcome.ShouldBe(Outcome.Inconclusive);

    [Test]
    public void A_phase_of_no_length_does_no_harm()
    {
        var run = With(Load, new Phase("point", "transfers", SyntheticRun.At(15), SyntheticRun.At(15), 1, 5, 5, 0, 0, null));

        run.By(Judged.HeapPerTransfer).Outcome.ShouldBe(Outcome.Held);
    }

    private static MemoryRun With(params Phase[] load) =>
        (SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("warm", 0, 10), .. load, SyntheticRun.Idle("settle", 24, 40)] }).Build();
}
