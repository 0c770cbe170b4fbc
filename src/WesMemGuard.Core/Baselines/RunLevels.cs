namespace WesMemGuard.Baselines;

/// <summary>What a run settled at: one number a metric. A baseline is a list of these, for its unit is the run.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="From">Start of the period, UTC.</param>
/// <param name="To">End of the period, UTC.</param>
/// <param name="Levels">The level by metric: <c>liveHeap</c>, <c>goroutines</c>, <c>mempool.txpool objects</c>; bytes, or a count.</param>
internal sealed record RunLevels(string Run, DateTimeOffset From, DateTimeOffset To, IReadOnlyDictionary<string, double> Levels)
{
    /// <summary>What the run was of, as a commit; null when nobody said.</summary>
    public string? Commit { get; init; }

    /// <summary>The scenario that was run; null when nobody said: histories of several scenarios lie in one file.</summary>
    public string? Scenario { get; init; }
}
