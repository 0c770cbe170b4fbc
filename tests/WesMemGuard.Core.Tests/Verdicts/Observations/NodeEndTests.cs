using WesMemGuard.Budgets;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Core.Tests.Verdicts.Observations;

internal sealed class NodeEndTests
{
    [TestCase(MissKind.Refused)]
    [TestCase(MissKind.TimedOut)]
    public void A_node_that_never_answered_is_exit_5(MissKind kind)
    {
        var run = RunFaults.Failed(SyntheticRun.Flat.Build(), Source.Memory | Source.Metrics, _ => true, kind);

        var verdict = Judged.All(run, "5 min", Judged.LiveHeapSlope);

        verdict.ExitCode.ShouldBe(ExitCodes.NoNode);
        verdict.NodeGone.ShouldNotBeNull().In(Language.English).ShouldContain("never answered");
        verdict.Verdicts[0].Outcome.ShouldBe(Outcome.NotMeasured);
    }

    [Test]
    public void A_node_that_is_gone_at_the_end_is_exit_5_before_broken()
    {
        var run = RunFaults.Failed(SyntheticRun.Flat.Build(), Source.Memory | Source.Metrics,
            at => at > SyntheticRun.At(39),
            MissKind.Refused);

        var verdict = Judged.All(run, "5 min", """{ "of": "process", "metric": "rss", "peak": "1 MiB" }""");

        verdict.Worst.ShouldBe(Outcome.Broken);
        verdict.ExitCode.ShouldBe(ExitCodes.NoNode);
        verdict.NodeGone.ShouldNotBeNull().In(Language.English).ShouldContain("gone at the end");
    }

    [Test]
    public void A_node_that_answers_429_or_404_is_there()
    {
        foreach (var kind in new[] { MissKind.RateLimited, MissKind.NotFound, MissKind.Unreadable })
            Judged.All(RunFaults.Failed(SyntheticRun.Flat.Build(), Source.All, _ => true, kind), "5 min",
                Judged.LiveHeapSlope).NodeGone.ShouldBeNull();
    }

    [Test]
    public void A_node_that_was_away_and_came_back_is_there()
    {
        var run = RunFaults.Failed(SyntheticRun.Flat.Build(), Source.All, at => at > SyntheticRun.At(20)
            && at < SyntheticRun.At(22), MissKind.Refused);

        Judged.All(run, "5 min", Judged.RssPeak).NodeGone.ShouldBeNull();
    }

    [Test]
    public void The_worst_outcome_rules_the_exit_code()
    {
        var run = SyntheticRun.Flat.Build();

        Judged.All(run, "5 min", Judged.RssPeak).ExitCode.ShouldBe(0);
        Judged.All(run, "39 min", Judged.RssPeak, Judged.LiveHeapSlope).ExitCode.ShouldBe(2);
        Judged.All(run, "39 min", Judged.LiveHeapSlope, """{ "of": "ures", "metric": "objects", "peak": 4 }""").ExitCode.ShouldBe(3);
        Judged.All(run, "5 min", Judged.RssPeak, """{ "of": "ures", "metric": "objects", "peak": 4 }""", """
            { "of": "process", "metric": "rss", "peak": "1 MiB" }
            """).ExitCode.ShouldBe(1);
    }

    [Test]
    public void Exit_codes_rank_64_4_5_1_3_2_0_and_an_error_of_our_own_first()
    {
        int[] worstFirst = [70, 64, 4, 5, 1, 3, 2, 0];
        for (var i = 1; i < worstFirst.Length; i++)
            ExitCodes.Worse(worstFirst[i], worstFirst[i - 1]).ShouldBe(worstFirst[i - 1]);
    }

    [Test]
    public void A_phase_that_the_run_lacks_is_bad_input_at_its_place()
    {
        var thrown = Should.Throw<BadInputException>(() => SyntheticRun.Flat.Build().By("""
            { "of": "process", "metric": "rss", "peak": "1 GiB", "phase": "laod" }
            """));

        thrown.Message.ShouldBe("budget.json:2:63: unknown phase \"laod\"; the run has: warm, load, settle");
    }

    [TestCase("""
        { "of": "process", "metric": "rss", "growth": { "from": "wram", "to": "settle", "max": "1 MiB" } }
        """, "budget.json:2:57: unknown phase \"wram\"")]
    [TestCase("""
        { "of": "process", "metric": "rss", "returnsTo": { "from": "warm", "after": "setle", "tolerance": "1 MiB" } }
        """, "budget.json:2:77: unknown phase \"setle\"")]
    [TestCase("""
        { "of": "process", "metric": "liveHeap", "growthPer": { "unit": "cycle", "max": "1 KiB" }, "phase": "rest*" }
        """, "budget.json:2:101: unknown phase \"rest*\"")]
    public void Every_kind_of_phase_name_is_checked(string limit, string message) =>
        Should.Throw<BadInputException>(() => SyntheticRun.Flat.Build().By(limit)).Message.ShouldStartWith(message);

    [Test]
    public void A_budget_without_limits_is_bad_input() =>
        Should.Throw<BadInputException>(() =>
            BudgetJudge.Judge(SyntheticRun.Flat.Build(), new MemoryBudget(TimeSpan.Zero, [], "budget.json"), Judged.Context))
            .Message.ShouldContain("would always pass");

    [TestCase(4, 20, false)]
    [TestCase(5, 14.9, false)]
    [TestCase(5, 15, true)]
    [TestCase(6, 60, true)]
    public void A_node_is_gone_after_five_requests_and_fifteen_seconds_without_anybody(int silent, double seconds,
        bool gone)
    {
        var run = Alone();
        for (var i = 0; i < silent; i++)
            run.Others.Add(new OtherAnswer(SyntheticRun.At(1)
                .AddSeconds(seconds * i / (silent - 1)), "/health", new Miss(MissKind.Refused, "made by a test")));

        WhyGone(run).ShouldBe(gone
            ? $"the node is gone at the end: the last {silent} requests, from 12:01:00Z on, reached nobody" : null);
    }

    [TestCase("memory")]
    [TestCase("metrics")]
    [TestCase("blocks")]
    [TestCase("others")]
    public void An_answer_of_whatever_request_means_that_somebody_is_there(string source)
    {
        var run = Alone();
        for (var i = 0; i < 20; i++)
            run.Memory.Add(new Reading<MemorySample>(SyntheticRun.At(1 + i), null,
                new Miss(MissKind.TimedOut, "made by a test")));
        WhyGone(run).ShouldNotBeNull();
        var (at, limited) = (SyntheticRun.At(19.5), new Miss(MissKind.RateLimited, "made by a test"));
        if (source == "memory")
            run.Memory.Insert(19, new Reading<MemorySample>(at, null, limited));
        else if (source == "metrics")
            run.Metrics.Add(new Reading<MetricsSample>(at, null, limited));
        else if (source == "blocks")
            run.Blocks.Add(new Reading<BlockSample>(at, null, limited));
        else
            run.Others.Add(new OtherAnswer(at, "/health", null));

        WhyGone(run).ShouldBeNull();
    }

    private static string? WhyGone(MemoryRun run) => NodeEnd.Of(run)?.Why.In(Language.English);

    private static MemoryRun Alone()
    {
        var run = SyntheticRun.Empty;
        run.Metrics.Add(new Reading<MetricsSample>(SyntheticRun.Start, new MetricsSample(), null));
        return run;
    }
}
