using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Harness.Live;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;
using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Judging;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>A live scenario run against a test node in virtual time, and judged.</summary>
internal sealed class LiveTest : IAsyncDisposable
{
    private LiveTest(TestNode node, VirtualTime time) => (Node, Time) = (node, time);

    public TestNode Node { get; }

    public VirtualTime Time { get; }

    public MemoryRun Run { get; private set; } = null!;

    /// <summary>The folder that the run is recorded to; null: it isn't.</summary>
    public string? RecordTo { get; set; }

    public static Task<LiveTest> StartAsync(NodeBehaviour behaviour) =>
        StartAsync(new TestNodeOptions { Behaviour = behaviour });

    public static async Task<LiveTest> StartAsync(TestNodeOptions options)
    {
        var time = new VirtualTime();
        return new LiveTest(await TestNode.StartAsync(options with { Time = time }), time);
    }

    /// <summary>Runs phases and judges them.</summary>
    /// <param name="phases">The JSON of the phases, and of what else the scenario says: <c>"phases": […]</c>.</param>
    /// <param name="limits">The JSON of the limits; null: nothing is judged.</param>
    /// <param name="change">Other options.</param>
    public async Task<RunVerdict?> RunAsync(string phases, string? limits = null,
        Func<LiveOptions, LiveOptions>? change = null)
    {
        var scenario = Scenario($$"""{ "node": { "url": "{{Node.Http}}", "diagnosticsUrl": "{{Node.Diagnostics}}" }, {{phases}} }""");
        return await RunAsync(scenario, limits is null ? null : Budget(limits), change);
    }

    public async Task<RunVerdict?> RunAsync(Scenario scenario, MemoryBudget? budget,
        Func<LiveOptions, LiveOptions>? change = null)
    {
        var options =
            new LiveOptions { Budget = budget, Process = new SteadyProcess(Time), Patience = TimeSpan.FromSeconds(5) };
        options = change?.Invoke(options) ?? options;
        var header = LiveRun.Header(scenario, "run", "test", Time.GetUtcNow());
        using var recording =
            RecordTo is null ? null : LiveRecording.Begin(scenario, header, RecordTo, options.Scrubber);
        var recorder = new RunRecorder(header) { Scrub = options.Scrubber.Text, Witness = recording };
        await LiveRun.RunAsync(scenario, options with { Recording = recording }, recorder, new VirtualLiveClock(Time),
            default);
        Run = recorder.Run;
        return budget is null
            ? null : BudgetJudge.Judge(Run, budget, new JudgeContext("test", "budget.json", "run.jsonl"));
    }

    public static Scenario Scenario(string json) => ScenarioFile.Read(Encoding.UTF8.GetBytes(json), "scenario.json");

    public static MemoryBudget Budget(string limits) =>
        BudgetFile.Read(Encoding.UTF8.GetBytes($$"""{ "limits": [ {{limits}} ] }"""), "budget.json");

    /// <summary>The record of a phase.</summary>
    public Phase this[string phase] => Run.Phases.Single(p => p.Name == phase);

    public ValueTask DisposeAsync() => Node.DisposeAsync();

    /// <summary>A process whose resident bytes move a little.</summary>
    internal sealed class SteadyProcess(TimeProvider time) : IProcessSource
    {
        private int _looks;

        public ValueTask<Reading<ProcessSample>> ReadAsync(CancellationToken ct) =>
            ValueTask.FromResult(new Reading<ProcessSample>(time.GetUtcNow(),
                new ProcessSample(4711, 90e6 + (4096 * (_looks++ % 7)), 40e6, 50e6, 8, 24), null));
    }
}
