namespace WesMemGuard.Recording;

/// <summary>
/// The time of a replay: stands still until it is moved to the next recorded instant, or passes with another clock,
/// at its speed or a multiple.
/// </summary>
internal sealed class ReplayClock : TimeProvider
{
    private readonly TimeProvider? _wall;
    private readonly double _speed;
    private readonly long _begun;
    private DateTimeOffset _now;

    /// <summary>Begins at an instant.</summary>
    public ReplayClock(DateTimeOffset start) => _now = start;

    /// <summary>Begins at an instant and passes with another clock.</summary>
    /// <param name="start">The first instant.</param>
    /// <param name="wall">The other clock.</param>
    /// <param name="speed">How many times faster.</param>
    internal ReplayClock(DateTimeOffset start, TimeProvider wall, double speed)
        : this(start) => (_wall, _speed, _begun) = (wall, speed, wall.GetTimestamp());

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves on; the recorded order rules, so it may also stand still.</summary>
    public void MoveTo(DateTimeOffset instant) => _now = instant;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _wall is null ? _now : _now + (_wall.GetElapsedTime(_begun) * _speed);

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;
}
