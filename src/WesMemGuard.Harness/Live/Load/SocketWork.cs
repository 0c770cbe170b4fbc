using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>What a phase says of its connections.</summary>
/// <param name="Connections">How many are held.</param>
/// <param name="Subscriptions">Of each.</param>
/// <param name="OpenedPerSecond">How many are opened a second.</param>
/// <param name="Patience">How long one may take to open, and to close.</param>
internal sealed record SocketPlan(int Connections, int Subscriptions, double OpenedPerSecond, TimeSpan Patience);

/// <summary>
/// Opens WebSocket connections on a schedule, subscribes on each, holds them, closes them. No notification is waited
/// for: the node sends none (node.md 6.3).
/// </summary>
internal sealed class SocketWork(Uri http, SocketPlan plan, LoadSenders senders, LoadTally tally,
    LiveClock clock) : IPhaseWork, IDisposable
{
    private static readonly string[] Types = ["newHeads", "newPendingTxs", "logs", "syncing"];
    private readonly Lock _lock = new();
    private readonly List<HeldSocket> _held = [];
    private readonly HttpMessageInvoker _connector = new(senders.SocketHandler());

    /// <summary>Until all are open; each is begun when it is due, however long those before it take.</summary>
    public async Task BeginAsync(CancellationToken ct)
    {
        var start = clock.Now;
        tally.Due(plan.Connections);
        var opening = new List<Task>();
        var begun = 0;
        try
        {
            for (; begun < plan.Connections; begun++)
            {
                var due = start + TimeSpan.FromSeconds(begun / plan.OpenedPerSecond);
                await clock.DueAsync(due, ct);
                opening.Add(clock.RunAsync(() => OpenAsync(due, ct)));
            }

            await Task.WhenAll(opening);
        }
        finally
        {
            if (begun < plan.Connections)
                tally.NotSent(LoadResult.Ended, plan.Connections - begun);
        }
    }

    public Task UntilAsync(DateTimeOffset end, CancellationToken ct) => clock.UntilAsync(end, ct);

    public async Task EndAsync()
    {
        foreach (var held in _held)
        {
            if (held.Ended)
                tally.Lost(new RequestEnd(LoadResultKind.Connection, null, null,
                    "the node closed the connection while it was held"));
            await held.CloseAsync(plan.Patience);
        }

        Dispose();
    }

    public void Dispose() => _connector.Dispose();

    public double Rate(TimeSpan over) => plan.Connections;

    private async Task OpenAsync(DateTimeOffset due, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(plan.Patience);
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        var sent = clock.Now;
        tally.Sent(sent - due);
        try
        {
            await socket.ConnectAsync(new UriBuilder(http) { Scheme = "ws", Path = "/ws" }.Uri, _connector,
                limit.Token);
            var end = RequestEnd.Ok;
            for (var i = 0; i < plan.Subscriptions && end.Kind == LoadResultKind.Ok; i++)
                end = await SubscribeAsync(socket, i, limit.Token);
            tally.Ended(end, clock.Now - sent);
            if (end.Kind != LoadResultKind.Ok)
                socket.Dispose();
            else
                Hold(socket);
        }
        catch (WebSocketException e)
        {
            tally.Ended(EndOf(socket.HttpStatusCode, e), clock.Now - sent);
            socket.Dispose();
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            tally.Ended(new RequestEnd(LoadResultKind.TimedOut, null,
                ct.IsCancellationRequested ? LoadResult.Ended : null, string.Create(
                CultureInfo.InvariantCulture,
                    $"no connection with {plan.Subscriptions} subscriptions in {plan.Patience.TotalSeconds:0.#} s")));
        }
    }

    private static RequestEnd EndOf(HttpStatusCode status, WebSocketException e) => e switch
    {
        _ when status == HttpStatusCode.TooManyRequests => new(LoadResultKind.RateLimited, 429, null, e.Message),
        _ when (int)status is not (0 or 101) => new(LoadResultKind.Status, (int)status, null, e.Message),
        _ when e.InnerException?.InnerException is NotThisMachineException elsewhere =>
            new(LoadResultKind.Connection, null, null, elsewhere.Message),
        _ => new(LoadResultKind.Connection, null, null, e.Message),
    };

    private void Hold(ClientWebSocket socket)
    {
        lock (_lock)
            _held.Add(new HeldSocket(socket));
    }

    private async Task<RequestEnd> SubscribeAsync(ClientWebSocket socket, int number, CancellationToken ct)
    {
        var call = JsonRpcCall.Text("wes_subscribe", $"[\"{Types[number % Types.Length]}\"]", number);
        await socket.SendAsync(Encoding.UTF8.GetBytes(call), WebSocketMessageType.Text, endOfMessage: true, ct);
        var buffer = new byte[4096];
        var got = await socket.ReceiveAsync(buffer, ct);
        return got.MessageType == WebSocketMessageType.Close
            ? new RequestEnd(LoadResultKind.Connection, null, null, "closed where a subscription was asked for")
            : RpcAnswers.End(buffer.AsMemory(0, got.Count), tally.Scrub);
    }
}
