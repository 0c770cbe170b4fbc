using System.Globalization;

namespace WesMemGuard.TestNodes;

/// <summary>
/// The chain and its pool: a block each 11 s while mining, which confirms what is pending. No block takes a deployment, and two of
/// them in the pool stop the chain for good (node.md 7.10).
/// </summary>
internal sealed class Chain(TestNodeOptions options, DateTimeOffset startedAt)
{
    private const int StopAt = 2;
    private const int LongEvery = 5;
    private const int BlocksKept = 1000;
    private static readonly TimeSpan BlockEvery = TimeSpan.FromSeconds(11);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private readonly HashSet<string> _spent = [];
    private readonly List<string> _pending = [];
    private readonly Dictionary<int, IReadOnlyList<string>> _blocks = [];
    private DateTimeOffset _next = startedAt + (options.SyncedBlockEvery ?? BlockEvery);
    private int _rounds;

    public int Height { get; private set; }

    public int Pending => _pending.Count;

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
            _next = now + Gap();
    }

    public void Block()
    {
        _next += options.SyncedBlockEvery ?? Gap();
        if (Stuck >= StopAt && options.SyncedBlockEvery is null)
            return;
        Height++;
        _blocks[Height] = [.. _pending];
        _blocks.Remove(Height - BlocksKept);
        Confirmed += Pending;
        _pending.Clear();
        _spent.Clear();
    }

    /// <summary>The hashes of a block's transfers.</summary>
    public IReadOnlyList<string> HashesOf(int height) => _blocks.GetValueOrDefault(height) ?? [];

    /// <summary>Takes a transfer; a sender's second one before the next block spends the same output.</summary>
    /// <returns>Why it was not accepted; null when it was.</returns>
    public string? Transfer(string from, string hash)
    {
        if (!_spent.Add(from))
            return "提交失败: UTXO重复花费";
        _pending.Add(hash);
        return null;
    }

    public void Deploy() => Stuck++;

    public string HeightText => "0x" + Height.ToString("x", CultureInfo.InvariantCulture);

    private TimeSpan Gap() => !options.UnevenBlocks ? BlockEvery : _rounds++ % LongEvery == LongEvery - 1 ? Long : Usual;
}
