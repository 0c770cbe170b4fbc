using System.Globalization;
using System.Net;
using System.Text.Json;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// Keeps load below the node's limit of 100 a second for each client address (node.md 6.6). On loopback it is spread
/// over 127.0.0.2, .3 …, so that the poller has 127.0.0.1 for itself; elsewhere all share one address and the load
/// leaves the poller a fifth of it.
/// </summary>
internal sealed class LoadSenders : IDisposable
{
    /// <summary>So few that a second in which the harness stood still can be caught up with.</summary>
    private const int Usual = 45;
    private const int MostSpread = 90;
    internal const int MostShared = 80;
    private const int MostAddresses = 200;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1.05);

    private readonly Lock _lock = new();
    private readonly List<AddressUse> _senders = [];
    private readonly NodeAddress _address;
    private readonly TimeProvider _time;
    private readonly NodeClientSettings _asking;
    private int _next;

    /// <param name="address">The node.</param>
    /// <param name="time">Dates what is sent.</param>
    /// <param name="asking">How its clients ask, but for how they connect.</param>
    public LoadSenders(NodeAddress address, TimeProvider time, NodeClientSettings asking)
    {
        (_address, _time, _asking) = (address, time, asking);
        Spreads = CanSpread(address.Http);
        _senders.Add(Create(0));
    }

    /// <summary>Whether load comes from addresses of its own.</summary>
    public bool Spreads { get; }

    /// <summary>macOS has 127.0.0.1 only, and there is one IPv6 loopback address.</summary>
    public static bool CanSpread(Uri http) =>
        (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) && LiveTarget.IsLoopback(http)
            && !http.Host.Contains(':', StringComparison.Ordinal);

    /// <summary>Leave to send now; null when every address has sent what it may.</summary>
    /// <param name="counted">False for requests whose bucket is another's, by X-Forwarded-For.</param>
    public SendTurn? Next(bool counted = true)
    {
        lock (_lock)
        {
            if (!counted)
                return new SendTurn(Turn().Client, null);
            return (Below(Spreads ? Usual : MostShared) ?? Another()
                ?? Below(Spreads ? MostSpread : MostShared)) is { } address
                ? Begin(address) : null;
        }
    }

    /// <summary>
    /// The result of a call; default when every address has sent what it may, or the answer tells none.
    /// </summary>
    public async Task<T?> CallAsync<T>(NodeRequest call, Func<JsonElement, T?> read, CancellationToken ct)
    {
        using var turn = Next();
        if (turn is null)
            return default;
        var reading = await turn.Client.AskAsync(call, ct);
        return reading.Sample is { } answer ? RpcAnswers.Result(answer.Body, read) : default;
    }

    /// <summary>A handler for WebSockets, which connects as the senders do.</summary>
    public SocketsHttpHandler SocketHandler()
    {
        var handler = _asking.Connections.Handler(ConnectAsync);
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        return handler;
    }

    /// <summary>Opens a connection of a WebSocket from the address that sent least; counted as a request.</summary>
    private ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        int number;
        lock (_lock)
        {
            var address = Below(Spreads ? Usual : MostShared) ?? Another() ?? _senders[0];
            Begin(address).Dispose();
            number = address.Number;
        }

        return ConnectAsync(number, context, ct);
    }

    public void Dispose() => _senders.ForEach(s => s.Client.Dispose());

    private SendTurn Begin(AddressUse address)
    {
        address.Sent();
        return new SendTurn(address.Client, answered =>
        {
            lock (_lock)
                address.Ended(_time.GetUtcNow(), answered);
        });
    }

    private AddressUse? Below(int most)
    {
        for (var i = 0; i < _senders.Count; i++)
        {
            var sender = Turn();
            if (sender.Counted(_time.GetUtcNow() - Window) < most)
                return sender;
        }

        return null;
    }

    private AddressUse Turn() => _senders[_next = (_next + 1) % _senders.Count];

    private AddressUse? Another()
    {
        if (!Spreads || _senders.Count >= MostAddresses)
            return null;
        var sender = Create(_senders.Count);
        _senders.Add(sender);
        return sender;
    }

    private AddressUse Create(int number) =>
        new(number, new NodeClient(_address, _time,
            _asking with { Connect = (context, ct) => ConnectAsync(number, context, ct) }));

    private ValueTask<Stream> ConnectAsync(int number, SocketsHttpConnectionContext context, CancellationToken ct) =>
        _asking.Connections.OpenAsync(
        context.DnsEndPoint,
        Spreads ? IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.0.{number + 2}")) : null, ct);
}
