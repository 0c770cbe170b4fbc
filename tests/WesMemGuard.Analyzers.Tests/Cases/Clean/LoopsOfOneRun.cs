// The earlier loop is ended, ends with its connection, or there is but one.
namespace LoopsOfOneRun;

public sealed class Ticker(Uri node)
{
    private CancellationTokenSource _stop = new();
    private ClientWebSocket _socket = new();

    public async Task ConnectAsync()
    {
        _stop.Cancel();
        _stop = new CancellationTokenSource();
        var old = _socket;
        _socket = new ClientWebSocket();
        await _socket.ConnectAsync(node, _stop.Token);
        old.Dispose();
        _ = PingAsync(_stop.Token);
    }

    private async Task PingAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            await Task.Delay(15_000, token);
            await _socket.SendAsync(new byte[1], WebSocketMessageType.Binary, true, token);
        }
    }
}

public sealed class Pinger(Uri node)
{
    private ClientWebSocket? _socket;

    public async Task ConnectAsync(CancellationToken token)
    {
        _socket?.Dispose();
        _socket = new ClientWebSocket();
        await _socket.ConnectAsync(node, token);
        _ = PingAsync(_socket, token);
    }

    private static async Task PingAsync(ClientWebSocket socket, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            await Task.Delay(15_000, token);
            await socket.SendAsync(new byte[1], WebSocketMessageType.Binary, true, token);
        }
    }
}

public sealed class Once(Func<Task> ping)
{
    private int _runs;

    public void OnOpened(object? sender, EventArgs e)
    {
        if (Interlocked.Exchange(ref _runs, 1) == 1)
            return;
        _ = Task.Run(async () =>
        {
            while (true)
            {
                await Task.Delay(5000);
                await ping();
            }
        });
    }
}
