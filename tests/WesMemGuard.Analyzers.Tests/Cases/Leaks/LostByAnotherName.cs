// The like of ReleasedByAnotherName: the local is disposed only when connecting fails, or another one is.
namespace LostByAnotherName;

public sealed class Connecting
{
    private TcpClient? _peer;

    public async Task ConnectAsync(string host)
    {
        while (_peer?.Connected != true)
        {
            var peer = _peer = new TcpClient(); // leak: WMG3004, WMG3006
            await peer.ConnectAsync(host, 8333);
        }
    }

    public bool IsOpen => _peer?.Connected == true;
}

public sealed class Listening(int port, Action<Action> atEnd)
{
    private UdpClient? _client;

    public void Start(UdpClient other)
    {
        _client = new UdpClient(port); // leak: WMG3004, WMG3006
        atEnd(() =>
        {
            other.Dispose();
            _client = null; // leak: WMG3004
        });
    }

    public Task SendAsync(byte[] bytes) => _client is null ? Task.CompletedTask : _client.SendAsync(bytes, bytes.Length);
}
