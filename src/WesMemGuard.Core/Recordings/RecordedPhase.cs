namespace WesMemGuard.Recordings;

/// <summary>A line of <c>phases.jsonl</c>: what was done to the node.</summary>
/// <param name="Name">The phase's name.</param>
/// <param name="Kind">What was done, like <c>mine-on</c>.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC, not before the start.</param>
/// <param name="Rate">Requests a second; 0 when the line doesn't say.</param>
/// <param name="Sent">Requests sent.</param>
/// <param name="Ok">Answered as hoped.</param>
/// <param name="Limited">Answered with 429.</param>
/// <param name="Failed">All others.</param>
/// <param name="Error">The first error, or null.</param>
internal sealed record RecordedPhase(
    string Name, string Kind, DateTimeOffset StartedAt, DateTimeOffset EndedAt, double Rate, long Sent, long Ok, long Limited,
        long Failed, string? Error)
{
    /// <summary>How long answers took, as compact JSON; null: not measured.</summary>
    public string? LatencyJson { get; init; }

    /// <summary>What became of the load, as compact JSON; null in recordings that don't count it.</summary>
    public string? LoadJson { get; init; }
}
