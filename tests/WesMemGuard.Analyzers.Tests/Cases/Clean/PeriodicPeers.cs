// A timer that fires again and again is a beat: it ends no wait, so who stays in the list still waits.
namespace PeriodicPeers;

public sealed class Room
{
    private readonly LinkedList<Peer> _peers = new();

    public void Join(Action<string?> beat)
    {
        var peer = new Peer(beat);
        lock (_peers)
            _peers.AddLast(peer);
        peer.Begin();
    }

    public void Next(string text)
    {
        Peer? first = null;
        lock (_peers)
        {
            if (_peers.First is { } node)
            {
                first = node.Value;
                _peers.RemoveFirst();
            }
        }
        first?.End(text);
    }

    private sealed class Peer(Action<string?> beat)
    {
        private Timer? _timer;

        public void Begin() => _timer = new Timer(_ => beat(null), null, 1000, 1000);

        public void End(string? text)
        {
            _timer?.Dispose();
            beat(text);
        }
    }
}
