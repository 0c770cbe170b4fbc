using WesMemGuard.Node;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>Leave to send one request from an address; disposed of when it has ended.</summary>
/// <param name="client">Sends from the address.</param>
/// <param name="ended">Told once, whether an answer came; null: nobody counts.</param>
internal sealed class SendTurn(NodeClient client, Action<bool>? ended) : IDisposable
{
    private Action<bool>? _ended = ended;

    public NodeClient Client => client;

    /// <summary>It was given up without an answer: the node may still count it.</summary>
    public void GiveUp() => Interlocked.Exchange(ref _ended, null)?.Invoke(false);

    public void Dispose() => Interlocked.Exchange(ref _ended, null)?.Invoke(true);
}
