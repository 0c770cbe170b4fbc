// A list that links its nodes itself is a collection: the timer ends the wait, the node stays.
namespace OwnLinkedList;

internal abstract class Link
{
    internal Link? Before;
    internal Link? After;
}

internal sealed class Row
{
    private Link? _head;
    private Link? _tail;

    public Link? Head => _head;

    public void Append(Link link)
    {
        link.Before = _tail;
        if (_tail is null)
            _head = link;
        else
            _tail.After = link;
        _tail = link;
    }

    public void Unlink(Link link)
    {
        if (link.Before is null)
            _head = link.After;
        else
            link.Before.After = link.After;
        if (link.After is null)
            _tail = link.Before;
        else
            link.After.Before = link.Before;
    }
}

internal sealed class Mailbox
{
    private readonly Row _row = new();

    public void Expect(Action<byte[]?> answer, TimeSpan time)
    {
        var guest = new Guest(answer);
        lock (_row)
            _row.Append(guest); // leak: WMG1003
        guest.Start(time);
    }

    public void Deliver(byte[] bytes)
    {
        Guest? guest;
        lock (_row)
        {
            guest = (Guest?)_row.Head;
            if (guest is not null)
                _row.Unlink(guest);
        }
        guest?.Tell(bytes);
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
