using WesMemGuard.Harness.Targets;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>Counts a load by spans of 10 s, and hands each span on when it is over. Locked by the caller.</summary>
internal sealed class SliceCounts(string phase, LiveClock clock, Action<LoadSlice> over)
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);
    private LatencyCounts _latency = new();
    private LatencyCounts _lateness = new();
    private DateTimeOffset _at = clock.Now;
    private (long Due, long Sent, long Ok, long Failed) _counts;

    public void Due(long many)
    {
        Roll();
        _counts.Due += many;
    }

    public void Sent(TimeSpan? lateness)
    {
        Roll();
        _counts.Sent++;
        if (lateness is { } late)
            _lateness.Add(late);
    }

    public void Ended(bool ok, TimeSpan? latency, long many)
    {
        Roll();
        if (ok)
            _counts.Ok += many;
        else
            _counts.Failed += many;
        if (latency is { } taken)
            _latency.Add(taken);
    }

    /// <summary>Hands on what was counted last.</summary>
    public void End()
    {
        if (_counts == default)
            return;
        over(new LoadSlice(_at, phase, _counts.Due, _counts.Sent, _counts.Ok, _counts.Failed, _latency.Summary(),
            _lateness.Summary()));
        _counts = default;
        (_latency, _lateness) = (new LatencyCounts(), new LatencyCounts());
    }

    private void Roll()
    {
        var now = clock.Now;
        if (now - _at < Span)
            return;
        End();
        _at += Span * Math.Floor((now - _at) / Span);
    }
}
