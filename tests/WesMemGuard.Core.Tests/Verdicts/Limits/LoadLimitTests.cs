using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Verdicts.Limits;

/// <summary>Limits on what became of a phase's requests.</summary>
internal sealed class LoadLimitTests
{
    private static readonly Latency Quick = new(2, 5, 40, 90);
    private static readonly Phase Load = SyntheticRun.Transfers("load", 10, 24) with
    {
        Sent = 838,
        Ok = 800,
        Failed = 38,
        Latency = Quick,
        Load = new LoadCounts(840,
            [new(LoadResultKind.Ok, 800), new(LoadResultKind.NotAccepted, 38, null, "UTXO"),
            new(LoadResultKind.NotSent, 2, null, LoadResult.HeldBack)])
        { Lateness = new Latency(0.1, 0.3, 1.5, 9) },
    };

    [TestCase("failed", 40, Outcome.Held, 40)]
    [TestCase("failed", 39, Outcome.Broken, 40)]
    [TestCase("notSent", 2, Outcome.Held, 2)]
    [TestCase("notSent", 1, Outcome.Broken, 2)]
    [TestCase("latencyP99", 40, Outcome.Held, 40)]
    [TestCase("latencyP99", 39.5, Outcome.Broken, 40)]
    [TestCase("lateness", 1.5, Outcome.Held, 1.5)]
    [TestCase("lateness", 1, Outcome.Broken, 1.5)]
    public void A_figure_is_held_against_its_limit(string metric, double peak, Outcome outcome, double value)
    {
        var verdict = With(Load).By(Limit(metric, peak));

        (verdict.Outcome, verdict.Value, verdict.Unit)
            .ShouldBe((outcome, value, metric is "failed" or "notSent" ? "count" : "ms"), verdict.Message.In(Language.English));
    }

    [Test]
    public void A_latency_under_half_of_the_load_holds_nothing() =>
        With(Load with { Ok = 400, Load = new LoadCounts(840, [new(LoadResultKind.Ok, 400), new(LoadResultKind.Connection, 440)]) })
            .By(Limit("latencyP99", 100)).ShouldBe(Outcome.Inconclusive, "load not reached");

    [Test]
    public void What_an_older_run_did_not_count_was_not_measured()
    {
        var old = With(Load with { Load = null, Latency = null });

        old.By(Limit("notSent", 1)).Outcome.ShouldBe(Outcome.NotMeasured);
        old.By(Limit("lateness", 1)).Outcome.ShouldBe(Outcome.NotMeasured);
        old.By(Limit("latencyP99", 1)).Outcome.ShouldBe(Outcome.NotMeasured);
        old.By(Limit("failed", 40)).Outcome.ShouldBe(Outcome.Held);
    }

    [Test]
    public void A_phase_without_a_load_has_none_to_judge() =>
        With(Load).By("""{ "of": "load", "phase": "warm", "metric": "failed", "peak": 0 }""").Outcome.ShouldBe(Outcome.NotMeasured);

    [TestCase("failed", 40)]
    [TestCase("notSent", 2)]
    [TestCase("latencyP99", 40)]
    public void A_run_file_that_was_altered_holds_no_figure_of_a_load_and_breaks_it_still(string metric, double peak)
    {
        var run = With(Load);
        run.Losses.Add(new RunLoss(LossKind.Altered, null, null) { File = "run.jsonl", Line = 9 });

        run.By(Limit(metric, peak)).ShouldBe(Outcome.Inconclusive, "run.jsonl:9");
        run.By(Limit(metric, peak / 2)).Outcome.ShouldBe(Outcome.Broken);
    }

    [Test]
    public void What_was_lost_after_a_phase_is_none_of_its_load()
    {
        var run = With(Load);
        run.Losses.Add(new RunLoss(LossKind.DiskFull, SyntheticRun.At(30), null));
        run.By(Limit("failed", 40)).Outcome.ShouldBe(Outcome.Held);

        run.Losses.Add(new RunLoss(LossKind.DiskFull, SyntheticRun.At(20), null));
        run.By(Limit("failed", 40)).Outcome.ShouldBe(Outcome.Inconclusive);
    }

    private static string Limit(string metric, double peak) => FormattableString.Invariant($$"""
        { "of": "load", "phase": "load", "metric": "{{metric}}", "peak": {{peak}} }
        """);

    private static MemoryRun With(Phase load) =>
        (SyntheticRun.Flat with { Phases = [SyntheticRun.Idle("warm", 0, 10), load, SyntheticRun.Idle("settle", 24, 40)] }).Build();
}
