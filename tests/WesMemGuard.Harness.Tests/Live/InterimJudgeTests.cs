using WesMemGuard.Harness.Live;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>What is asked while a run goes on is what will be asked at its end.</summary>
internal sealed class InterimJudgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [TestCase(1, 0.98)]
    [TestCase(2, 0.99)]
    [TestCase(4, 0.995)]
    public void The_error_is_shared_with_limits_whose_phases_are_still_to_come(int limits, double confidence)
    {
        var metrics = new[] { "liveHeap", "heapAlloc", "goroutines", "rss" };
        var budget = LiveTest.Budget(string.Join(", ", metrics.Take(limits).Select((metric, i) => $$"""
            { "of": "process", "metric": "{{metric}}", "phase": "{{(i == 0 ? "now" : "later")}}",
              "growthPerHour": {{(i == 2 ? "1" : "\"1 MiB\"")}} }
            """)));

        var (_, verdict) = new InterimJudge(budget, new JudgeContext("x", "budget.json", "run.jsonl"))
            .Verdicts(Noisy(), limit => limit.Phase == "now").ShouldHaveSingleItem();

        verdict.Outcome.ShouldBe(Outcome.Inconclusive); // one that decides leaves the others its part
        verdict.Confidence!.Value.ShouldBe(confidence, 1e-9);
    }

    private static MemoryRun Noisy()
    {
        var run = new MemoryRun(new RunHeader("run", "run", Start, RunOrigin.Live, MemoryInterval: 30, MetricsInterval: 30));
        var noise = new Random(5);
        for (var second = 0; second < 1200; second += 30)
        {
            var at = Start.AddSeconds(second);
            var live = (900 + (noise.NextDouble() * 4)) * ByteSize.MiB;
            run.Metrics.Add(new(at, new MetricsSample
            {
                StartTimeSeconds = (Start.AddDays(-1) - DateTimeOffset.UnixEpoch).TotalSeconds,
                GcCount = 100 + (second / 30),
                LastGcSeconds = (at.AddSeconds(-1) - DateTimeOffset.UnixEpoch).TotalSeconds,
                HeapLive = live,
                HeapAlloc = live + 1e6,
                NextGc = 2 * live,
                AllocTotal = 1e9 + (1e6 * second),
            }, null));
        }

        run.Phases.Add(new Phase("now", "idle", Start, Start.AddSeconds(1200), 0, 0, 0, 0, 0));
        return run;
    }
}
