namespace WesMemGuard.Verdicts;

/// <summary>A stretch of time, both ends included.</summary>
/// <param name="From">UTC.</param>
/// <param name="To">UTC.</param>
internal readonly record struct Window(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To > From ? To - From : TimeSpan.Zero;

    public bool Contains(DateTimeOffset at) => at >= From && at <= To;

    /// <summary>The second half: where a phase's level is read.</summary>
    public Window SecondHalf => this with { From = From + (Length / 2) };

    public Window Widened(TimeSpan before, TimeSpan after) => new(From - before, To + after);
}
