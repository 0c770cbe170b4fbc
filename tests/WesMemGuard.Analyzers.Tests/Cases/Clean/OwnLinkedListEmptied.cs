// Taking a node out of an own list joins its neighbours, which stand in locals: that is no growth.
namespace OwnLinkedListEmptied;

internal abstract class Link
{
    internal Link? Before;
    internal Link? After;
}

internal sealed class Row
{
    private readonly Link _ring = new Ring();

    public Row()
    {
        _ring.Before = _ring;
        _ring.After = _ring;
    }

    public void Unlink(Link link)
    {
        var before = link.Before;
        var after = link.After;
        before!.After = after;
        after!.Before = before;
    }

    private sealed class Ring : Link;
}

internal sealed class Mailbox
{
    private readonly Row _row = new();

    public void Retire(Action<byte[]?> answer, TimeSpan time)
    {
        var guest = new Guest(answer);
        lock (_row)
            _row.Unlink(guest);
        guest.Start(time);
    }

    private sealed class Guest(Action<byte[]?> answer) : Link
    {
        private Timer? _clock;

        public void Start(TimeSpan time) => _clock = new Timer(_ => Tell(null), null, time, Timeout.InfiniteTimeSpan);

        public void Tell(byte[]? bytes)
        {
            _clock?.Dispose();
            answer(bytes);
        }
    }
}
