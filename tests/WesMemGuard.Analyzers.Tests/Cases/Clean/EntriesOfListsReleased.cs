// The like of EntriesOfLists: each is released before, after or while it goes out.
namespace EntriesOfListsReleased;

public sealed class Oldest
{
    private readonly List<Socket> _all = new();

    public void Add()
    {
        _all.Add(new Socket(SocketType.Stream, ProtocolType.Tcp));
        if (_all.Count > 10)
        {
            _all[0].Dispose();
            _all.RemoveAt(0);
        }
    }
}

public sealed class Dead : IDisposable
{
    private readonly List<TcpClient> _all = [];

    public void Add(string host) => _all.Add(new TcpClient(host, 30303));

    public void Sweep() => _all.RemoveAll(client =>
    {
        if (client.Connected)
            return false;
        client.Dispose();
        return true;
    });

    public void Dispose()
    {
        foreach (IDisposable each in _all)
            each.Dispose();
        _all.Clear();
    }
}

public sealed class Lent
{
    private readonly Dictionary<string, TcpClient> _all = [];

    public void Add(string host)
    {
        if (!_all.ContainsKey(host))
            _all[host] = new TcpClient(host, 30303);
    }

    public TcpClient? Take(string host)
    {
        var key = host.ToUpperInvariant();
        if (!_all.TryGetValue(key, out var client))
            return null;
        _all.Remove(key);
        return client;
    }
}
