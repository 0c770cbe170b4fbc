using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Core.Tests.Verdicts;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Recording.Tests.Verdicts;

/// <summary>What is known of the recordings, against what the judge says of them, whole and cut.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RecordedOutcomesTests
{
    private const string Heap = "\"of\": \"process\", \"metric\": \"liveHeap\"";

    [TestCase("idle", Heap + ", \"growthPerHour\": \"2 MiB\"", Outcome.Held)]
    [TestCase("idle", "\"of\": \"process\", \"metric\": \"goroutines\", \"growthPerHour\": 10", Outcome.Held)]
    [TestCase("transfers", Heap + ", \"growthPerHour\": \"4 MiB\", \"phase\": \"transfers\"", Outcome.Broken)]
    [TestCase("transfers", Heap + ", \"returnsTo\": { \"from\": \"warm\", \"after\": \"stop\", \"tolerance\": \"2 MiB\" }", Outcome.Broken)]
    [TestCase("pool-flood",
        "\"of\": \"mempool.txpool\", \"metric\": \"objects\", \"returnsTo\": { \"from\": \"warm\", \"after\": "
            + "\"settle2\", \"tolerance\": 0 }", Outcome.Broken)]
    [TestCase("pool-flood", Heap
        + ", \"returnsTo\": { \"from\": \"warm\", \"after\": \"settle2\", \"tolerance\": \"2 MiB\" }", Outcome.Broken)]
    [TestCase("many-clients", Heap + ", \"growthPerHour\": \"4 MiB\", \"phase\": \"clients\"", Outcome.Broken)]
    [TestCase("many-clients", Heap
        + ", \"returnsTo\": { \"from\": \"warm\", \"after\": \"settle\", \"tolerance\": \"1 MiB\" }", Outcome.Broken)]
    [TestCase("subscribers",
        "\"of\": \"process\", \"metric\": \"goroutines\", \"returnsTo\": { \"from\": \"warm\", \"after\": \"settle\", \"tolerance\": 5 }",
        Outcome.Held)]
    [TestCase("subscribers", Heap
        + ", \"returnsTo\": { \"from\": \"warm\", \"after\": \"settle\", \"tolerance\": \"1 MiB\" }", Outcome.Held)]
    [TestCase("stalled-chain", "\"of\": \"block\", \"metric\": \"objects\", \"peak\": 50", Outcome.Broken)]
    [TestCase("block-reads", Heap + ", \"growthPerHour\": \"2 MiB\", \"phase\": \"reads\"", Outcome.Held)]
    [TestCase("block-reads", Heap
        + ", \"returnsTo\": { \"from\": \"stop\", \"after\": \"reads\", \"tolerance\": \"1 MiB\" }", Outcome.Held)]
    [TestCase("restarts", Heap + ", \"growthPerHour\": \"64 MiB\"", Outcome.Inconclusive)]
    [TestCase("minimal-mode", "\"of\": \"block\", \"metric\": \"bytes\", \"peak\": \"1 GiB\"", Outcome.NotMeasured)]
    [TestCase("rest-disabled", "\"of\": \"block\", \"metric\": \"objects\", \"peak\": 1000", Outcome.NotMeasured)]
    [TestCase("rest-disabled", "\"of\": \"process\", \"metric\": \"rss\", \"peak\": \"1 GiB\"", Outcome.Held)]
    [TestCase("no-diagnostics", Heap + ", \"evidence\": \"gc\", \"peak\": \"64 GiB\"", Outcome.NotMeasured)]
    [TestCase("live-heap-idle", Heap + ", \"growthPerHour\": \"2 MiB\"", Outcome.Held)]
    [TestCase("live-heap-planted-ispc-12", Heap + ", \"growthPerHour\": \"4 MiB\"", Outcome.Broken)]
    [TestCase("live-heap-planted-event-12-fine", Heap + ", \"growthPerHour\": \"4 MiB\"", Outcome.Broken)]
    [TestCase("live-heap-planted-event-12-fine", "\"of\": \"process\", \"metric\": \"goroutines\", \"growthPerHour\": 60", Outcome.Broken)]
    [TestCase("planted-ispc-12", Heap + ", \"growthPerHour\": \"4 MiB\"", Outcome.Broken)]
    [TestCase("planted-ispc-12", Heap + ", \"growthPerHour\": \"20 MiB\"", Outcome.Held)]
    [TestCase("planted-event-cache", Heap + ", \"growthPerHour\": \"4 MiB\"", Outcome.Held)]
    [TestCase("planted-api-goroutines", Heap + ", \"growthPerHour\": \"2 MiB\"", Outcome.Held)]
    [TestCase("planted-api-goroutines", "\"of\": \"process\", \"metric\": \"goroutines\", \"growthPerHour\": 60", Outcome.Broken)]
    [TestCase("gogc-50-planted", Heap + ", \"growthPerHour\": \"4 MiB\"", Outcome.Broken)]
    [TestCase("sync-join", Heap + ", \"growthPerHour\": \"64 MiB\"", Outcome.Held)]
    [TestCase("transfers-long", Heap + ", \"growthPerHour\": \"4 MiB\", \"phase\": \"transfers\"", Outcome.Broken)]
    [TestCase("transfers-long", Heap + ", \"growthPerHour\": \"2 MiB\", \"phase\": \"rest\"", Outcome.Held)]
    [TestCase("cycles-transfers", Heap
        + ", \"growthPer\": { \"unit\": \"cycle\", \"max\": \"2 MiB\" }, \"phase\": \"rest*\"", Outcome.Held)]
    public void The_recording_gets_its_known_outcome(string name, string limit, Outcome outcome)
    {
        var verdict = Judge(RecordedRuns.Of(name), limit);

        verdict.Outcome.ShouldBe(outcome, verdict.Message.In(Language.English));
    }

    [TestCase("growthPerHour\": \"4 MiB\"")]
    [TestCase("growthPerHour\": \"4 MiB\", \"evidence\": \"nextGc\"")]
    [TestCase("growthPerHour\": \"23 MiB\"")]
    [TestCase("growthPerHour\": \"4 MiB\", \"phase\": \"reads\"")]
    public void Under_a_memory_limit_that_rules_next_gc_nothing_is_held_and_the_message_says_why(string rule)
    {
        var verdict = Judge(RecordedRuns.Of("memory-limit-planted"), $"{Heap}, \"{rule}");

        verdict.Outcome.ShouldNotBe(Outcome.Held, verdict.Message.In(Language.English));
        if (verdict.Outcome == Outcome.Inconclusive)
            verdict.Reason.In(Language.English).ShouldContain("memory limit");
    }

    [Test]
    public void A_filling_cache_that_is_cut_while_it_fills_is_never_held([Values(12, 15, 16, 18)] int minutes)
    {
        var run = RecordedRuns.Of("planted-event-cache");
        var (from, _) = RunFaults.Span(run);

        var verdict =
            Judge(RunFaults.Removed(run, Source.All, at => at > from.AddMinutes(Math.Min(minutes, 15))),
            $"{Heap}, \"growthPerHour\": \"4 MiB\"");

        verdict.Outcome.ShouldNotBe(Outcome.Held, verdict.Message.In(Language.English));
    }

    [TestCase("idle")]
    [TestCase("block-reads", "reads")]
    [TestCase("live-heap-idle")]
    [TestCase("planted-api-goroutines")]
    public void A_node_without_a_leak_never_breaks_2_MiB_an_hour_in_any_window(string name, string? since = null)
    {
        var run = RecordedRuns.Of(name);
        var (from, to) = since is null
            ? RunFaults.Span(run) : (run.Phases.First(p => p.Name == since).StartedAt, RunFaults.Span(run).To);
        var random = new Random(20261122);
        var held = 0;
        for (var i = 0; i < 30; i++)
        {
            var length = (to - from) * (0.2 + (0.8 * random.NextDouble()));
            var start = from + ((to - from - length) * random.NextDouble());
            var verdict =
                Judge(RunFaults.Removed(run, Source.All, at => at < start || at > start + length),
                    $"{Heap}, \"growthPerHour\": \"2 MiB\"");
            verdict.Outcome.ShouldNotBe(Outcome.Broken, verdict.Message.In(Language.English));
            held += verdict.Outcome == Outcome.Held ? 1 : 0;
        }

        held.ShouldBeGreaterThan(5);
    }

    private static Verdict Judge(MemoryRun run, string limit) => BudgetJudge.Judge(
        run, BudgetFile.Read(Encoding.UTF8.GetBytes($"{{ \"limits\": [ {{ {limit} }} ] }}"), "budget.json"),
            new JudgeContext(run.Header.Name, "budget.json", "run.jsonl")).Verdicts[0];
}
