using System.Globalization;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// Spreads coins over addresses: in each block every address that holds one sends half of it to one that holds none, so
/// that their number doubles. The chain must grow meanwhile, and pay to one of them.
/// </summary>
/// <param name="keys">The addresses.</param>
/// <param name="least">What each must hold, base units.</param>
/// <param name="senders">Who asks.</param>
/// <param name="tally">Counts one thing to do: done when every address holds a coin.</param>
/// <param name="clock">The run's time.</param>
internal sealed class FundWork(IReadOnlyList<WesKey> keys, long least, LoadSenders senders, LoadTally tally,
    LiveClock clock) : IPhaseWork
{
    /// <summary>
    /// What an address is given where the scenario doesn't say: some thousand transfers of the usual amount.
    /// </summary>
    public const long DefaultLeast = 50_000_000;

    /// <summary>
    /// A mined coin has 5,000,000,000 base units, and a transfer takes one coin: no more than about half of it is sent.
    /// </summary>
    private const long MostSent = 2_400_000_000;

    /// <summary>A block comes each 10 to 30 s.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, long> _balances = new(StringComparer.Ordinal);
    private long _height = -1;
    private string? _refused;

    public Task BeginAsync(CancellationToken ct)
    {
        tally.Due();
        tally.Sent();
        return Task.CompletedTask;
    }

    public async Task UntilAsync(DateTimeOffset end, CancellationToken ct)
    {
        while (!Done && clock.Now < end)
        {
            await RoundAsync(ct);
            if (!Done)
                await clock.UntilAsync(clock.Now + Every < end ? clock.Now + Every : end, ct);
        }

        await clock.UntilAsync(end, ct);
    }

    public Task EndAsync()
    {
        var missing = keys.Count(key => Balance(key) < least);
        var why =
            string.Create(CultureInfo.InvariantCulture, $"{missing} of {keys.Count} addresses hold less than {least}");
        tally.Ended(missing == 0 ? RequestEnd.Ok
            : new RequestEnd(LoadResultKind.NotAccepted, null, null, _refused is null ? why : $"{why}: {_refused}"));
        return Task.CompletedTask;
    }

    public double Rate(TimeSpan over) => 0;

    private bool Done => _balances.Count == keys.Count && keys.All(key => Balance(key) >= least);

    private long Balance(WesKey key) => _balances.GetValueOrDefault(key.Address);

    /// <summary>Once a block: what was sent before is there, and each coin may be spent again.</summary>
    private async Task RoundAsync(CancellationToken ct)
    {
        if (await senders.CallAsync(JsonRpcCall.Request("wes_blockNumber"), RpcAnswers.Height, ct) is not { } height
            || height == _height)
            return;
        foreach (var key in keys.Where(key => Balance(key) < least || _height >= 0))
            _balances[key.Address] = await senders.CallAsync(RpcBalances.Call(key.Address), RpcBalances.Amount, ct)
                ?? Balance(key);
        _height = height;
        var dry = new Queue<WesKey>(keys.Where(key => Balance(key) < least));
        foreach (var from in keys.Where(key => Balance(key) >= 2 * least).OrderByDescending(Balance))
        {
            if (!dry.TryDequeue(out var to))
                return;
            await SendAsync(from, to, Math.Min(Balance(from) / 2, MostSent), ct);
        }
    }

    private async Task SendAsync(WesKey from, WesKey to, long amount, CancellationToken ct)
    {
        var sent = amount.ToString(CultureInfo.InvariantCulture);
        var call = $$"""
            [{"fromAddress":"{{from.Address}}","toAddress":"{{to.Address}}","amount":"{{sent}}","privateKey":"{{from.Hex}}"}]
            """;
        using var turn = senders.Next();
        if (turn is null)
            return;
        var reading = await turn.Client.AskAsync(JsonRpcCall.Request("wes_sendTransaction", call), ct);
        var end = reading.Miss is { } miss ? RequestEnd.Of(miss) : RpcAnswers.End(reading.Sample!.Body, tally.Scrub);
        _refused = end.Kind == LoadResultKind.Ok ? _refused : tally.Scrub(end.Quote ?? "");
    }
}
