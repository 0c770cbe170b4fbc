// A timer or a token ends the wait and leaves the waiter in the list.
namespace TimedWaiters;

public sealed class Inbox
{
    private readonly LinkedList<Waiter> _waiting = new();

    public void Next(Action<string?> answer, int milliseconds)
    {
        var waiter = new Waiter(answer);
        lock (_waiting)
            _waiting.AddLast(waiter); // leak: WMG1003
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

    private sealed class Waiter(Action<string?> answer)
    {
        private Timer? _timer;

        public void Begin(int milliseconds) => _timer = new Timer(_ => End(null), null, milliseconds, Timeout.Infinite);

        public void End(string? text)
        {
            _timer?.Dispose();
            answer(text);
        }
    }
}

public sealed class Turns
{
    private readonly Queue<Turn> _turns = new();

    public Task WaitAsync(CancellationToken token)
    {
        var turn = new Turn(token);
        lock (_turns)
            _turns.Enqueue(turn); // leak: WMG1003
        return turn.Done;
    }

    public void Go()
    {
        lock (_turns)
            if (_turns.Count > 0)
                _turns.Dequeue().Go();
    }

    private sealed class Turn
    {
        private readonly TaskCompletionSource _source = new();

        public Turn(CancellationToken token) => token.Register(() => _source.TrySetCanceled()); // leak: WMG4004

        public Task Done => _source.Task;

        public void Go() => _source.TrySetResult();
    }
}
