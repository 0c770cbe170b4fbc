namespace WesMemGuard.Runs;

/// <summary>What happened of a phase's load within 10 s.</summary>
/// <param name="At">Where the span begins, UTC.</param>
/// <param name="Phase">The phase.</param>
/// <param name="Due">Requests that were due in it.</param>
/// <param name="Sent">Requests that left.</param>
/// <param name="Ok">Requests that the node did.</param>
/// <param name="Failed">Requests that ended in any other way.</param>
/// <param name="Latency">From sent to answered, of those that ended in it; null where none did.</param>
/// <param name="Lateness">From due to sent, of those that left in it; null where none did.</param>
public sealed record LoadSlice(DateTimeOffset At, string Phase, long Due, long Sent, long Ok, long Failed,
    Latency? Latency,
    Latency? Lateness);
