// Fields of own disposables that are released before they are nulled or overwritten, by a close that really closes.
namespace OwnDisposableReleased;

public sealed class Pipe : IDisposable
{
    private readonly TcpClient _client;

    public Pipe(string host) => _client = new TcpClient(host, 30303);

    public void Shut() => _client.Close();

    public void Dispose() => Shut();
}

public sealed class Wallet : IDisposable
{
    private Pipe? _pipe;

    public void Connect(string host)
    {
        Disconnect();
        _pipe = new Pipe(host);
    }

    public void Disconnect()
    {
        if (_pipe != null)
        {
            _pipe.Shut();
            _pipe = null;
        }
    }

    public Pipe? Detach()
    {
        var pipe = _pipe;
        _pipe = null;
        return pipe;
    }

    public void Dispose() => Interlocked.Exchange(ref _pipe, null)?.Dispose();
}
