using WesMemGuard.TestNodes;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Tests;

/// <summary>
/// Faults of a started node and of the harness itself, with real processes: what was cut short or died is never held,
/// the reason names the fault, and nothing that was started stays. Faults of a node that was only found running are in
/// Harness.Tests, in virtual time.
/// </summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.Children)]
internal sealed class FaultTableTests
{
    private static readonly SemaphoreSlim AtOnce = new(6);

    private static IEnumerable<TestCaseData> NodeCells() =>
        from cell in new (string Signal, int Exit, string Reason, string[] Moments)[]
        {
            ("KILL", ExitCodes.Broken, "end.died", ["first", "load", "last"]),
            ("TERM", ExitCodes.Broken, "end.died", ["load", "last"]),
            ("STOP", ExitCodes.NoNode, "end.stopped", ["last"]),
        }
        from moment in cell.Moments
        from wrapper in new[] { false, true }
        select new TestCaseData(cell.Signal, moment, wrapper, cell.Exit, cell.Reason)
            .SetName($"A_started_node_that_gets_{cell.Signal}_in_{moment}{(wrapper ? "_behind_a_wrapper" : "")}_is_named_and_never_held");

    private static IEnumerable<TestCaseData> HarnessCells() =>
        from cell in new (string Signals, string[] Moments)[]
        {
            ("KILL", ["first", "load", "last"]), ("TERM", ["first", "last"]), ("INT", ["load"]), ("INT INT", ["load"]),
        }
        from moment in cell.Moments
        from mode in new[] { "started", "wrapper", "running" }
        where mode != "running" || moment == "load"
        select new TestCaseData(cell.Signals, moment, mode)
            .SetName($"A_harness_that_gets_{cell.Signals.Replace(' ', '_')}_in_{moment}_{mode}_leaves_nothing_and_holds_nothing");

    [TestCaseSource(nameof(NodeCells))]
    public async Task A_node_s_fault_is_named(string signal, string moment, bool wrapper, int exit, string reason)
    {
        await AtOnce.WaitAsync();
        try
        {
            using var run = new FaultRun(FaultRun.Started(wrapper));
            await run.UntilAsync(moment);
            await FaultRun.SignalAsync(run.Node(), signal);

            var code = await run.EndAsync(60);

            code.ShouldBe(exit, run.Said);
            var verdict = run.Judged();
            verdict.Verdicts.ShouldAllBe(v => v.Outcome != Outcome.Held && v.Reason.Id == reason, run.Said);
            await run.ShouldLeaveNothingAsync();
        }
        finally
        {
            AtOnce.Release();
        }
    }

    [TestCaseSource(nameof(HarnessCells))]
    public async Task A_harness_s_own_end_is_told(string signals, string moment, string mode)
    {
        await AtOnce.WaitAsync();
        try
        {
            await using var found =
                mode == "running" ? await TestNode.StartAsync(NodeBehaviour.Flat, TimeProvider.System) : null;
            // The second signal is for a node that does not end when it is asked to.
            using var run = new FaultRun(found is null
                ? FaultRun.Started(mode == "wrapper", stubborn: signals == "INT INT")
                : $$"""
                    "node": { "url": "{{found.Http}}", "diagnosticsUrl": "{{found.Diagnostics}}" }
                    """);
            await run.UntilAsync(moment);
            foreach (var signal in signals.Split(' '))
            {
                await FaultRun.SignalAsync(run.Pid, signal);
                await Task.Delay(TimeSpan.FromSeconds(1));
            }

            var code = await run.EndAsync(30);

            code.ShouldBe(signals == "KILL" ? 137 : 130, run.Said);
            var verdict = run.Judged();
            verdict.Verdicts.ShouldNotBeEmpty();
            verdict.Verdicts.ShouldAllBe(v => v.Outcome != Outcome.Held
                && v.Reason.Id == (signals == "KILL" ? "loss.noEnd" : "loss.interrupted"), run.Said);
            await run.ShouldLeaveNothingAsync();
        }
        finally
        {
            AtOnce.Release();
        }
    }
}
