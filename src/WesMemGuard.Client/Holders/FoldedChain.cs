namespace WesMemGuard.Client.Holders;

/// <summary>
/// The types along a way, a list of nodes shown by two of them: it is as long as it is, whether its nodes are of one type or take turns.
/// </summary>
internal sealed class FoldedChain
{
    /// <summary>So many types that take turns are seen as one list.</summary>
    private const int LongestTurn = 3;

    private readonly List<Type> _types = [];
    private int _turn;
    private int _skipped;

    /// <summary>The next type.</summary>
    public void Add(Type type)
    {
        if (_turn > 0 && _types[^(_turn - (_skipped % _turn))] == type)
        {
            _skipped++;
            return;
        }

        End();
        _types.Add(type);
        for (var turn = 1; turn <= LongestTurn && _turn == 0; turn++)
            _turn = Repeats(turn) ? turn : 0;
    }

    /// <summary>The types in the order in which they came, and no more of a list than tells what it is made of.</summary>
    public List<Type> ToList()
    {
        End();
        return _types;
    }

    /// <summary>A turn that is not whole belongs to the way.</summary>
    private void End()
    {
        if (_turn == 0)
            return;
        _types.AddRange(_types.GetRange(_types.Count - _turn, _skipped % _turn));
        (_turn, _skipped) = (0, 0);
    }

    private bool Repeats(int turn)
    {
        if (_types.Count < 2 * turn)
            return false;
        for (var i = 1; i <= turn; i++)
        {
            if (_types[^i] != _types[^(i + turn)])
                return false;
        }

        return true;
    }
}
