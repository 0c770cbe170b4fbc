// Connections that are taken out of a map and disposed, here, by a helper, or by whoever gets them.
namespace MapValueReleased;

public sealed class Peers : IDisposable
{
    private readonly ConcurrentDictionary<string, TcpClient> _open = new();
    private readonly Dictionary<string, TcpClient> _known = new();

    public TcpClient To(string host) => _open.GetOrAdd(host, h => new TcpClient(h, 30303));

    public void Ban(string host)
    {
        if (_open.TryRemove(host, out var client))
            client.Dispose();
    }

    public TcpClient? Take(string host) => _open.TryRemove(host, out var client) ? client : null;

    public void Reset()
    {
        foreach (var client in _open.Values)
            client.Dispose();
        _open.Clear();
    }

    public void Know(string host, TcpClient client) => _known[host] = client;

    public void Ended(string host) => _known.Remove(host);

    public void Swap(string host)
    {
        if (_open.TryGetValue(host, out var old))
            Close(old);
        _open.TryRemove(host, out _);
    }

    public void Dispose() => Reset();

    private static void Close(TcpClient client) => client.Dispose();
}
