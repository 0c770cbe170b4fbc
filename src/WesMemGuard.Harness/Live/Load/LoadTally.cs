using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>What came of the requests of one phase, each once: due, then either not sent or sent, then ended in one way.</summary>
/// <param name="scrub">Takes secrets out of what is kept of an answer.</param>
/// <param name="slices">Counts by spans of time too; null: nobody asks.</param>
internal sealed class LoadTally(Func<string, string> scrub, SliceCounts? slices = null)
{
    private const int LongestError = 200;

    /// <summary>
    /// A node that gives each answer a reason of its own doesn't make the record grow: the rest is counted without reasons.
    /// </summary>
    private const int MostReasons = 24;

    private readonly Lock _lock = new();
    private readonly Dictionary<(LoadResultKind Kind, int? Code, string? Reason), (long Count, LatencyCounts? Latency)> _ends = [];
    private readonly LatencyCounts _lateness = new();
    private long _due;
    private long _sent;
    private string? _error;
    private EngineReport? _reported;

    /// <summary>Transfers that were accepted and then found in a block; null: nobody looks.</summary>
    public Func<long?>? Mined { get; set; }

    /// <summary>How many client addresses it invents at most; null: it invents none.</summary>
    public long? Addresses { get; set; }

    /// <summary>A text without secrets.</summary>
    public string Scrub(string text) => scrub(text);

    /// <summary>A request was due.</summary>
    public void Due(long many = 1)
    {
        lock (_lock)
        {
            _due += many;
            slices?.Due(many);
        }
    }

    /// <summary>It leaves, so much later than it was due.</summary>
    public void Sent(TimeSpan? lateness = null)
    {
        lock (_lock)
        {
            _sent++;
            slices?.Sent(lateness);
            if (lateness is { } late)
                _lateness.Add(late);
        }
    }

    /// <summary>It never leaves.</summary>
    /// <param name="reason">A constant of <see cref="LoadResult"/>.</param>
    /// <param name="many">How many.</param>
    public void NotSent(string reason, long many = 1)
    {
        lock (_lock)
            Count(new RequestEnd(LoadResultKind.NotSent, null, reason), null, many);
    }

    /// <summary>It has ended.</summary>
    public void Ended(RequestEnd end, TimeSpan? latency = null)
    {
        lock (_lock)
            Count(end, latency, 1);
    }

    /// <summary>Takes an accepted one back: it did not last.</summary>
    public void Lost(RequestEnd end)
    {
        lock (_lock)
        {
            var ok = (LoadResultKind.Ok, (int?)null, (string?)null);
            if (_ends.TryGetValue(ok, out var found))
                _ends[ok] = found with { Count = found.Count - 1 };
            Count(end, null, 1);
        }
    }

    /// <summary>Takes what an engine says of the load that it drove, in place of what is counted here.</summary>
    public void Take(EngineReport report)
    {
        lock (_lock)
            _reported = report;
    }

    /// <summary>No more comes.</summary>
    public void End()
    {
        lock (_lock)
            slices?.End();
    }

    /// <summary>The phase's record.</summary>
    public Phase Phase(string name, string kind, DateTimeOffset startedAt, DateTimeOffset endedAt, double rate)
    {
        lock (_lock)
        {
            if (_reported is { } report)
                return Of(report, new Phase(name, kind, startedAt, endedAt, rate, 0, 0, 0, 0));
            var all = new LatencyCounts();
            foreach (var (_, latency) in _ends.Values)
                all.Add(latency ?? new LatencyCounts());
            var (ok, limited, notSent) = (Of(LoadResultKind.Ok), Of(LoadResultKind.RateLimited), Of(LoadResultKind.NotSent));
            var failed = _ends.Values.Sum(e => e.Count) - ok - limited - notSent;
            return new Phase(name, kind, startedAt, endedAt, rate, _sent, ok, limited, failed, _error, all.Summary())
            {
                Load = _due == 0
                ? null : Figures()
            };
        }
    }

    private static Phase Of(EngineReport report, Phase phase)
    {
        long Of(LoadResultKind kind) => report.Figures.Results.Where(r => r.Kind == kind).Sum(r => r.Count);
        var (ok, limited, sent) = (Of(LoadResultKind.Ok), Of(LoadResultKind.RateLimited), report.Figures.Due);
        return phase with
        {
            Sent = sent,
            Ok = ok,
            Limited = limited,
            Failed = sent - ok - limited,
            Latency = report.Latency,
            Load = report.Figures
        };
    }

    private LoadCounts Figures() => new(
        _due,
        [.. _ends.Where(e => e.Value.Count > 0).OrderBy(e => e.Key.Kind).ThenByDescending(e => e.Value.Count)
            .Select(e => new LoadResult(e.Key.Kind, e.Value.Count, e.Key.Code, e.Key.Reason, e.Value.Latency?.Summary()))])
    {
        Lateness = _lateness.Summary(),
        Mined = Mined?.Invoke(),
        Addresses = Addresses is { } most ? Math.Min(most, _sent) : null,
    };

    private long Of(LoadResultKind kind) => _ends.Where(e => e.Key.Kind == kind).Sum(e => e.Value.Count);

    private void Count(RequestEnd end, TimeSpan? latency, long many)
    {
        slices?.Ended(end.Kind == LoadResultKind.Ok, latency, many);
        var reason = end.Kind == LoadResultKind.Ok ? null : end.Reason;
        var key = (end.Kind, end.Code, reason);
        if (!_ends.ContainsKey(key) && _ends.Count >= MostReasons)
            key = (end.Kind, null, null);
        var (count, times) = _ends.GetValueOrDefault(key);
        if (latency is { } taken)
            (times ??= new LatencyCounts()).Add(taken);
        _ends[key] = (count + many, times);
        if (_error is null && end.Quote is { } quote)
            _error = scrub(quote) is var clean && clean.Length <= LongestError ? clean : scrub(quote)[..LongestError] + "…";
    }
}
