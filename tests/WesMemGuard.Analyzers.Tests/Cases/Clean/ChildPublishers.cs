// Publishers that are this type's own children, handed to a helper, or that its clean-up disposes.
namespace ChildPublishers;

public sealed class Round : IDisposable
{
    public event EventHandler<int>? Moved;

    public event Action? Ended;

    public void Move(int step) => Moved?.Invoke(this, step);

    public void Dispose() => Ended?.Invoke();
}

public sealed class Game : IDisposable
{
    private readonly List<Round> _old = new(4);
    private Round _round;
    private int _step;

    public Game()
    {
        _round = Make();
        Follow(_round);
    }

    public void Next()
    {
        _round.Dispose();
        _round = Make();
        Follow(_round);
    }

    public void Dispose() => _round.Dispose();

    private static Round Make() => new();

    private void Follow(Round round)
    {
        round.Moved += (_, step) => _step = step;
        round.Ended += () => _step = 0;
    }
}

public sealed class Table : IDisposable
{
    private readonly List<Round> _rounds = new();
    private int _moves;

    public void Open()
    {
        if (_rounds.Count > 8)
            return;
        var round = new Round();
        Watch(round);
        _rounds.Add(round);
    }

    public void Dispose()
    {
        foreach (var round in _rounds)
            round.Dispose();
        _rounds.Clear();
    }

    private void Watch(Round round) => round.Moved += OnMoved;

    private void OnMoved(object? sender, int step) => _moves++;
}
