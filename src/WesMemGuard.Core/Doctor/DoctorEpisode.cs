namespace WesMemGuard.Doctor;

/// <summary>Warnings of MemoryDoctor that follow each other, and what was behind them.</summary>
/// <param name="Rule">The rule that warned.</param>
/// <param name="From">The first warning, UTC.</param>
/// <param name="To">The last warning, UTC.</param>
/// <param name="Warnings">How many.</param>
/// <param name="WindowStart">The oldest sample that the first one compared with, UTC.</param>
/// <param name="Value">The largest figure warned of: bytes of rss, goroutines, or goroutines a minute.</param>
/// <param name="Cause">What was behind it.</param>
/// <param name="LiveGrowth">What the live heap grew by meanwhile, in bytes; null when it is not known.</param>
internal sealed record DoctorEpisode(
    DoctorRule Rule, DateTimeOffset From, DateTimeOffset To, int Warnings, DateTimeOffset WindowStart, double Value,
        DoctorCause Cause, double? LiveGrowth)
{
    /// <summary>Whether there was something to warn of: memory or goroutines that are really held.</summary>
    public bool IsReal => Cause is DoctorCause.Live or DoctorCause.Counted;
}

/// <summary>What was behind a warning of MemoryDoctor.</summary>
internal enum DoctorCause
{
    /// <summary>At least half of the growth is live: the warning is real.</summary>
    Live,

    /// <summary>Between a tenth and a half of the growth is live: some of it is real.</summary>
    PartlyLive,

    /// <summary>Less than a tenth of the growth is live: garbage between two collections, not a leak.</summary>
    Garbage,

    /// <summary>The process had just started: it builds up its heap.</summary>
    StartUp,

    /// <summary>Goroutines are counted, not estimated: there are as many as the warning says.</summary>
    Counted,

    /// <summary>No live-heap point lies near both ends: it can't be told.</summary>
    Unknown,
}
