using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>Sees every exchange of a client: its begin and, whatever comes of it, its end. Called by any thread.</summary>
internal interface IExchangeWitness
{
    /// <summary>A request is sent.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="at">When, UTC.</param>
    /// <returns>Told once how it ended.</returns>
    Action<ExchangeEnd> Began(NodeRequest request, DateTimeOffset at);
}

/// <summary>How an exchange ended.</summary>
/// <param name="Status">The status; 0 where there was no whole answer.</param>
/// <param name="Headers">The headers as received; without Content-Encoding where the body was inflated.</param>
/// <param name="Body">The body as received; inflated where it came as gzip, which nobody asked for, and with usual names of
/// figures.</param>
/// <param name="Miss">Why there was no whole answer; null when there was one, whatever it said.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record ExchangeEnd(
    int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body, Miss? Miss, TimeSpan Elapsed);
