using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Tests.Targets;

/// <summary>
/// The system's clock is set while a run goes on: no schedule moves, nothing counts as missing, and the step is told.
/// </summary>
internal sealed class SteadyTimeTests
{
    private const string Limit = """ { "of": "process", "metric": "goroutines", "peak": 100000 } """;

    [Test]
    public void Only_the_system_s_time_is_paced_by_a_thread()
    {
        new SteadyTime(TimeProvider.System).IsOfSystem.ShouldBeTrue();
        new SteadyTime(new SetClock()).IsOfSystem.ShouldBeFalse();
    }

    // Measured beside the runtime's own timers, turn about: a busy machine is late with both.
    [Test]
    public async Task What_is_due_is_woken_earlier_than_by_the_runtime_s_timers()
    {
        var clock = LiveClock.Of(TimeProvider.System);
        var (paced, timed) = (new List<double>(), new List<double>());
        for (var i = 0; i < 50; i++)
        {
            var due = clock.Now + TimeSpan.FromMilliseconds(7);
            await clock.DueAsync(due, default);
            paced.Add((clock.Now - due).TotalMilliseconds);
            due = clock.Now + TimeSpan.FromMilliseconds(7);
            await Task.Delay(TimeSpan.FromMilliseconds(7), TimeProvider.System);
            timed.Add((clock.Now - due).TotalMilliseconds);
        }

        paced.ShouldAllBe(l => l >= 0);
        paced.Order().ElementAt(25).ShouldBeLessThan(timed.Order().ElementAt(25));
    }

    [TestCase(150)]
    [TestCase(-150)]
    public async Task A_clock_that_is_set_moves_no_schedule_and_is_told(double seconds)
    {
        var system = new SetClock();
        await using var node = await TestNode.StartAsync(NodeBehaviour.Flat, TimeProvider.System);
        var scenario = LiveTest.Scenario($$"""
            { "node": { "url": "{{node.Http}}", "diagnosticsUrl": "{{node.Diagnostics}}" },
              "interval": "0.1 s", "metricsInterval": "0.2 s", "phases": [ { "phase": "p", "kind": "idle", "for": "3 s" } ] }
            """);
        var clock = LiveClock.Of(system);
        var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "steps", clock.Now));
        var running = LiveRun.RunAsync(scenario, new LiveOptions(), recorder, clock, default);
        await Task.Delay(1000);
        system.Ahead = TimeSpan.FromSeconds(seconds);
        await running;

        var run = recorder.Run;
        var step = run.Events.Single(e => e.Name == RunEvent.ClockStep);
        step.Seconds!.Value.ShouldBe(seconds, 1);
        run.Memory.Select(r => r.At).ShouldBeInOrder();
        (run.Memory[^1].At - run.Memory[0].At).ShouldBeInRange(TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(20));
        var verdict = BudgetJudge.Judge(run, LiveTest.Budget(Limit), new JudgeContext("steps", "budget.json",
            "run.jsonl")).Verdicts[0];
        verdict.Reason.In(Language.English).ShouldNotContain("two processes");
        verdict.Reason.In(Language.English).ShouldNotContain("frozen");
        verdict.Reason.In(Language.English).ShouldNotContain("the process changed");
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
