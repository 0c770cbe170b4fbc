using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// Faults of a node that the harness only found running, at three moments of a run of 20 minutes in virtual time: never held, and
/// the reason names the fault. What the harness started, and what is done to the harness itself, is tried with real processes.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class FaultTableTests
{
    private const string Phases = """
        "phases": [ { "phase": "first", "kind": "idle", "for": "5 min" }, { "phase": "load", "kind": "reads", "rate": 1, "for": "5 min" }, { "phase": "last", "kind": "idle", "for": "10 min" } ]
        """;

    private const string Limits = """
        { "of": "process", "metric": "goroutines", "peak": 100000 }, { "of": "process", "metric": "rss", "peak": "8 GiB" },
        { "of": "process", "metric": "liveHeap", "peak": "8 GiB" }, { "of": "process", "metric": "liveHeap", "growthPerHour": "64 MiB" }
        """;

    private static readonly TimeSpan Whole = TimeSpan.FromMinutes(20);

    private static IEnumerable<TestCaseData> Cells()
    {
        (string Fault, string Reason)[] faults =
        [
            ("gone", "the node is gone at the end"), ("restart", "the process changed"),
                ("otherChain", "the process changed|the chain id went"),
        ];
        foreach (var (fault, reason) in faults)
        {
            foreach (var (moment, seconds) in new[] { ("first", 150.0), ("load", 450.0), ("last10s", 1190.0) })
                yield return new TestCaseData(fault, seconds, reason).SetName($"{fault}_in_{moment}_is_never_held");
        }
    }

    [TestCaseSource(nameof(Cells))]
    public async Task A_fault_is_never_held(string fault, double seconds, string reasons)
    {
        await using var cell = new Cell(fault, TimeSpan.FromSeconds(seconds));
        var verdict = await cell.RunAsync();

        verdict.Verdicts.Select(v => v.Outcome)
            .ShouldNotContain(Outcome.Held, string.Join("\n", verdict.Verdicts.Select(v => v.Message.In(Language.English))));
        verdict.Verdicts.ShouldAllBe(v => reasons.Split('|', StringSplitOptions.None)
            .Any(r => v.Reason.In(Language.English).Contains(r, StringComparison.Ordinal)),
            string.Join("\n", verdict.Verdicts.Select(v => v.Reason.In(Language.English))));
        if (fault != "gone")
            return;
        verdict.ExitCode.ShouldBe(ExitCodes.NoNode);
        (cell.Ended - cell.FaultAt).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(30), "a port at which nobody listens ends the run");
    }

    [Test]
    public async Task Without_a_fault_all_is_held()
    {
        await using var cell = new Cell("none", TimeSpan.FromSeconds(150));
        var verdict = await cell.RunAsync();

        verdict.ExitCode.ShouldBe(ExitCodes.Held, string.Join("\n", verdict.Verdicts.Select(v => v.Message.In(Language.English))));
        verdict.Losses.ShouldBeEmpty();
        (cell.Ended - cell.StartedAt).ShouldBeGreaterThanOrEqualTo(Whole);
    }

    /// <summary>A run with a fault in it.</summary>
    private sealed class Cell(string fault, TimeSpan after) : IAsyncDisposable
    {
        private readonly VirtualTime _time = new();
        private TestNode? _node;
        private int _pid = 4711;

        public DateTimeOffset StartedAt { get; private set; }

        public DateTimeOffset FaultAt => StartedAt + after;

        public DateTimeOffset Ended { get; private set; }

        public async Task<RunVerdict> RunAsync()
        {
            _node = await TestNode.StartAsync(new TestNodeOptions { Time = _time });
            var scenario = LiveTest.Scenario($$"""{ "node": { "url": "{{_node.Http}}" }, {{Phases}} }""");
            var clock = new VirtualLiveClock(_time);
            StartedAt = _time.GetUtcNow();
            var recorder = new RunRecorder(LiveRun.Header(scenario, "run", "fault", StartedAt));
            var both = new TaskCompletionSource(); // time stands still until both wait
            _ = clock.RunAsync(() => both.Task);
            var running =
                LiveRun.RunAsync(scenario, new LiveOptions { Process = new Looked(this), Patience = TimeSpan.FromSeconds(5) },
                recorder, clock, default);
            var doing = fault == "none" ? Task.CompletedTask : clock.RunAsync(async () =>
            {
                await clock.UntilAsync(FaultAt, default);
                await DoAsync(_node.Http.Port);
            });
            both.SetResult();
            await running;
            await doing;
            Ended = _time.GetUtcNow();
            return BudgetJudge.Judge(recorder.Run, LiveTest.Budget(Limits), new JudgeContext("fault", "budget.json", "run.jsonl"));
        }

        public ValueTask DisposeAsync() => _node?.DisposeAsync() ?? ValueTask.CompletedTask;

        private async Task DoAsync(int port)
        {
            await _node!.DisposeAsync();
            (_node, _pid) = (null, 0);
            if (fault == "gone")
                return;
            _pid = 4712;
            _node = await TestNode.StartAsync(new TestNodeOptions
            {
                Time = _time,
                HttpPort = port,
                StartedAt = _time.GetUtcNow(),
                ChainId = fault == "otherChain" ? 20099 : 10077,
            });
        }

        private sealed class Looked(Cell cell) : IProcessSource
        {
            private int _looks;

            public ValueTask<Reading<ProcessSample>> ReadAsync(CancellationToken cancellation) => ValueTask.FromResult(cell._pid == 0
                ? new Reading<ProcessSample>(cell._time.GetUtcNow(), null, new Miss(MissKind.Refused, "there is no process"))
                : new Reading<ProcessSample>(cell._time.GetUtcNow(),
                    new ProcessSample(cell._pid, 90e6 + (4096 * (_looks++ % 7)), 40e6, 50e6, 8, 24), null));
        }
    }
}
