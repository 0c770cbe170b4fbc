using System.Text.Json.Serialization;
using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>One request that was due to a source: its sample, or why there is none. Exactly one of the two is set.</summary>
/// <typeparam name="T">The kind of sample.</typeparam>
/// <param name="At">When the request was sent, UTC.</param>
/// <param name="Sample">What was measured.</param>
/// <param name="Miss">Why nothing was measured.</param>
/// <param name="Mark">What asked for it when it was not the regular poll: <c>live-heap</c>, <c>after-gc</c>.</param>
public readonly record struct Reading<T>(DateTimeOffset At, T? Sample, Miss? Miss, string? Mark = null) where T : class
{
    /// <summary>A reading as an entry of a run.</summary>
    public static implicit operator RunEntry(Reading<T> reading) => new RunEntry<Reading<T>>(reading);
}

/// <summary>Why a request gave no sample.</summary>
/// <param name="Kind">The class of the failure.</param>
/// <param name="Detail">What was seen: a status, the first bytes of a body, the field that could not be read.</param>
public sealed record Miss(MissKind Kind, string Detail)
{
    /// <summary>What was seen, on one line whatever the node says.</summary>
    public string Detail { get; init => field = OneLine.Of(value); } = OneLine.Of(Detail);

    /// <summary>Whether there was an answer to the request, of which nothing is believed.</summary>
    [JsonIgnore]
    public bool WasAnswered => Kind is MissKind.Unreadable or MissKind.Unexpected or MissKind.TooLarge;

    /// <summary>The answer's status; null where none came, and in runs of earlier versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Status { get; init; }
}

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

    /// <summary>The connection was closed before the answer was whole: what a process that ends leaves behind.</summary>
    Closed,

    /// <summary>401 or 403: who asks is not known there, or may not.</summary>
    Denied,

    /// <summary>Its TLS certificate is not trusted, or there is no TLS.</summary>
    Untrusted,
}
