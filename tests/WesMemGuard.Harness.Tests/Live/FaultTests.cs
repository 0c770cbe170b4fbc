using WesMemGuard.Reasons;
using WesMemGuard.TestNodes;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>Every fault of a node leads to an outcome of its own that says why, and never to held.</summary>
internal sealed class FaultTests
{
    private const string Goroutines = """ { "of": "process", "metric": "goroutines", "growthPerHour": 60 } """;
    private const string LiveHeap = """ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" } """;
    private const string BlockBytes = """ { "of": "block", "metric": "bytes", "peak": "8 MiB" } """;
    private const string Pool = """ { "of": "mempool.txpool", "metric": "objects", "peak": 100 } """;

    [TestCase(NodeBehaviour.Restart, Goroutines, Outcome.Inconclusive, "process changed")]
    [TestCase(NodeBehaviour.Restart, LiveHeap, Outcome.Inconclusive, "process changed")]
    [TestCase(NodeBehaviour.Frozen, Goroutines, Outcome.NotMeasured, "frozen")]
    [TestCase(NodeBehaviour.RateLimited, Goroutines, Outcome.Inconclusive, "429")]
    [TestCase(NodeBehaviour.RateLimited, LiveHeap, Outcome.Inconclusive, "429")]
    [TestCase(NodeBehaviour.TornJson, Goroutines, Outcome.NotMeasured, "connection closed")]
    [TestCase(NodeBehaviour.TornJson, LiveHeap, Outcome.NotMeasured, "connection closed")]
    [TestCase(NodeBehaviour.ClockJump, LiveHeap, Outcome.Inconclusive, "process_start_time_seconds")]
    [TestCase(NodeBehaviour.WrongNode, LiveHeap, Outcome.Inconclusive, "process changed")]
    [TestCase(NodeBehaviour.WrongNode, Goroutines, Outcome.Inconclusive, "process changed")]
    [TestCase(NodeBehaviour.MinimalMode, BlockBytes, Outcome.NotMeasured, "minimal")]
    [TestCase(NodeBehaviour.RestDisabled, Goroutines, Outcome.Held, "")]
    [TestCase(NodeBehaviour.RestDisabled, Pool, Outcome.NotMeasured, "REST is off")]
    [TestCase(NodeBehaviour.ExpiredTransactions, Pool, Outcome.Broken, "above the limit")]
    public async Task A_fault_has_its_named_outcome(NodeBehaviour behaviour, string limit, Outcome outcome,
        string reason)
    {
        await using var test = await LiveTest.StartAsync(behaviour);
        var verdict = (await test.RunAsync(""" "phases": [ { "phase": "idle", "kind": "idle", "for": "25 min" } ] """,
            limit))!.Verdicts[0];
        verdict.Outcome.ShouldBe(outcome, verdict.Message.In(Language.English));
        verdict.Reason.In(Language.English).ShouldContain(reason);
    }

    [TestCase(NodeBehaviour.Huge, "too large")]
    [TestCase(NodeBehaviour.SlowLoris, "timed out")]
    public async Task A_node_that_sends_too_much_or_too_slowly_is_not_measured(NodeBehaviour behaviour, string reason)
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { Behaviour = behaviour, Strikes = TimeSpan.FromSeconds(20) });
        var verdict = (await test.RunAsync(
            """
                 "interval": "20 s", "phases": [ { "phase": "idle", "kind": "idle", "for": "80 s" } ]
                """, """ { "of": "process", "metric": "goroutines", "peak": 1000 } """,
            options => options with { Patience = TimeSpan.FromSeconds(behaviour == NodeBehaviour.Huge ? 10 : 0.25) }))!.Verdicts[0];
        verdict.Outcome.ShouldBe(Outcome.NotMeasured, verdict.Message.In(Language.English));
        verdict.Reason.In(Language.English).ShouldContain(reason);
    }

    [Test]
    public void Every_curve_and_every_fault_has_a_case_and_every_fault_one_that_is_not_held()
    {
        var cases = new[] { typeof(FaultTests), typeof(CurveTests) }.SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes(typeof(TestCaseAttribute), false)).Cast<TestCaseAttribute>()
            .Select(c => c.Arguments.OfType<object>().ToList()).Where(a => a[0] is NodeBehaviour).ToList();
        var behaviours = Enum.GetValues<NodeBehaviour>();
        behaviours.Length.ShouldBe(20);
        cases.Select(a => (NodeBehaviour)a[0]).Distinct().Order().ShouldBe(behaviours);
        var faults = behaviours.Where(b => b >= NodeBehaviour.Restart).ToList();
        faults.Count.ShouldBe(11);
        faults.ShouldAllBe(f => cases.Any(a => (NodeBehaviour)a[0] == f && !a.Contains(Outcome.Held)));
    }

    [Test]
    public async Task A_node_that_goes_away_ends_the_run_early_and_is_said_to_be_gone()
    {
        await using var test = await LiveTest.StartAsync(NodeBehaviour.Flat);
        var verdict = (await test.RunAsync(
            """
                 "phases": [ { "phase": "idle", "kind": "idle", "for": "2 min" }, { "phase": "more", "kind": "idle",
                "for": "1 h" }, { "phase": "last", "kind": "idle", "for": "1 h" } ]
                """,
            $$""" {{Goroutines}}, { "of": "process", "metric": "goroutines", "phase": "last", "peak": 1000 } """,
            options => options with { Began = phase => { if (phase.Name == "more") test.Node.DisposeAsync().AsTask().Wait(); } }))!;
        verdict.ExitCode.ShouldBe(ExitCodes.NoNode);
        verdict.NodeGone!.In(Language.English).ShouldContain("gone at the end");
        (test.Run.Events[^1].At - test.Run.Header.StartedAt).ShouldBeLessThan(TimeSpan.FromMinutes(6));
        test["last"].Error.ShouldBe("not reached: the node was gone");
        verdict.Verdicts.ShouldAllBe(v => v.Outcome != Outcome.Held);
    }
}
