using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Watching;

/// <summary>A node at one moment of being watched.</summary>
/// <param name="Phase">The open phase's name.</param>
/// <param name="Now">UTC.</param>
/// <param name="AnsweredAt">When the node last answered, or when the watch began; UTC.</param>
/// <param name="IsGone">Whether several readings in a row went without an answer.</param>
/// <param name="Recent">What was seen last, and how much was seen.</param>
/// <param name="Whole">
/// Copies all that was seen so far, the open phase in it as if it ended now; nobody adds to it any more. It costs with the age of
/// the run: for who judges, not for who shows.
/// </param>
internal sealed record WatchMoment(
    string Phase, DateTimeOffset Now, DateTimeOffset AnsweredAt, bool IsGone, RecentReadings Recent, Func<MemoryRun> Whole)
{
    /// <summary>The moment of a run that is there as a whole.</summary>
    public static WatchMoment Of(MemoryRun run, string phase, DateTimeOffset now, DateTimeOffset answeredAt, bool isGone) =>
        new(phase, now, answeredAt, isGone, new ReadingCounts().Of(run), () => run);
}

/// <summary>What who watches wants.</summary>
internal enum WatchWish
{
    /// <summary>To go on.</summary>
    GoOn,

    /// <summary>To end the phase and begin the next.</summary>
    Mark,

    /// <summary>To stop.</summary>
    Stop,
}
