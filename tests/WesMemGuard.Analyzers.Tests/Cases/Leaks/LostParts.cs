// Resources that methods of the program answer with in a tuple, one by one, or as their own disposables.
namespace LostParts;

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
    public async Task<string> AskAsync(string host, CancellationToken token)
    {
        var (socket, banner) = await dialer.DialAsync(host, token); // leak: WMG3006
        await socket.SendAsync(new byte[] { 1 }, token);
        return banner;
    }

    public int Reached(string[] hosts)
    {
        var reached = 0;
        foreach (var client in dialer.Dial(hosts)) // leak: WMG3006
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

public interface ILinks
{
    Task<Link> OpenAsync(string host);
}

public sealed class Links : ILinks
{
    public async Task<Link> OpenAsync(string host)
    {
        var link = new Link();
        try
        {
            await link.OpenAsync(host);
            return link;
        }
        catch
        {
            link.Dispose();
            throw;
        }
    }
}

public sealed class Pings(ILinks links)
{
    public async Task PingAsync(string host)
    {
        var link = new Link(); // leak: WMG3006
        await link.OpenAsync(host);
    }

    public async Task<bool> IsUpAsync(string host)
    {
        var link = await links.OpenAsync(host); // leak: WMG3006
        return link.ToString() is not null;
    }
}
