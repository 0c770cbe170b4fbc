using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>
/// Looks at the node's process from outside: <c>/proc/&lt;pid&gt;</c> beside a live node, <c>process.jsonl</c> in a replay.
/// </summary>
internal interface IProcessSource
{
    /// <summary>One look, now; a miss where the process can't be seen.</summary>
    ValueTask<Reading<ProcessSample>> ReadAsync(CancellationToken cancellation);
}
