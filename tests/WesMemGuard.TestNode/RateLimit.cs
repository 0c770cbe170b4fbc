namespace WesMemGuard.TestNodes;

/// <summary>
/// The node's limiter: 100 a client address, filled up again when a whole second has passed since it last was
/// (ratelimit.go:96).
/// </summary>
internal sealed class RateLimit
{
    private const int Capacity = 100;
    private readonly Dictionary<string, (int Tokens, DateTimeOffset Filled)> _buckets = [];

    /// <summary>Addresses ever seen; the real map is never trimmed either.</summary>
    public int Addresses => _buckets.Count;

    public bool Allows(string address, DateTimeOffset now)
    {
        var (tokens, filled) = _buckets.GetValueOrDefault(address, (Capacity, now));
        if (now - filled >= TimeSpan.FromSeconds(1))
            (tokens, filled) = (Capacity, now);
        _buckets[address] = (Math.Max(0, tokens - 1), filled);
        return tokens > 0;
    }
}
