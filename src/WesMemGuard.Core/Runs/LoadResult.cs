namespace WesMemGuard.Runs;

/// <summary>How many requests of a phase ended in one way.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Count">How many.</param>
/// <param name="Code">Of a JSON-RPC error its code, of a status the status; else null.</param>
/// <param name="Reason">What the node gave as its reason, a code where it gives one, shortened; of requests that
/// never left one of the constants here; else null.</param>
/// <param name="Latency">How long they took; null where nothing was answered.</param>
public sealed record LoadResult(LoadResultKind Kind, long Count, int? Code = null, string? Reason = null,
    Latency? Latency = null)
{
    /// <summary>Not sent: every address had sent as much as the node admits.</summary>
    public const string HeldBack = "rateLimit";

    /// <summary>Not sent: too many requests waited for their answers.</summary>
    public const string TooManyInFlight = "inFlight";

    /// <summary>Not sent: the run or the phase ended first.</summary>
    public const string Ended = "ended";

    /// <summary>
    /// Not known to be sent: the engine that was to drive the load left no report. What it said is the phase's error.
    /// </summary>
    public const string NoReport = "noReport";

    /// <summary>
    /// Not known to be sent: the engine that was to drive the load was ended as it went to another machine. Where to is the phase's error.
    /// </summary>
    public const string Elsewhere = "elsewhere";
}
