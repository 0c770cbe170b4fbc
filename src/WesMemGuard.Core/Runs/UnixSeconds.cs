namespace WesMemGuard.Runs;

/// <summary>
/// Moments as a page of <c>/metrics</c> tells them: seconds since 1970, UTC, and whatever else a page may say in their
/// place.
/// </summary>
internal static class UnixSeconds
{
    /// <summary>
    /// The year 5138: nothing from here on is a moment in seconds, and today's milliseconds lie above it.
    /// </summary>
    internal const double Last = 1e11;

    /// <summary>Whether a figure can be a moment: above 0 and below <see cref="Last"/>.</summary>
    internal static bool IsMoment(double? seconds) => seconds is > 0 and < Last;

    /// <summary>The moment of a figure, to the tick; of one that is none the nearest end of what can be one.</summary>
    internal static DateTimeOffset At(double seconds) =>
        DateTimeOffset.UnixEpoch.AddTicks((long)(Math.Clamp(seconds, 0, Last) * TimeSpan.TicksPerSecond));
}
