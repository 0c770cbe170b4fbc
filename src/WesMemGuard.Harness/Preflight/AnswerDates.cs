using System.Globalization;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;

namespace WesMemGuard.Harness.Preflight;

/// <summary>
/// What time a service has, by the <c>Date</c> of its answers (RFC 9110, 6.6.1): whole seconds, between sending and
/// answering.
/// </summary>
/// <param name="time">The time of this machine.</param>
internal sealed class AnswerDates(TimeProvider time) : IExchangeWitness
{
    private readonly Lock _lock = new();
    private (TimeSpan Least, TimeSpan Most)? _clock;

    /// <summary>
    /// The service's clock less this one: the least and the most that all answers allow; null when none told.
    /// </summary>
    public (TimeSpan Least, TimeSpan Most)? Clock
    {
        get
        {
            lock (_lock)
                return _clock;
        }
    }

    /// <inheritdoc/>
    public Action<ExchangeEnd> Began(NodeRequest request, DateTimeOffset at) => end =>
    {
        // An answer out of a cache has the date of when it was put there.
        if (Header(end, "Age") is not null
            || !DateTimeOffset.TryParseExact(Header(end, "Date"), "R", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var date))
            return;
        var (least, most) = (date - time.GetUtcNow(), date - at + TimeSpan.FromSeconds(1));
        lock (_lock)
            _clock = _clock is var (low, high) ? (low > least ? low : least, high < most ? high : most) : (least, most);
    };

    private static string? Header(ExchangeEnd end, string name) =>
        end.Headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
