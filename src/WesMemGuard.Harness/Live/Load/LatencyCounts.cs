using HdrHistogram;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// Times from 1 µs to 20 min, to 1 %: memory stays flat however long a phase is. Locked by the caller.
/// </summary>
internal sealed class LatencyCounts
{
    private const long Longest = 20L * 60 * 1_000_000;
    private const int Digits = 2;
    private readonly LongHistogram _counts = new(Longest, Digits);
    private double _max;

    public void Add(TimeSpan taken)
    {
        _counts.RecordValue(Math.Clamp((long)taken.TotalMicroseconds, 0, Longest));
        _max = Math.Max(_max, Math.Max(taken.TotalMilliseconds, 0));
    }

    /// <summary>Takes the counts of another one in.</summary>
    public void Add(LatencyCounts other)
    {
        _counts.Add(other._counts);
        _max = Math.Max(_max, other._max);
    }

    /// <summary>The percentiles; null when nothing was measured.</summary>
    public Latency? Summary() =>
        _counts.TotalCount == 0 ? null : new Latency(At(50), At(90), At(99), Math.Round(_max, 2));

    private double At(double percentile) =>
        Math.Round(Math.Min(_counts.GetValueAtPercentile(percentile) / 1000.0, _max), 2);
}
