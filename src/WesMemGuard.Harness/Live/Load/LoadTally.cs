using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>What came of the requests of one phase.</summary>
/// <param name="scrub">Takes secrets out of what is kept of an answer.</param>
internal sealed class LoadTally(Func<string, string> scrub)
{
    private const int LongestError = 200;
    private readonly Lock _lock = new();
    private readonly LatencyCounts _latency = new();
    private long _sent;
    private long _ok;
    private long _limited;
    private long _failed;
    private string? _error;

    /// <summary>A text without secrets.</summary>
    public string Scrub(string text) => scrub(text);

    /// <summary>A request was due.</summary>
    public void Due()
    {
        lock (_lock)
            _sent++;
    }

    /// <summary>The node did what it was asked.</summary>
    public void Ok(TimeSpan? latency = null)
    {
        lock (_lock)
        {
            _ok++;
            if (latency is { } taken)
                _latency.Add(taken);
        }
    }

    /// <summary>The node's rate limit refused it, or would have.</summary>
    public void Limited(string why)
    {
        lock (_lock)
        {
            _limited++;
            Keep(why);
        }
    }

    /// <summary>It was refused, or nobody answered.</summary>
    public void Failed(string why, TimeSpan? latency = null)
    {
        lock (_lock)
        {
            _failed++;
            Keep(why);
            if (latency is { } taken)
                _latency.Add(taken);
        }
    }

    /// <summary>Takes an accepted one back: it did not last.</summary>
    public void Lost(string why)
    {
        lock (_lock)
        {
            _ok--;
            _failed++;
            Keep(why);
        }
    }

    /// <summary>The phase's record.</summary>
    public Phase Phase(string name, string kind, DateTimeOffset startedAt, DateTimeOffset endedAt, double rate)
    {
        lock (_lock)
            return new Phase(name, kind, startedAt, endedAt, rate, _sent, _ok, _limited, _failed, _error, _latency.Summary());
    }

    private void Keep(string why)
    {
        if (_error is not null)
            return;
        var scrubbed = scrub(why);
        _error = scrubbed.Length <= LongestError ? scrubbed : scrubbed[..LongestError] + "…";
    }
}
