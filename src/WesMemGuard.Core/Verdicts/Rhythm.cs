namespace WesMemGuard.Verdicts;

/// <summary>
/// When a source was asked: how far apart its requests are, and which its own rhythm lacks. One for all metrics of the
/// source.
/// </summary>
internal sealed class Rhythm
{
    /// <summary>Without two requests, the interval of the slowest poll.</summary>
    private const double DefaultInterval = 30;

    private readonly (DateTimeOffset[] Requests, double Interval)[] _kinds;
    private readonly Dictionary<Window, double> _lacking = [];

    /// <summary>The rhythm of requests.</summary>
    /// <param name="requests">Moment and mark of each, in time order.</param>
    /// <param name="declared">Declared seconds between two regular ones; null: the lower quartile of what is seen
    /// (lost answers only lengthen gaps).</param>
    public Rhythm(IEnumerable<(DateTimeOffset At, string? Mark)> requests, double? declared)
    {
        var kinds = requests.ToLookup(r => r.Mark ?? "", r => r.At);
        var regular = kinds[""].ToArray();
        Interval = declared ?? Quartile(regular);
        _kinds = [(regular, Interval), .. kinds.Where(k => k.Key.Length > 0).Select(k => (k.ToArray(), Quartile([.. k])))];
    }

    /// <summary>Seconds between two regular requests.</summary>
    public double Interval { get; }

    /// <summary>
    /// Requests that must have been between two of one kind, further apart than its interval, and would lie in the
    /// window.
    /// </summary>
    public double Lacking(Window window) =>
        _lacking.TryGetValue(window, out var known)
            ? known : _lacking[window] = _kinds.Sum(k => Lacking(k.Requests, k.Interval, window));

    private static double Lacking(DateTimeOffset[] requests, double interval, Window window)
    {
        var lacking = 0.0;
        for (var i = 1; i < requests.Length; i++)
        {
            var (before, after) = (requests[i - 1], requests[i]);
            var steps = Math.Round((after - before).TotalSeconds / interval);
            if (steps <= 1 || after <= window.From || before >= window.To)
                continue;
            var step = (after - before).TotalSeconds / steps;
            var from = Math.Max(1, Math.Ceiling((window.From - before).TotalSeconds / step));
            var to = Math.Min(steps - 1, Math.Floor((window.To - before).TotalSeconds / step));
            lacking += Math.Max(0, to - from + 1);
        }

        return lacking;
    }

    private static double Quartile(DateTimeOffset[] requests)
    {
        if (requests.Length < 2)
            return DefaultInterval;
        var gaps = new double[requests.Length - 1];
        for (var i = 0; i < gaps.Length; i++)
            gaps[i] = (requests[i + 1] - requests[i]).TotalSeconds;
        Array.Sort(gaps);
        return Math.Max(gaps[gaps.Length / 4], 0.1);
    }
}
