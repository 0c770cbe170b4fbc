using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>How one request ended.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Code">A JSON-RPC code or a status.</param>
/// <param name="Reason">The node's reason, as a code where it gives one.</param>
/// <param name="Quote">What was answered, for people; null where it succeeded.</param>
internal readonly record struct RequestEnd(LoadResultKind Kind, int? Code = null, string? Reason = null,
    string? Quote = null)
{
    public static RequestEnd Ok { get; } = new(LoadResultKind.Ok);

    /// <summary>What a miss of the client means for a load.</summary>
    public static RequestEnd Of(Miss miss) => miss switch
    {
        { Status: >= 200 and < 300 } and not { Kind: MissKind.Unexpected, Status: 200 } => Ok,
        { Kind: MissKind.RateLimited } => new(LoadResultKind.RateLimited, 429, null, miss.Detail),
        { Kind: MissKind.TimedOut } => new(LoadResultKind.TimedOut, null, null, miss.Detail),
        { Status: { } status } => new(LoadResultKind.Status, status, null, miss.Detail),
        { Kind: MissKind.Refused or MissKind.Unreadable or MissKind.Closed or MissKind.Untrusted } =>
            new(LoadResultKind.Connection, null, null, miss.Detail),
        _ => new(LoadResultKind.Unreadable, null, null, miss.Detail),
    };
}
