namespace WesMemGuard.Harness.Targets;

/// <summary>
/// Labels by the system's clock as it stood at the start and by the time that has passed since: setting that clock
/// moves no schedule and hides no time.
/// </summary>
internal sealed class SteadyTime(TimeProvider system) : TimeProvider
{
    private readonly DateTimeOffset _startedAt = system.GetUtcNow();
    private readonly long _began = system.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => system.LocalTimeZone;

    public override long TimestampFrequency => system.TimestampFrequency;

    /// <summary>Whether it is the system's own time that passes; else one of a test.</summary>
    public bool IsOfSystem => system == TimeProvider.System;

    /// <summary>How far the system's clock has been set ahead since the start.</summary>
    public TimeSpan SystemAhead => system.GetUtcNow() - GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _startedAt + system.GetElapsedTime(_began);

    public override long GetTimestamp() => system.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        system.CreateTimer(callback, state, dueTime, period);
}
