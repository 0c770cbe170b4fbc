// Sockets and calls that go out of a list, a queue or a map, and that nobody releases.
using Grpc.Core;

namespace EntriesOfLists;

public sealed class Oldest
{
    private readonly List<Socket> _all = new();

    public void Add(string host)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(host, 30303);
        _all.Add(socket);
        if (_all.Count > 10)
            _all.RemoveAt(0); // leak: WMG3006
    }

    public void Send(byte[] bytes)
    {
        foreach (var socket in _all)
            socket.Send(bytes);
    }
}

public sealed class Dead
{
    private readonly List<TcpClient> _all = [];

    public void Add(string host) => _all.Add(new TcpClient(host, 30303));

    public void Sweep() => _all.RemoveAll(client => !client.Connected); // leak: WMG3006
}

public sealed class Evicted
{
    private readonly Dictionary<string, TcpClient> _peers = new();

    public TcpClient Get(string host)
    {
        if (_peers.TryGetValue(host, out var known))
            return known;
        if (_peers.Count >= 100)
            _peers.Remove(_peers.Keys.First()); // leak: WMG3006
        return _peers[host] = new TcpClient(host, 30303);
    }
}

public sealed class Replaced
{
    private readonly ConcurrentDictionary<string, TcpClient> _peers = new();

    public void Connect(string host)
    {
        var client = new TcpClient(host, 30303);
        _peers[host] = client; // leak: WMG3006
    }

    public void Drop(string host)
    {
        if (_peers.TryRemove(host, out var client))
            client.Dispose();
    }
}

public sealed class Calls(NodeClient node)
{
    private readonly ConcurrentDictionary<string, AsyncServerStreamingCall<Block>> _watches = new();
    private readonly List<AsyncServerStreamingCall<Block>> _open = [];

    public void Start(string filter) => _watches.TryAdd(filter, node.Watch(filter));

    public void Stop(string filter) => _watches.TryRemove(filter, out _); // leak: WMG3006

    public void Open(IEnumerable<string> filters)
    {
        foreach (var filter in filters)
            _open.Add(node.Watch(filter));
    }

    public void Reset() => _open.Clear(); // leak: WMG3006
}
