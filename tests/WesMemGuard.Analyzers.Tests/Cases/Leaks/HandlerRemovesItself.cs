// The handler alone removes itself, when the event comes: whoever waits is gone before.
namespace HandlerRemovesItself;

public sealed class Wire
{
    public event Action<string>? Answered;

    public void Answer(string text) => Answered?.Invoke(text);
}

public sealed class Once(Wire wire)
{
    public async Task<string> NextAsync(string start, TimeSpan wait)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        void Take(string text)
        {
            if (!text.StartsWith(start))
                return;
            wire.Answered -= Take;
            answer.TrySetResult(text);
        }

        wire.Answered += Take; // leak: WMG4001
        return await answer.Task.WaitAsync(wait);
    }
}

public sealed class Question
{
    private readonly Wire _wire;
    private readonly TaskCompletionSource<string> _refused = new();

    public Question(Wire wire)
    {
        _wire = wire;
        _wire.Answered += OnAnswered; // leak: WMG4001
    }

    public async Task<string> AskAsync(Task<string> asked) => await await Task.WhenAny(asked, _refused.Task);

    private void OnAnswered(string text)
    {
        _wire.Answered -= OnAnswered;
        _refused.TrySetResult(text);
    }
}

public sealed class Desk(Wire wire, Func<string, Task<string>> ask)
{
    public async Task<string> HeightAsync() => await new Question(wire).AskAsync(ask("height"));
}

public sealed class Tab
{
    private readonly Wire _wire;
    private readonly string _name;
    private string _shown = "";

    public Tab(Wire wire, string name)
    {
        (_wire, _name) = (wire, name);
        _wire.Answered += Show; // leak: WMG4001
    }

    public override string ToString() => _name + _shown;

    private void Show(string text) => _shown = text;
}
