using System.Globalization;

namespace WesMemGuard.TestNodes;

/// <summary>
/// The chain and its pool: a block each 11 s while mining, which confirms what is pending. No block takes a deployment,
/// and two of them in the pool stop the chain for good (node.md 7.10).
/// </summary>
internal sealed class Chain(TestNodeOptions options, DateTimeOffset startedAt)
{
    private const int StopAt = 2;
    private const int LongEvery = 5;
    private const int BlocksKept = 1000;
    private static readonly TimeSpan BlockEvery = TimeSpan.FromSeconds(11);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <summary>A round that fails is tried again so soon.</summary>
    private static readonly TimeSpan RoundEvery = TimeSpan.FromSeconds(2);

    private const long Mined = 5_000_000_000;
    private readonly Dictionary<string, long>? _coins =
        options.Funded?.ToDictionary(address => address, _ => 1_000_000_000_000_000L);
    private readonly List<(string From, string To, long Amount)> _moves = [];
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(1);
    private readonly Queue<DateTimeOffset> _stuck = new();
    private readonly HashSet<string> _spent = [];
    private readonly List<string> _pending = [];
    private readonly Dictionary<int, IReadOnlyList<string>> _blocks = [];
    private DateTimeOffset _next = startedAt + (options.SyncedBlockEvery ?? BlockEvery);
    private int _rounds;
    private DateTimeOffset? _tipAt;
    private DateTimeOffset? _standsSince;
    private (double Rounds, double TipAge)? _lastRound;

    public int Height { get; private set; }

    public int Pending => _pending.Count;

    /// <summary>Deployments that no block takes.</summary>
    public int Stuck => _stuck.Count;

    public int Confirmed { get; private set; }

    public string? Miner { get; private set; }

    /// <summary>Entries of the block cache.</summary>
    public int Cached => Math.Min(Height, 100);

    /// <summary>The moment of the next block; null while none comes.</summary>
    public DateTimeOffset? NextBlock => Miner is not null || options.SyncedBlockEvery is not null ? _next : null;

    public void Mine(string? miner, DateTimeOffset now)
    {
        _lastRound = Rounds(now);
        (Miner, _standsSince) = (miner, null);
        if (miner is not null && options.SyncedBlockEvery is null)
            _next = now + Gap();
    }

    public void Block()
    {
        var at = _next;
        _next += options.SyncedBlockEvery ?? Gap();
        if (Stuck >= StopAt && options.SyncedBlockEvery is null)
        {
            _standsSince ??= at;
            return;
        }

        _lastRound = ((_lastRound?.Rounds ?? 0) + 1, _tipAt is { } tip ? (at - tip).TotalSeconds : 0);
        _tipAt = at;
        Height++;
        _blocks[Height] = [.. _pending];
        _blocks.Remove(Height - BlocksKept);
        Confirmed += Pending;
        Settle();
        _pending.Clear();
        _spent.Clear();
    }

    /// <summary>
    /// Rounds of mining so far and how old the tip was in the last one, as the page counts them; null while nobody
    /// mined. A chain that stands goes through a round each 2 s.
    /// </summary>
    public (double Rounds, double TipAge)? Rounds(DateTimeOffset now)
    {
        if (_standsSince is not { } since || Miner is null)
            return _lastRound;
        var failed = Math.Floor((now - since) / RoundEvery);
        return ((_lastRound?.Rounds ?? 0) + failed, (since + (failed * RoundEvery) - (_tipAt ?? since)).TotalSeconds);
    }

    /// <summary>The hashes of a block's transfers.</summary>
    public IReadOnlyList<string> HashesOf(int height) => _blocks.GetValueOrDefault(height) ?? [];

    /// <summary>Takes a transfer; a sender's second one before the next block spends the same output.</summary>
    /// <returns>Why it was not accepted; null when it was.</returns>
    public string? Transfer(string from, string to, long amount, string hash)
    {
        if (Balance(from) < amount)
            return "余额不足";
        if (!_spent.Add(from))
            return "提交失败: UTXO重复花费";
        _pending.Add(hash);
        _moves.Add((from, to, amount));
        return null;
    }

    /// <summary>What an address holds.</summary>
    public long Balance(string address) => _coins is null ? 1_000_000_000 : _coins.GetValueOrDefault(address);

    /// <summary>A block pays to the miner, and moves what was sent.</summary>
    private void Settle()
    {
        foreach (var (from, to, amount) in _moves)
        {
            if (_coins is null)
                continue;
            _coins[from] = Balance(from) - amount;
            _coins[to] = Balance(to) + amount;
        }

        _moves.Clear();
        if (_coins is not null && Miner is { } miner)
            _coins[miner] = Balance(miner) + Mined;
    }

    public void Deploy(DateTimeOffset now) => _stuck.Enqueue(now);

    /// <summary>A pool that forgets drops what has waited for a minute.</summary>
    public void Forget(DateTimeOffset now)
    {
        while (options.PoolForgets && _stuck.TryPeek(out var since) && now - since >= ForgottenAfter)
            _stuck.Dequeue();
    }

    public string HeightText => "0x" + Height.ToString("x", CultureInfo.InvariantCulture);

    private TimeSpan Gap() =>
        !options.UnevenBlocks ? BlockEvery : _rounds++ % LongEvery == LongEvery - 1 ? Long : Usual;
}
