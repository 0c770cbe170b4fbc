namespace WesMemGuard.Node.Answers;

/// <summary>Answer of <c>/api/v1/txpool/status</c>.</summary>
/// <param name="Pending">Transactions pending.</param>
/// <param name="Queued">Transactions queued; this node always says 0.</param>
internal sealed record PoolSample(double Pending, double Queued);

/// <summary>Answer of <c>/api/v1/health/live</c>.</summary>
/// <param name="Status"><c>ok</c>.</param>
internal sealed record HealthSample(string Status)
{
    /// <summary>The node's own time, whole seconds; null when the answer doesn't tell it.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Answer of <c>/api/v1/node/status</c>.</summary>
/// <param name="SyncMode">As <c>full</c>.</param>
/// <param name="SyncStatus">As <c>synced</c>.</param>
/// <param name="FullySynced">Whether it holds the whole chain.</param>
/// <param name="MiningEnabled">Whether it mines.</param>
internal sealed record NodeStatusSample(string SyncMode, string SyncStatus, bool FullySynced, bool MiningEnabled);

/// <summary>The first line of <c>/debug/pprof/goroutine?debug=1</c>.</summary>
/// <param name="Total">Goroutines.</param>
internal sealed record GoroutineCount(double Total);

/// <summary>A profile as served: gzipped pprof.</summary>
/// <param name="Content">The bytes.</param>
internal sealed record ProfileAnswer(ReadOnlyMemory<byte> Content);

/// <summary>Any answer with status 200, unread.</summary>
/// <param name="Body">The bytes.</param>
internal sealed record RawAnswer(ReadOnlyMemory<byte> Body);
