namespace WesMemGuard.TestNodes;

/// <summary>How a test node is made.</summary>
public sealed record TestNodeOptions
{
    /// <summary>What it does.</summary>
    public NodeBehaviour Behaviour { get; init; }

    /// <summary>Its time; virtual in tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The age at which a step, a burst or a fault begins.</summary>
    public TimeSpan Strikes { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes an hour that leaks keep.</summary>
    public double LeakPerHour { get; init; } = 12 * Sizes.MiB;

    /// <summary>Heap bytes that each confirmed transfer leaves behind; the real node keeps about 8 KiB.</summary>
    public double KeptPerTransfer { get; init; }

    /// <summary>Heap bytes that the limiter keeps of each client address for ever; the real node about 100.</summary>
    public double KeptPerAddress { get; init; }

    /// <summary>Goroutines an hour that never end.</summary>
    public double GoroutinesPerHour { get; init; }

    /// <summary>
    /// A block each so often from the start, without being asked: a chain that is being synchronised. Null: blocks come
    /// by mining.
    /// </summary>
    public TimeSpan? SyncedBlockEvery { get; init; }

    /// <summary>Whether blocks come as on the real node: 10 s apart, every fifth after 30 s; else each 11 s.</summary>
    public bool UnevenBlocks { get; init; }

    /// <summary>
    /// Up to so many bytes of garbage lie above the live heap right after a forced collection while it mines; the real
    /// node's 40 MiB.
    /// </summary>
    public double NoiseWhileMining { get; init; }

    /// <summary>The addresses that hold a coin from the start, as a genesis says; null: every address does.</summary>
    public IReadOnlyList<string>? Funded { get; init; }

    /// <summary>
    /// The age at which it stands still, as after SIGSTOP, for <see cref="StallFor"/>; null: never. In real time only.
    /// </summary>
    public TimeSpan? StallsAt { get; init; }

    /// <summary>How long it stands still.</summary>
    public TimeSpan StallFor { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether the pool forgets what no block takes after a minute; the real node keeps it.</summary>
    public bool PoolForgets { get; init; }

    /// <summary>
    /// Whether it limits what one address may ask; without, engines that come from one address can be measured.
    /// </summary>
    public bool Limits { get; init; } = true;

    /// <summary><c>wes_chainId</c> as a number.</summary>
    public int ChainId { get; init; } = 10077;

    /// <summary>
    /// The HTTP port; 0: any. A busy one makes the node move up to 20 ports on, as the real one does.
    /// </summary>
    public int HttpPort { get; init; }

    /// <summary>The diagnostics port; 0: any; null: off.</summary>
    public int? DiagnosticsPort { get; init; } = 0;

    /// <summary>When the process began; null: now.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>
    /// A folder of profiles named by their second, as in recordings: the diagnostics port serves the last one of its
    /// age. Null: it serves none.
    /// </summary>
    public string? Profiles { get; init; }

    /// <summary>Of the noise of the live heap.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>Sizes in bytes.</summary>
internal static class Sizes
{
    public const double KiB = 1024;
    public const double MiB = 1024 * KiB;
}
