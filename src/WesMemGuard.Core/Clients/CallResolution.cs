namespace WesMemGuard.Clients;

/// <summary>What measurements of clients can tell from nothing: the same for a limit and for the difference of two builds.</summary>
internal static class CallResolution
{
    /// <summary>
    /// Bytes a call that can't be told from none: a step of a few KB, as the runtime makes now and then, over some thousand calls. One
    /// object of 100 B in each hundred calls is more than twice that.
    /// </summary>
    public const double Bytes = 0.5;

    /// <summary>
    /// Types that show less than this share of the bytes don't explain them. The arrays of a queue or a dictionary are more than half of
    /// what small elements take, and grow in steps, not in each cycle.
    /// </summary>
    public const double LeastExplained = 0.2;

    /// <summary>More than this share of the growth without calls, and it isn't theirs.</summary>
    public const double MostWithoutCalls = 0.25;

    /// <summary>A cycle that leaves less than this share of what the cycles leave on average is none of a steady growth.</summary>
    public const double LeastShare = 0.25;
}
