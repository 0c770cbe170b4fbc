namespace WesMemGuard.TestNodes;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private long _now = start.UtcTicks;

    /// <summary>Begins on a day of no meaning.</summary>
    public VirtualTime()
        : this(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Moves on to an instant; never back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant.UtcTicks > Interlocked.Read(ref _now))
            Interlocked.Exchange(ref _now, instant.UtcTicks);
    }

    /// <summary>Moves on by so much.</summary>
    public void Move(TimeSpan by) => MoveTo(GetUtcNow() + by);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);
}
