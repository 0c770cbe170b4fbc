namespace WesMemGuard.Runs;

/// <summary>
/// One look at a .NET process, the client beside the node or one that is watched by itself: from outside, and as its runtime tells it.
/// </summary>
public sealed record ClientSample
{
    /// <summary>The process from outside; null where it can't be seen.</summary>
    public ProcessSample? Process { get; init; }

    /// <summary>
    /// What its runtime tells, under the names that the same figures have on a page: live heap after the last full collection, heap with
    /// garbage, full collections, bytes that the collector took of the system (<see cref="MetricsSample.Sys"/>), bytes ever allocated.
    /// Null until it told them first.
    /// </summary>
    public MetricsSample? Runtime { get; init; }

    /// <summary>Requests that it has begun by <c>HttpClient</c>; null: it told none.</summary>
    public double? Calls { get; init; }
}
