using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Live;

/// <summary>
/// Faults of a node that the harness only found running, in each part of a run in virtual time: never held where the
/// whole was not seen of one process that was there at the end, and the reason names the fault; held where all of it
/// was. What the harness started, and what is done to the harness itself, is tried with real processes in Cli.Tests, a
/// real Go process in GoProcess.Tests.
/// </summary>
[Parallelizable(ParallelScope.All)]
internal sealed class FaultTableTests
{
    private const string Held = "peak.within", Gone = "end.gone", Changed = "gate.processChanged", NotReached =
        "load.notReached";

    private static readonly TimeSpan OneLook = TimeSpan.FromSeconds(30), TwoMinutes = TimeSpan.FromSeconds(135);

    /// <summary>
    /// What each fault must be called in each part, by the reason's id, and how long after it the run may go on.
    /// </summary>
    private static readonly (Fault Fault, string First, string Load, string Last, TimeSpan? EndsWithin)[] Table =
    [
        (new(FaultKind.None), Held, Held, Held, null),
        (new(FaultKind.Gone), Gone, Gone, Gone, OneLook),
        (new(FaultKind.Restart), Changed, Changed, Changed, null),
        (new(FaultKind.OtherChain), Changed, Changed, Changed, null),
        (new(FaultKind.PortTaken), Changed, Changed, Changed, null),
        // One answer late or missing of many, of a process that was there before and after: nothing that a limit speaks of is unseen.
        (new(FaultKind.Stop, TimeSpan.FromSeconds(3)), Held, Held, Held, null),
        (new(FaultKind.Stop, TimeSpan.FromSeconds(20)), Held, NotReached, Gone, null),
        (new(FaultKind.Stop), Gone, Gone, Gone, TwoMinutes),
        (new(FaultKind.Clock, Ahead: TimeSpan.FromSeconds(150)), Held, Held, Held, null),
        (new(FaultKind.Clock, Ahead: TimeSpan.FromSeconds(-150)), Held, Held, Held, null),
    ];

    private static IEnumerable<TestCaseData> Cells() =>
        from row in Table
        from moment in new (string Name, double At, string Reason)[]
        {
            ("first", 89.5, row.First), ("load", 269.5, row.Load), ("the_last_10_s", 710.5, row.Last),
        }
        where row.Fault.Kind != FaultKind.None || moment.Name == "first"
        select new TestCaseData(row.Fault, moment.At, moment.Reason, row.EndsWithin)
            .SetName($"{row.Fault.ToString().Replace(' ', '_').Replace('-', 'm')}_in_{moment.Name}_is_{moment.Reason.Replace('.', '_')}");

    [TestCaseSource(nameof(Cells))]
    public async Task A_fault_is_named(Fault fault, double seconds, string reason, TimeSpan? endsWithin)
    {
        await using var cell = new FaultCell(fault, TimeSpan.FromSeconds(seconds));
        var verdict = await cell.RunAsync();

        var said = string.Join("\n", verdict.Verdicts.Select(v => v.Message.In(Language.English)));
        verdict.Verdicts.Select(v => v.Reason.Id).ShouldBe([reason, reason, reason], said);
        verdict.Verdicts.ShouldAllBe(v => v.Outcome == (reason == Held ? Outcome.Held : Outcome.Inconclusive), said);
        verdict.ExitCode.ShouldBe(reason switch
        {
            Held => ExitCodes.Held,
            Gone => ExitCodes.NoNode,
            _ =>
            ExitCodes.Inconclusive
        });
        if (endsWithin is { } within)
            (cell.Ended - cell.FaultAt).ShouldBeLessThanOrEqualTo(within);
        else
            (cell.Ended - cell.StartedAt).ShouldBeGreaterThanOrEqualTo(FaultCell.Whole);
        if (fault.Kind == FaultKind.Clock)
            cell.Run.Events.Single(e => e.Name == RunEvent.ClockStep).Seconds.ShouldBe(fault.Ahead.TotalSeconds);
        if (fault.Kind == FaultKind.OtherChain)
            said.ShouldContain("0x275d to 0x4e83");
    }
}
