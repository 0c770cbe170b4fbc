using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Processes;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>Restarts, kills or halts the node's process.</summary>
internal sealed class ProcessWork(PhaseKind kind, NodeProcess process, LoadTally tally, LiveClock clock) : IPhaseWork
{
    public async Task BeginAsync(CancellationToken ct)
    {
        tally.Due();
        tally.Sent();
        switch (kind)
        {
            case PhaseKind.Restart:
                await process.RestartAsync(ct);
                break;
            case PhaseKind.Kill:
                await process.KillAsync(ct);
                break;
            default:
                process.Pause();
                break;
        }

        tally.Ended(RequestEnd.Ok);
    }

    public Task UntilAsync(DateTimeOffset end, CancellationToken ct) => clock.UntilAsync(end, ct);

    public Task EndAsync()
    {
        if (kind == PhaseKind.Pause)
            process.Resume();
        return Task.CompletedTask;
    }

    public double Rate(TimeSpan over) => 0;
}
