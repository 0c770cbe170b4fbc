// Each run starts one more loop, and only the end of the whole object ends them all.
namespace LoopsOfEachRun;

public sealed class Ticker(Uri node)
{
    private readonly CancellationTokenSource _stop = new();
    private ClientWebSocket _socket = new();

    public async Task ConnectAsync()
    {
        var old = _socket;
        _socket = new ClientWebSocket();
        await _socket.ConnectAsync(node, _stop.Token);
        old.Dispose();
        _ = Task.Run(PingAsync); // leak: WMG3006
    }

    private async Task PingAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(15_000);
            if (_socket.State == WebSocketState.Open)
                await _socket.SendAsync(new byte[1], WebSocketMessageType.Binary, true, _stop.Token);
        }
    }
}

public interface ILine
{
    event Action Opened;

    Task PingAsync();
}

public sealed class Watch : IDisposable
{
    private readonly ILine _line;
    private readonly CancellationToken _stop;

    public Watch(ILine line, CancellationToken stop)
    {
        _line = line;
        _stop = stop;
        _line.Opened += OnOpened;
    }

    public void Dispose() => _line.Opened -= OnOpened;

    private void OnOpened()
    {
        Task.Run(async () => // leak: WMG3006
        {
            while (!_stop.IsCancellationRequested)
            {
                await Task.Delay(5000, _stop);
                await _line.PingAsync();
            }
        });
    }
}
