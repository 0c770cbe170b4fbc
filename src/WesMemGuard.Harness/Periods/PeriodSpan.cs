using WesMemGuard.Harness.Runs;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;
using WesMemGuard.Verdicts.Observations;

namespace WesMemGuard.Harness.Periods;

/// <summary>What the judge says of a time longer than a period, on one unbroken series.</summary>
/// <param name="Length">How long the time is at most: a day, a week.</param>
/// <param name="Run">What was seen in it.</param>
/// <param name="Verdict">What the judge says of it.</param>
internal sealed record JudgedSpan(TimeSpan Length, MemoryRun Run, RunVerdict Verdict);

/// <summary>
/// The last day, or week, of a node that is watched: periods joined, as dense as such a time needs. A new process begins it anew.
/// </summary>
/// <param name="length">How long.</param>
/// <param name="every">One reading of each source in so long.</param>
internal sealed class PeriodSpan(TimeSpan length, TimeSpan every)
{
    private readonly List<MemoryRun> _runs = [];

    /// <summary>How long the time is at most.</summary>
    public TimeSpan Length => length;

    /// <summary>Takes a period in; what is older than the time is forgotten.</summary>
    /// <returns>The time as one run; null while it is one period alone.</returns>
    public MemoryRun? Take(MemoryRun period)
    {
        var thin = JoinedRuns.Thinned(period, every);
        thin.Profiles.Clear();
        _runs.Add(thin);
        _runs.RemoveAll(run => End(run) <= End(period) - length);
        if (_runs.Count < 2)
            return null;
        var joined = JoinedRuns.Of(_runs, period.Header.Name, every);
        if (!RunBreaks.Of(joined).Any(b => b.Replaced))
            return joined;
        _runs.Clear();
        if (!RunBreaks.Of(period).Any(b => b.Replaced))
            _runs.Add(thin);
        return null;
    }

    private static DateTimeOffset End(MemoryRun run) => run.Phases.Select(p => p.EndedAt).DefaultIfEmpty(run.Header.StartedAt).Max();
}
