namespace WesMemGuard.TestNodes;

/// <summary>
/// What a test node's memory does, or what goes wrong with it. Curves first, faults after them; a fault rides on
/// <see cref="Flat"/>.
/// </summary>
public enum NodeBehaviour
{
    /// <summary>A flat live heap of 971 MiB under 9 MiB a minute of garbage, as the real node's at idle.</summary>
    Flat,

    /// <summary>A flat live heap under 20 MiB/s of garbage: heap_alloc swings by 950 MiB, as under mining.</summary>
    Garbage,

    /// <summary>12 MiB/h are kept.</summary>
    Leak,

    /// <summary>12 MiB/h are kept under the swing of <see cref="Garbage"/>.</summary>
    LeakInGarbage,

    /// <summary>A cache takes 25 MiB within 15 minutes, then stops.</summary>
    FillingCache,

    /// <summary>The live heap rises by 40 MiB at once.</summary>
    Step,

    /// <summary>600 MiB live for 30 s.</summary>
    Burst,

    /// <summary>200 connections are opened and stay open.</summary>
    OpenConnections,

    /// <summary>Foreign peers: 80 connections, 6,000 peers in the peerstore.</summary>
    ManyPeers,

    /// <summary>The process is replaced; for 3 s nobody answers.</summary>
    Restart,

    /// <summary>The node's own sampler dies: the memory endpoint repeats itself.</summary>
    Frozen,

    /// <summary>Somebody behind the same address eats the rate limit: every third request is answered 429.</summary>
    RateLimited,

    /// <summary>Bodies end in the middle, every second one with the connection.</summary>
    TornJson,

    /// <summary>Bodies of 100 MB.</summary>
    Huge,

    /// <summary>A byte a second.</summary>
    SlowLoris,

    /// <summary>
    /// The machine's clock is set forward by an hour: the collector's times and the start time, which is counted from
    /// boot, move with it.
    /// </summary>
    ClockJump,

    /// <summary>Another node of another chain answers on the same port.</summary>
    WrongNode,

    /// <summary>
    /// <c>memory_monitoring.mode</c> is <c>minimal</c>: three modules report 0 bytes. It mines, so that they hold
    /// something.
    /// </summary>
    MinimalMode,

    /// <summary>REST is off: <c>/api/v1/*</c> is 404.</summary>
    RestDisabled,

    /// <summary>720 expired transactions stay in the pool: objects without a queue.</summary>
    ExpiredTransactions,
}
