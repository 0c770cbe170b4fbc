using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Diagnosis;

/// <summary>
/// Who holds a growth by what is known of the node (node.md 9.B): its log's own figures, and what each unit of the load that was
/// sent is known to leave behind. A growth that is no such unit's size is nobody's.
/// </summary>
/// <param name="log">What the node's log says; null without one.</param>
internal sealed class SymptomHolders(LogFacts? log = null) : ISymptomFinder
{
    /// <inheritdoc/>
    public IReadOnlyList<SeenHolder> OfHeap(MemoryRun run, DateTimeOffset from, DateTimeOffset to, double? bytes)
    {
        var seen = new List<SeenHolder>();
        if (Queue(run, to) is { } queue)
            seen.Add(queue);
        seen.AddRange(KeptByLoad.Of(run, from, to, bytes).Where(kept => queueless(kept)).Select(kept => kept.Holder));
        return [.. seen.OrderByDescending(holder => holder.Bytes)];

        bool queueless(KeptByLoad kept) => kept.Problem != Problems.PoolQueue || seen.Count == 0;
    }

    /// <summary>The pool's queue beside what is pending: from the log, or as a live run kept it of the log.</summary>
    private SeenHolder? Queue(MemoryRun run, DateTimeOffset to)
    {
        var fact = log?.Queue.LastOrDefault(q => q.At <= to + Grace) is { Length: > 0 } told ? told : QueueEvent.Last(run, to + Grace);
        var kept = fact is { } f ? f.Length - f.Pending : 0;
        return kept < PoolQueueRule.Few
            ? null
            : new SeenHolder(PoolQueueRule.Module, kept * PoolQueueRule.BytesEach,
                SeenReasons.Queue(fact!.Value.Length, fact.Value.Pending, new ByteSize(kept * PoolQueueRule.BytesEach)));
    }

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
}
