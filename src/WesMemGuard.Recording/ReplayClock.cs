namespace WesMemGuard.Recording;

/// <summary>The time of a replay: stands still until it is moved to the next recorded instant.</summary>
public sealed class ReplayClock : TimeProvider
{
    private DateTimeOffset _now;

    /// <summary>Begins at an instant.</summary>
    public ReplayClock(DateTimeOffset start) => _now = start;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves on; the recorded order rules, so it may also stand still.</summary>
    public void MoveTo(DateTimeOffset instant) => _now = instant;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now.UtcTicks;
}
