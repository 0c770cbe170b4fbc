using System.Net.WebSockets;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>A connection that is read from, so that its end is noticed.</summary>
internal sealed class HeldSocket : IDisposable
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
