// A local holds what a member was just given, and the function that ends it disposes the local.
namespace ReleasedByAnotherName;

public sealed class Listening(int port)
{
    private UdpClient? Client { get; set; }

    public void Start(Action<Action> atEnd)
    {
        UdpClient client = Client = new UdpClient(port);
        atEnd(() =>
        {
            client.Dispose();
            Client = null;
        });
    }

    public Task SendAsync(byte[] bytes) => Client is null ? Task.CompletedTask : Client.SendAsync(bytes, bytes.Length);
}

public sealed class Connecting(Action<Action> atEnd)
{
    private TcpClient? _peer;

    public void Connect(string host)
    {
        var peer = new TcpClient();
        _peer = peer;
        atEnd(() =>
        {
            peer.Close();
            _peer = null;
        });
        peer.Connect(host, 8333);
    }

    public bool IsOpen => _peer?.Connected == true;
}
