using WesMemGuard.Node;
using WesMemGuard.Node.Services;

namespace WesMemGuard.Recording.Writing;

/// <summary>
/// Exchanges in the order in which they were sent: one that ends early waits for those sent before it, so that the
/// file is in time order as it is written.
/// </summary>
/// <param name="take">Takes them, one at a time.</param>
internal sealed class ExchangeQueue(Action<NodeRequest, DateTimeOffset, ExchangeEnd> take) : IExchangeWitness
{
    private readonly Lock _lock = new();
    private readonly Queue<Sent> _sent = new();

    /// <inheritdoc/>
    public Action<ExchangeEnd> Began(NodeRequest request, DateTimeOffset at)
    {
        var sent = new Sent(request, at);
        lock (_lock)
            _sent.Enqueue(sent);
        return end =>
        {
            lock (_lock)
            {
                sent.End = end;
                while (_sent.TryPeek(out var first) && first.End is not null)
                    Take(_sent.Dequeue());
            }
        };
    }

    /// <summary>Takes those that have ended, whatever they wait for.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            while (_sent.TryDequeue(out var next))
                Take(next);
        }
    }

    private void Take(Sent sent)
    {
        if (sent.End is { } end && end.Miss != NodeCall.GivenUp)
            take(sent.Request, sent.At, end);
    }

    private sealed class Sent(NodeRequest request, DateTimeOffset at)
    {
        public NodeRequest Request => request;

        public DateTimeOffset At => at;

        public ExchangeEnd? End { get; set; }
    }
}
