using WesMemGuard.Node;

namespace WesMemGuard.Harness.Live.Load;

/// <summary>
/// One client address and what the node may count of it within one second: what it answered in the last one, and all
/// that is still unanswered, which a node that stood still works off at once. Locked by the caller.
/// </summary>
internal sealed class AddressUse(int number, NodeClient client)
{
    private readonly Queue<DateTimeOffset> _answered = new();
    private int _waiting;
    private int _givenUp;

    public int Number => number;

    public NodeClient Client => client;

    /// <summary>What may fall into one second of the node.</summary>
    public int Counted(DateTimeOffset since)
    {
        while (_answered.TryPeek(out var first) && first < since)
            _answered.Dequeue();
        return _answered.Count + _waiting + _givenUp;
    }

    public void Sent() => _waiting++;

    /// <summary>One has ended.</summary>
    /// <param name="at">Now.</param>
    /// <param name="answered">False: nobody knows whether the node still has it before it; it has not, once it answers
    /// a later one.</param>
    public void Ended(DateTimeOffset at, bool answered)
    {
        _waiting--;
        if (!answered)
        {
            _givenUp++;
            return;
        }

        for (; _givenUp >= 0; _givenUp--)
            _answered.Enqueue(at);
        _givenUp = 0;
    }
}
