using WesMemGuard.Diagnosis;
using WesMemGuard.Harness.Diagnosing;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Harness.Tests.Live;
using WesMemGuard.Node;
using WesMemGuard.Runs;
using WesMemGuard.TestNodes;

namespace WesMemGuard.Harness.Tests.Diagnosing;

/// <summary>A chain that stands while it mines: two deployments, which no block takes, stop it for good.</summary>
internal sealed class StandingChainTests
{
    private const string Poisoned = """
         "stopsTheChain": true, "phases": [ { "phase": "mine", "kind": "mine-on", "for": "1 min" }, { "phase": "poison",
        "kind": "deploys", "rate": 1, "for": "5 s" }, { "phase": "after", "kind": "idle", "for": "5 min" } ]
        """;

    private const string Goroutines = """ { "of": "process", "metric": "goroutines", "peak": 1000 } """;

    [Test]
    public async Task A_run_says_so_beside_its_verdicts_and_its_diagnosis_names_it()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { UnevenBlocks = true });
        var verdict = (await test.RunAsync(Poisoned, Goroutines))!;
        verdict.Remarks.Select(r => r.Id).ShouldBe(["run.chainStands"]);
        var stuck = RunDiagnosis.Of(new RunSource(test.Run, "run")).Found.Found.ShouldHaveSingleItem();
        stuck.Problem.ShouldBe(Problems.ChainStuck);
        stuck.Evidence.ShouldContain(e => e.Key == "chain-rounds");
    }

    [Test]
    public async Task A_look_of_a_minute_sees_it_in_a_node_that_somebody_else_stopped()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { UnevenBlocks = true });
        await test.RunAsync(Poisoned);
        var stuck = RunDiagnosis.Of(new RunSource(await LookAsync(test), "node")).Found.Found.ShouldHaveSingleItem();
        stuck.Problem.ShouldBe(Problems.ChainStuck);
        stuck.Evidence.Select(e => e.Key).ShouldContain("chain-rounds");
    }

    [Test]
    public async Task A_chain_whose_blocks_lie_30_s_apart_stands_nowhere_and_neither_does_one_that_is_told_to_stop()
    {
        await using var test = await LiveTest.StartAsync(new TestNodeOptions { UnevenBlocks = true });
        var verdict = (await test.RunAsync("""
             "phases": [ { "phase": "mine", "kind": "mine-on", "for": "15 min" }, { "phase": "stop", "kind": "mine-off", "for": "10 min" } ]
            """, Goroutines))!;
        verdict.Remarks.ShouldBeEmpty();
        RunDiagnosis.Of(new RunSource(test.Run,
            "run")).Found.Found.ShouldNotContain(f => f.Problem == Problems.ChainStuck);
        RunDiagnosis.Of(new RunSource(await LookAsync(test), "node")).Found.Found.ShouldBeEmpty();
    }

    private static async Task<MemoryRun> LookAsync(LiveTest test)
    {
        var clock = new VirtualLiveClock(test.Time);
        var options =
            new RepeatedLookOptions(new NodeAddress(test.Node.Http, test.Node.Diagnostics!), 7, RepeatedLook.Interval);
        return await RepeatedLook.TakeAsync(options, clock, default);
    }
}
