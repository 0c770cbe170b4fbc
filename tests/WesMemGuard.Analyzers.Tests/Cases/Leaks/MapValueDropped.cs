// A connection is taken out of a map and thrown away.
namespace MapValueDropped;

public sealed class Peers
{
    private readonly ConcurrentDictionary<string, TcpClient> _open = new();
    private readonly Dictionary<int, Session> _sessions = new();

    public TcpClient To(string host) => _open.GetOrAdd(host, h => new TcpClient(h, 30303));

    public void Ban(string host) => _open.TryRemove(host, out _); // leak: WMG3006

    public void Forget() => _open.Clear(); // leak: WMG3006

    public void Begin(int id) => _sessions[id] = new Session("node"); // leak: WMG3006

    public void End(int id)
    {
        lock (_sessions)
            _sessions.Remove(id); // leak: WMG3006
    }
}

public sealed class Session(string host) : IDisposable
{
    private readonly TcpClient _wire = new(host, 1);

    public void Dispose() => _wire.Dispose();
}
