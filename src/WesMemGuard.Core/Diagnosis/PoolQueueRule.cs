namespace WesMemGuard.Diagnosis;

/// <summary>What is known of the pool's queue, which keeps what was confirmed (txpool.go:1490).</summary>
internal static class PoolQueueRule
{
    public const string Module = "mempool.txpool";

    /// <summary>A transaction that is kept weighs about this (transfers recording).</summary>
    public const double BytesEach = 4 * 1024;

    /// <summary>Fewer may be on their way into a block.</summary>
    public const double Few = 16;
}
