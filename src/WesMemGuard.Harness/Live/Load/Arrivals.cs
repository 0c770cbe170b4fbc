namespace WesMemGuard.Harness.Live.Load;

/// <summary>The moments at which requests are due; asked for in their order.</summary>
/// <param name="profile">The rate by time.</param>
/// <param name="seed">Of random arrivals; null: they come evenly.</param>
internal sealed class Arrivals(LoadProfile profile, int? seed)
{
    private readonly Random? _random = seed is { } s ? new Random(s) : null;
    private double _position;
    private long _number = -1;

    /// <summary>When request <paramref name="n"/> is due after the start; null: never.</summary>
    public TimeSpan? DueOf(long n)
    {
        if (_random is null)
            return profile.DueOf(n);
        // The times of a Poisson process of rate 1, bent by the profile's rate (Çinlar 1975): gaps are exponential.
        for (; _number < n; _number++)
            _position -= Math.Log(1 - _random.NextDouble());
        return profile.DueOf(_position);
    }

    /// <summary>The declared rate over the first so long; of random arrivals what chance gave.</summary>
    public double Rate(TimeSpan over) =>
        _random is null ? profile.Average(over) : Math.Max(0, _number) / Math.Max(over.TotalSeconds, 1e-3);
}
