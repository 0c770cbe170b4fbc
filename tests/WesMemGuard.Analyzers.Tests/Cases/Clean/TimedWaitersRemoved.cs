// Waiters that leave their list when the wait ends, whichever way.
namespace TimedWaitersRemoved;

public sealed class Inbox
{
    private readonly LinkedList<Waiter> _waiting = new();

    public void Next(Action<string?> answer, int milliseconds)
    {
        var waiter = new Waiter(answer, Remove);
        lock (_waiting)
            _waiting.AddLast(waiter);
        waiter.Begin(milliseconds);
    }

    public void Arrived(string text)
    {
        Waiter? first = null;
        lock (_waiting)
        {
            if (_waiting.First is { } node)
            {
                first = node.Value;
                _waiting.RemoveFirst();
            }
        }
        first?.End(text);
    }

    private void Remove(Waiter waiter)
    {
        lock (_waiting)
            _waiting.Remove(waiter);
    }

    private sealed class Waiter(Action<string?> answer, Action<Waiter> late)
    {
        private Timer? _timer;

        public void Begin(int milliseconds) => _timer = new Timer(_ => Late(), null, milliseconds, Timeout.Infinite);

        public void End(string? text)
        {
            _timer?.Dispose();
            answer(text);
        }

        private void Late()
        {
            late(this);
            End(null);
        }
    }
}
