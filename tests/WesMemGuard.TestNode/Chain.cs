using System.Globalization;

namespace WesMemGuard.TestNodes;

/// <summary>The chain and its pool: a block each 11 s while mining, which confirms what is pending; deployments no block takes (recordings, README).</summary>
internal sealed class Chain(TestNodeOptions options, DateTimeOffset startedAt)
{
    private static readonly TimeSpan BlockEvery = TimeSpan.FromSeconds(11);
    private readonly HashSet<string> _spent = [];
    private DateTimeOffset _next = startedAt + (options.SyncedBlockEvery ?? BlockEvery);

    public int Height { get; private set; }

    public int Pending { get; private set; }

    public int Stuck { get; private set; }

    public int Confirmed { get; private set; }

    public string? Miner { get; private set; }

    /// <summary>Entries of the block cache.</summary>
    public int Cached => Math.Min(Height, 100);

    /// <summary>The moment of the next block; null while none comes.</summary>
    public DateTimeOffset? NextBlock => Miner is not null || options.SyncedBlockEvery is not null ? _next : null;

    public void Mine(string? miner, DateTimeOffset now)
    {
        Miner = miner;
        if (miner is not null && options.SyncedBlockEvery is null)
            _next = now + BlockEvery;
    }

    public void Block()
    {
        _next += options.SyncedBlockEvery ?? BlockEvery;
        Height++;
        Confirmed += Pending;
        Pending = 0;
        _spent.Clear();
    }

    /// <summary>Takes a transfer; a sender's second one before the next block spends the same output.</summary>
    /// <returns>Why it was not accepted; null when it was.</returns>
    public string? Transfer(string from)
    {
        if (!_spent.Add(from))
            return "提交失败: UTXO重复花费";
        Pending++;
        return null;
    }

    public void Deploy() => Stuck++;

    public string HeightText => "0x" + Height.ToString("x", CultureInfo.InvariantCulture);
}
