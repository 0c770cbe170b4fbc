using WesMemGuard.Harness.Targets;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>What is done to the node while a phase lasts.</summary>
internal interface IPhaseWork
{
    /// <summary>Begins.</summary>
    Task BeginAsync(CancellationToken ct);

    /// <summary>Goes on until an instant; called again when the phase is extended.</summary>
    Task UntilAsync(DateTimeOffset end, CancellationToken ct);

    /// <summary>Ends, waiting for what is still under way.</summary>
    Task EndAsync();

    /// <summary>The declared load, a second, over the first so long; of held connections their number.</summary>
    double Rate(TimeSpan over);
}

/// <summary>Nothing is done.</summary>
internal sealed class NoWork(LiveClock clock) : IPhaseWork
{
    public Task BeginAsync(CancellationToken ct) => Task.CompletedTask;

    public Task UntilAsync(DateTimeOffset end, CancellationToken ct) => clock.UntilAsync(end, ct);

    public Task EndAsync() => Task.CompletedTask;

    public double Rate(TimeSpan over) => 0;
}
