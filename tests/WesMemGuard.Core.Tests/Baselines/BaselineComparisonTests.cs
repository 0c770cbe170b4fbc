using WesMemGuard.Baselines;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Core.Tests.Baselines;

internal sealed class BaselineComparisonTests
{
    private static readonly double[] Usual = [970.0, 971.2, 970.6, 971.9, 970.3, 971.5, 970.9, 971.0];

    [Test]
    public void Five_and_five_runs_a_step_apart_are_told_at_one_percent() =>
        Judge(Usual[..5], [.. Usual[..5].Select(v => v + 40)]).Outcome.ShouldBe(Outcome.Broken);

    [Test]
    public void Five_and_five_alike_are_held()
    {
        var verdict = Judge(Usual[..5], [970.7, 971.3, 970.1, 971.6, 970.8]);

        verdict.Outcome.ShouldBe(Outcome.Held);
        verdict.Shift!.Value.ShouldBe(0, 1);
        verdict.Allowed.ShouldBe(0.02 * 970.6, 0.1);
    }

    [Test]
    public void Four_and_four_are_too_few_and_how_many_are_needed_is_said()
    {
        var verdict = Judge(Usual[..4], [.. Usual[..4].Select(v => v + 40)]);

        verdict.Outcome.ShouldBe(Outcome.Inconclusive);
        verdict.Reason.In(Language.English).ShouldContain("at least 5 and 5 are needed");
        (verdict.Low, verdict.High).ShouldBe((null, null));
    }

    [TestCase(8, Outcome.Broken)]
    [TestCase(7, Outcome.Inconclusive)]
    [TestCase(2, Outcome.Inconclusive)]
    public void One_run_is_never_broken_against_fewer_than_eight(int stored, Outcome outcome) =>
        Judge(Usual[..stored], [1050]).Outcome.ShouldBe(outcome);

    [TestCase(8, Outcome.Held)]
    [TestCase(2, Outcome.Held)]
    [TestCase(1, Outcome.Inconclusive)]
    public void One_run_that_lies_where_the_others_do_is_held(int stored, Outcome outcome) =>
        Judge(Usual[..stored], [971.1]).Outcome.ShouldBe(outcome);

    [Test]
    public void One_run_above_what_is_allowed_but_within_the_scatter_is_not_told() =>
        Judge([900, 1000, 1100, 950, 1050, 920, 1080, 990], [1100]).Outcome.ShouldBe(Outcome.Inconclusive);

    [Test]
    public void Less_than_before_is_no_regression() => Judge(Usual, [500]).Outcome.ShouldBe(Outcome.Held);

    [Test]
    public void A_metric_that_nobody_has_is_not_measured() =>
        BaselineComparison.Judge(Runs(Usual), Runs([971]), ["rss"], new Allowance(0.02))
            .ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.NotMeasured);

    [Test]
    public void Metrics_share_the_error() =>
        BaselineComparison.Judge(Runs(Usual[..5]), Runs([.. Usual[..5].Select(v => v + 40)]),
            ["liveHeap", "liveHeap", "liveHeap"], new Allowance(0.02))
            .ShouldAllBe(v => v.Outcome == Outcome.Inconclusive
                && v.Reason.In(Language.English).Contains("at least 6 and 6 are needed"));

    [TestCase(971, 4)]
    [TestCase(90, 1.8)]
    public void The_usual_allowance_is_a_share_of_small_levels_and_4_MiB_of_large_ones(double level, double allowed) =>
        Allowance.Usual.Above(level * ByteSize.MiB).ShouldBe(allowed * ByteSize.MiB, 1);

    [Test]
    public void Fourteen_MiB_above_an_idle_nodes_971_are_not_held_by_what_is_usually_allowed()
    {
        var before = Runs([.. Enumerable.Range(0, 8).Select(i => (971 + (i * 0.1)) * ByteSize.MiB)]);

        BaselineComparison.Judge(before, Runs([(971 + 14.8) * ByteSize.MiB]), ["liveHeap"], Allowance.Usual)
            .ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Broken);
        BaselineComparison.Judge(before, Runs([(971 + 3) * ByteSize.MiB]), ["liveHeap"], Allowance.Usual)
            .ShouldHaveSingleItem().Outcome.ShouldBe(Outcome.Held);
    }

    private static BaselineVerdict Judge(double[] before, double[] after) =>
        BaselineComparison.Judge(Runs(before), Runs(after), ["liveHeap"], new Allowance(0.02)).ShouldHaveSingleItem();

    private static RunLevels[] Runs(double[] values) =>
        [.. values.Select((v, i) => new RunLevels($"run{i}", default, default, new Dictionary<string, double> { ["liveHeap"] = v }))];
}
