using System.Globalization;
using System.Text.Json;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Services;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// Follows accepted transfers to their blocks: accepted is not mined. Each block is asked for its hashes once, while transfers
/// wait; about a request each 10 s.
/// </summary>
internal sealed class MinedTransfers(LoadSenders senders, LiveClock clock)
{
    private const int MostWaiting = 200_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FollowedTransfers> _waiting = new(StringComparer.OrdinalIgnoreCase);
    private long? _seen;
    private bool _used;

    /// <summary>Whether it can't be told what was mined.</summary>
    public bool Blind { get; private set; }

    /// <summary>Begins to follow the transfers of a phase.</summary>
    public FollowedTransfers Follow()
    {
        _used = true;
        return new FollowedTransfers(this);
    }

    /// <summary>A transfer waits for its block.</summary>
    public void Add(string hash, FollowedTransfers phase)
    {
        lock (_lock)
        {
            if (_waiting.Count < MostWaiting)
                _waiting[Plain(hash)] = phase;
            else
                Blind = true;
        }
    }

    /// <summary>Looks each 10 s until it is ended.</summary>
    public Task RunAsync(CancellationToken ct) => clock.RunAsync(async () =>
    {
        try
        {
            while (true)
            {
                if (_used)
                    await LookAsync(ct);
                await clock.UntilAsync(clock.Now + Every, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return; // the run is over
        }
    });

    /// <summary>Reads the blocks that have come since the last look.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        if (Blind || await senders.CallAsync(JsonRpcCall.Request("wes_blockNumber"), RpcAnswers.Height, ct) is not { } height)
            return;
        for (var next = _seen ?? height; next < height; next++)
        {
            var hex = (next + 1).ToString("x", CultureInfo.InvariantCulture);
            if (await senders.CallAsync(JsonRpcCall.Request("wes_getBlockByHeight", $"[\"0x{hex}\",false]"), Hashes, ct) is not { } hashes)
                return; // asked again at the next look
            Found(hashes);
            _seen = next + 1;
        }

        _seen ??= height;
    }

    private void Found(IReadOnlyList<string> hashes)
    {
        lock (_lock)
        {
            foreach (var hash in hashes)
            {
                if (_waiting.Remove(Plain(hash), out var phase))
                    phase.Found();
            }
        }
    }

    private List<string>? Hashes(JsonElement block)
    {
        if (block.ValueKind == JsonValueKind.Object && block.TryGetProperty("tx_hashes", out var hashes)
            && hashes.ValueKind == JsonValueKind.Array)
            return [.. hashes.EnumerateArray().Where(h => h.ValueKind == JsonValueKind.String).Select(h => h.GetString()!)];
        Blind = block.ValueKind == JsonValueKind.Object;
        return null;
    }

    private static string Plain(string hash) => hash.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? hash[2..] : hash;
}

/// <summary>The accepted transfers of one phase, and how many of them were found in a block.</summary>
internal sealed class FollowedTransfers(MinedTransfers all)
{
    private long _mined;

    /// <summary>Null: the node doesn't tell which transfers a block holds, or there were too many to follow.</summary>
    public long? Mined => all.Blind ? null : Interlocked.Read(ref _mined);

    /// <summary>A transfer was accepted.</summary>
    public void Accept(string hash) => all.Add(hash, this);

    internal void Found() => Interlocked.Increment(ref _mined);
}
