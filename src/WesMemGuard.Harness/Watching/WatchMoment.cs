using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Watching;

/// <summary>A node at one moment of being watched.</summary>
/// <param name="Run">What was seen so far, the open phase in it as if it ended now; nobody adds to it any more.</param>
/// <param name="Phase">The open phase's name.</param>
/// <param name="Now">UTC.</param>
/// <param name="AnsweredAt">When the node last answered, or when the watch began; UTC.</param>
/// <param name="IsGone">Whether several readings in a row went without an answer.</param>
public sealed record WatchMoment(MemoryRun Run, string Phase, DateTimeOffset Now, DateTimeOffset AnsweredAt, bool IsGone);

/// <summary>What who watches wants.</summary>
public enum WatchWish
{
    /// <summary>To go on.</summary>
    GoOn,

    /// <summary>To end the phase and begin the next.</summary>
    Mark,

    /// <summary>To stop.</summary>
    Stop,
}
