namespace WesMemGuard.Harness.Targets;

/// <summary>
/// The time of a live run. Everything in it is a flow that waits here and nowhere else, so that a test can move time
/// on as soon as all flows wait.
/// </summary>
internal abstract class LiveClock
{
    /// <summary>As long as a timer can wait for, about.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Dates readings.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Now, UTC.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>How far the system's clock has been set ahead of the run's since it began.</summary>
    public virtual TimeSpan SystemAhead => TimeSpan.Zero;

    /// <summary>Waits until an instant; not at all when it is past.</summary>
    public abstract Task UntilAsync(DateTimeOffset due, CancellationToken ct);

    /// <summary>Waits until an instant as precisely as the system can, for what is measured from it.</summary>
    internal virtual Task DueAsync(DateTimeOffset due, CancellationToken ct) => UntilAsync(due, ct);

    /// <summary>Waits until flows that were begun here have ended, which may wait for time themselves.</summary>
    internal virtual Task JoinAsync(Task flows) => flows;

    /// <summary>Begins a flow beside the one that calls.</summary>
    public abstract Task RunAsync(Func<Task> flow);

    /// <summary>A clock that really waits, and goes on evenly when the system's is set.</summary>
    public static LiveClock Of(TimeProvider time) => new WaitingClock(new SteadyTime(time));

    private sealed class WaitingClock(SteadyTime time) : LiveClock
    {
        private static readonly Lazy<PacingThread> Pacing = new(() => new PacingThread());

        public override TimeProvider Time => time;

        public override TimeSpan SystemAhead => time.SystemAhead;

        public override Task UntilAsync(DateTimeOffset due, CancellationToken ct)
        {
            var wait = due - Now;
            return wait <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, time, ct);
        }

        internal override Task DueAsync(DateTimeOffset due, CancellationToken ct) =>
            time.IsOfSystem ? Pacing.Value.UntilAsync(due + time.SystemAhead, ct) : UntilAsync(due, ct);

        public override Task RunAsync(Func<Task> flow) => flow();
    }
}
