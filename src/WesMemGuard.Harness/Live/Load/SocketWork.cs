using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>Opens WebSocket connections, subscribes on each, holds them, closes them. No notification is waited for: the node sends none (node.md 6.3).</summary>
internal sealed class SocketWork(Uri http, int connections, int subscriptions, LoadSenders senders, LoadTally tally, LiveClock clock, TimeSpan patience) : IPhaseWork, IDisposable
{
    private const double OpenedPerSecond = 40;
    private static readonly string[] Types = ["newHeads", "newPendingTxs", "logs", "syncing"];
    private readonly List<HeldSocket> _held = [];
    private readonly HttpMessageInvoker _connector = new(new SocketsHttpHandler { ConnectCallback = senders.ConnectAsync, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero });

    public async Task BeginAsync(CancellationToken ct)
    {
        var start = clock.Now;
        for (var i = 0; i < connections; i++)
        {
            var due = start + TimeSpan.FromSeconds(i / OpenedPerSecond);
            await clock.UntilAsync(due, ct);
            tally.Due();
            await OpenAsync(due, ct);
        }
    }

    public Task UntilAsync(DateTimeOffset end, CancellationToken ct) => clock.UntilAsync(end, ct);

    public async Task EndAsync()
    {
        foreach (var held in _held)
        {
            if (held.Ended)
                tally.Lost("the node closed the connection while it was held");
            await held.CloseAsync(patience);
        }

        Dispose();
    }

    public void Dispose() => _connector.Dispose();

    public double Rate(TimeSpan over) => connections;

    private async Task OpenAsync(DateTimeOffset due, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(new UriBuilder(http) { Scheme = "ws", Path = "/ws" }.Uri, _connector, limit.Token);
            for (var i = 0; i < subscriptions; i++)
                await SubscribeAsync(socket, i, limit.Token);
            _held.Add(new HeldSocket(socket));
            tally.Ok(clock.Now - due);
        }
        catch (WebSocketException e)
        {
            socket.Dispose();
            if (e.Message.Contains("429", StringComparison.Ordinal))
                tally.Limited(e.Message);
            else
                tally.Failed(e.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            socket.Dispose();
            tally.Failed(string.Create(CultureInfo.InvariantCulture, $"no connection with {subscriptions} subscriptions in {patience.TotalSeconds:0.#} s"));
        }
    }

    private static async Task SubscribeAsync(ClientWebSocket socket, int number, CancellationToken ct)
    {
        var call = string.Create(CultureInfo.InvariantCulture, $$"""{"jsonrpc":"2.0","id":{{number}},"method":"wes_subscribe","params":["{{Types[number % Types.Length]}}"]}""");
        await socket.SendAsync(Encoding.UTF8.GetBytes(call), WebSocketMessageType.Text, endOfMessage: true, ct);
        var buffer = new byte[4096];
        var got = await socket.ReceiveAsync(buffer, ct);
        if (got.MessageType == WebSocketMessageType.Close || RpcAnswers.Refusal(buffer.AsMemory(0, got.Count), text => text) is not null)
            throw new WebSocketException("a subscription was refused: " + Encoding.UTF8.GetString(buffer, 0, got.Count));
    }

    /// <summary>A connection that is read from, so that its end is noticed.</summary>
    private sealed class HeldSocket : IDisposable
    {
        private readonly ClientWebSocket _socket;
        private readonly CancellationTokenSource _closing = new();
        private readonly Task _reading;

        public HeldSocket(ClientWebSocket socket)
        {
            _socket = socket;
            _reading = ReadAsync();
        }

        /// <summary>Whether it ended before it was closed.</summary>
        public bool Ended => _reading.IsCompleted;

        public async Task CloseAsync(TimeSpan patience)
        {
            using (this)
            {
                try
                {
                    _closing.CancelAfter(patience);
                    if (_socket.State == WebSocketState.Open)
                        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _closing.Token);
                    await _reading;
                }
                catch (Exception e) when (e is WebSocketException or OperationCanceledException)
                {
                    _socket.Abort();
                }
            }
        }

        public void Dispose()
        {
            _socket.Dispose();
            _closing.Dispose();
        }

        private async Task ReadAsync()
        {
            var buffer = new byte[1024];
            try
            {
                while ((await _socket.ReceiveAsync(buffer, _closing.Token)).MessageType != WebSocketMessageType.Close)
                    await Task.Yield();
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException)
            {
                _socket.Abort();
            }
        }
    }
}
