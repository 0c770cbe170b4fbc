using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>Latencies in buckets 2 % wide from 10 µs to 20 min: memory stays flat however long a phase is. Locked by the caller.</summary>
internal sealed class LatencyCounts
{
    private const double Width = 1.02;
    private const double Shortest = 0.01;
    private const int Buckets = 940;
    private readonly long[] _counts = new long[Buckets];
    private long _total;
    private double _longest;

    public void Add(TimeSpan latency)
    {
        var milliseconds = Math.Max(latency.TotalMilliseconds, 0);
        _longest = Math.Max(_longest, milliseconds);
        _counts[milliseconds <= Shortest ? 0 : Math.Clamp((int)Math.Ceiling(Math.Log(milliseconds / Shortest, Width)), 0, Buckets - 1)]++;
        _total++;
    }

    /// <summary>The percentiles, each at most 2 % too high; null when nothing was measured.</summary>
    public Latency? Summary() => _total == 0 ? null : new Latency(At(0.5), At(0.9), At(0.99), Rounded(_longest));

    private double At(double share)
    {
        var left = (long)Math.Ceiling(share * _total);
        for (var i = 0; i < Buckets; i++)
        {
            left -= _counts[i];
            if (left <= 0)
                return Rounded(Math.Min(Shortest * Math.Pow(Width, i), _longest));
        }

        return Rounded(_longest);
    }

    private static double Rounded(double milliseconds) => Math.Round(milliseconds, 2);
}
