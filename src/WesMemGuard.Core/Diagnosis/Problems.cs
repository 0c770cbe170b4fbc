namespace WesMemGuard.Diagnosis;

/// <summary>
/// The problems that are recognised: the three of the node's own guide (<c>pool-not-drained</c>, <c>block-cache</c>,
/// <c>connections</c>), the leaks of node.md 9.B, and what real runs showed. Within a rank and at the same confidence
/// the earlier one is told first.
/// </summary>
internal static class Problems
{
    /// <summary>Another process answers than at the beginning.</summary>
    public static readonly Problem ProcessReplaced = new("process-replaced", ProblemRank.Harm, null, true);

    /// <summary>Mining goes on and no block is accepted.</summary>
    public static readonly Problem ChainStuck = new("chain-stuck", ProblemRank.Harm, "consensus.aggregator", true);

    /// <summary>The pool grows because no block takes from it.</summary>
    public static readonly Problem PoolNotDrained = new("pool-not-drained", ProblemRank.Harm, "mempool.txpool", true);

    /// <summary>Entries over an hour old that are no longer pending and never leave.</summary>
    public static readonly Problem PoolExpired = new("pool-expired", ProblemRank.Harm, "mempool.txpool", true);

    /// <summary>Confirmed transactions stay in the pool's priority queue.</summary>
    public static readonly Problem PoolQueue = new("pool-queue-keeps-confirmed", ProblemRank.Harm, "mempool.txpool", true);

    /// <summary>The rate limiter keeps an entry per client address.</summary>
    public static readonly Problem RateLimiterMap = new("rate-limiter-map", ProblemRank.Harm, "api", false);

    /// <summary>Destroyed execution contexts stay in the isolation tracker.</summary>
    public static readonly Problem IsolationMap = new("isolation-map", ProblemRank.Harm, "ispc", false);

    /// <summary>One function's allocations stay.</summary>
    public static readonly Problem FunctionGrowth = new("growth-by-function", ProblemRank.Harm, null, false);

    /// <summary>Goroutines pile up in one place.</summary>
    public static readonly Problem GoroutineGrowth = new("goroutines-by-function", ProblemRank.Harm, null, false);

    /// <summary>Connections with subscriptions are open.</summary>
    public static readonly Problem Subscriptions = new("subscriptions-open", ProblemRank.Harm, "api.websocket", true);

    /// <summary>Peers or connections above the node's own bounds.</summary>
    public static readonly Problem Connections = new("connections", ProblemRank.Harm, "network", true);

    /// <summary>The node's own sampler stands still.</summary>
    public static readonly Problem SamplerFrozen = new("sampler-frozen", ProblemRank.Harm, "metrics", false);

    /// <summary>The live heap grows and nothing says who.</summary>
    public static readonly Problem UnexplainedGrowth = new("unexplained-growth", ProblemRank.Harm, null, false);

    /// <summary>Anonymous memory grows that the Go runtime does not count.</summary>
    public static readonly Problem NativeGrowth = new("native-growth", ProblemRank.Harm, null, false);

    /// <summary>Heap spans stay in use for ever fewer objects.</summary>
    public static readonly Problem FragmentationGrowth = new("fragmentation-growth", ProblemRank.Harm, null, true);

    /// <summary>Free heap is kept and not given back.</summary>
    public static readonly Problem IdleHeapGrowth = new("idle-heap-growth", ProblemRank.Harm, null, false);

    /// <summary>Stacks grow though goroutines don't.</summary>
    public static readonly Problem StackGrowth = new("stack-growth", ProblemRank.Harm, null, false);

    /// <summary>The runtime's own tables grow.</summary>
    public static readonly Problem RuntimeGrowth = new("runtime-growth", ProblemRank.Harm, null, false);

    /// <summary>Mapped files or shared memory grow.</summary>
    public static readonly Problem MappedGrowth = new("mapped-growth", ProblemRank.Harm, null, false);

    /// <summary>Threads of the operating system pile up.</summary>
    public static readonly Problem ThreadGrowth = new("thread-growth", ProblemRank.Harm, null, false);

    /// <summary>The client beside the node grows.</summary>
    public static readonly Problem ClientGrowth = new("client-growth", ProblemRank.Harm, null, false);

    /// <summary>The node itself raised alarms about its memory.</summary>
    public static readonly Problem NodeAlarms = new("node-alarms", ProblemRank.Harm, null, true);

    /// <summary>REST answers 404.</summary>
    public static readonly Problem RestOff = new("rest-off", ProblemRank.Measuring, null, false);

    /// <summary>The poller is refused by the node's rate limit.</summary>
    public static readonly Problem PollerRateLimited = new("poller-rate-limited", ProblemRank.Measuring, null, false);

    /// <summary>The log holds no samples at its level.</summary>
    public static readonly Problem LogLevel = new("log-level", ProblemRank.Measuring, null, true);

    /// <summary>The log's lines can't be read, or those with samples are gone.</summary>
    public static readonly Problem LogUnread = new("log-unread", ProblemRank.Measuring, null, true);

    /// <summary>Mode minimal turns bytes to 0.</summary>
    public static readonly Problem ModeMinimal = new("mode-minimal", ProblemRank.Measuring, null, true);

    /// <summary>The diagnostics port is closed.</summary>
    public static readonly Problem DiagnosticsOff = new("diagnostics-off", ProblemRank.Measuring, null, false);

    /// <summary>The diagnostics port answers for another process.</summary>
    public static readonly Problem OtherDiagnostics = new("diagnostics-of-another", ProblemRank.Measuring, null, false);

    /// <summary>A memory limit rules the collector's goal.</summary>
    public static readonly Problem MemoryLimit = new("memory-limit", ProblemRank.Measuring, null, false);

    /// <summary>Garbage is taken for a leak.</summary>
    public static readonly Problem Garbage = new("garbage-not-leak", ProblemRank.Explanation, null, false);

    /// <summary>The hash caches fill.</summary>
    public static readonly Problem HashCaches = new("hash-caches-filling", ProblemRank.Explanation, "crypto.hash", false);

    /// <summary>Candidate blocks fill their cache.</summary>
    public static readonly Problem BlockCache = new("block-cache", ProblemRank.Explanation, "block", true);

    /// <summary>The hourly backup makes a spike.</summary>
    public static readonly Problem BackupSpikes = new("backup-spikes", ProblemRank.Explanation, "storage", true);

    /// <summary>All of them, in the order in which they are told.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        ProcessReplaced, ChainStuck, PoolNotDrained, PoolExpired, PoolQueue, RateLimiterMap, IsolationMap, FunctionGrowth,
            GoroutineGrowth, Subscriptions,
        Connections, SamplerFrozen, NativeGrowth, FragmentationGrowth, IdleHeapGrowth, StackGrowth, RuntimeGrowth, MappedGrowth,
            ThreadGrowth, ClientGrowth, NodeAlarms,
        UnexplainedGrowth,
        RestOff, PollerRateLimited, LogLevel, LogUnread, ModeMinimal, DiagnosticsOff, OtherDiagnostics, MemoryLimit,
        Garbage, HashCaches, BlockCache, BackupSpikes,
    ];

    /// <summary>The problem of that id, or null.</summary>
    public static Problem? Find(string id) => All.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.Ordinal));
}
