namespace WesMemGuard.Runs;

/// <summary>The ways in which one request of a load can end.</summary>
public enum LoadResultKind
{
    /// <summary>The node did what it was asked.</summary>
    Ok,

    /// <summary>
    /// A JSON-RPC error that the called method defines, as "block not found": of a read it is work done.
    /// </summary>
    MethodError,

    /// <summary>
    /// Any other JSON-RPC error: an unknown method, unreadable or invalid parameters, an internal error.
    /// </summary>
    RpcError,

    /// <summary>A result that says <c>accepted: false</c> or <c>success: false</c>.</summary>
    NotAccepted,

    /// <summary>A status other than 2xx and 429.</summary>
    Status,

    /// <summary>429: the node's limit for each client address.</summary>
    RateLimited,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>Refused, or closed before the answer was whole.</summary>
    Connection,

    /// <summary>An answer that can't be read as what was asked for.</summary>
    Unreadable,

    /// <summary>It never left; <see cref="LoadResult.Reason"/> holds why.</summary>
    NotSent,

    /// <summary>Failed, in a file that didn't count failures by kind.</summary>
    Unknown,
}
