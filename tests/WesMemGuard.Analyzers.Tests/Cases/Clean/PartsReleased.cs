// The same, released or handed on.
namespace PartsReleased;

public sealed class Dialer
{
    public async Task<(Socket Socket, string Banner)> DialAsync(string host, CancellationToken token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, 80, token);
            return (socket, host);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public IEnumerable<TcpClient> Dial(IEnumerable<string> hosts)
    {
        foreach (var host in hosts)
            yield return new TcpClient(host, 1);
    }
}

public sealed class Probe(Dialer dialer)
{
    private readonly List<Socket> _all = new();

    public async Task<string> AskAsync(string host, CancellationToken token)
    {
        var (socket, banner) = await dialer.DialAsync(host, token);
        using (socket)
            await socket.SendAsync(new byte[] { 1 }, token);
        return banner;
    }

    public async Task<Socket> OpenAsync(string host, CancellationToken token)
    {
        var (socket, _) = await dialer.DialAsync(host, token);
        return socket;
    }

    public int Reached(string[] hosts)
    {
        var reached = 0;
        foreach (var client in dialer.Dial(hosts))
            using (client)
                reached += client.Connected ? 1 : 0;
        return reached;
    }
}

public sealed class Link : IDisposable
{
    private readonly TcpClient _client = new();

    public Task OpenAsync(string host) => _client.ConnectAsync(host, 1);

    public void Dispose() => _client.Dispose();
}

public sealed class Links : IDisposable
{
    private readonly Dictionary<string, Link> _all = new();

    public async Task OpenAsync(string host)
    {
        if (!_all.TryGetValue(host, out var link))
            _all[host] = link = new Link();
        await link.OpenAsync(host);
    }

    public void Dispose()
    {
        foreach (var link in _all.Values)
            link.Dispose();
    }
}

public sealed class Pings(Action<Link> keep)
{
    public async Task PingAsync(string host)
    {
        using var link = new Link();
        await link.OpenAsync(host);
    }

    public void Keep()
    {
        var link = new Link();
        keep(link);
    }
}
