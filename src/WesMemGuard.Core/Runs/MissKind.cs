namespace WesMemGuard.Runs;

/// <summary>The classes of failed requests that a verdict tells apart.</summary>
public enum MissKind
{
    /// <summary>429: the node's limit of 100 requests a second per client address.</summary>
    RateLimited,

    /// <summary>404: REST off, or another node, or a wrong port.</summary>
    NotFound,

    /// <summary>Nobody listened on the port.</summary>
    Refused,

    /// <summary>No answer within the client's time limit.</summary>
    TimedOut,

    /// <summary>A body that ends too early or can't be parsed; the detail names the field.</summary>
    Unreadable,

    /// <summary>503 or another status from 500 on.</summary>
    ServerError,

    /// <summary>An answer that is none of this node's: HTML of a proxy, an unexpected status.</summary>
    Unexpected,

    /// <summary>A body over the client's bound.</summary>
    TooLarge,

    /// <summary>
    /// The connection was closed before the answer was whole: what a process that ends leaves behind.
    /// </summary>
    Closed,

    /// <summary>401 or 403: who asks is not known there, or may not.</summary>
    Denied,

    /// <summary>Its TLS certificate is not trusted, or there is no TLS.</summary>
    Untrusted,
}
