// The handler removes itself, and so does whoever gave up waiting; or the wait has no other end than the event.
namespace HandlerRemovedAnyway;

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
            wire.Answered -= Take;
            answer.TrySetResult(start + text);
        }

        wire.Answered += Take;
        try
        {
            return await answer.Task.WaitAsync(wait);
        }
        finally
        {
            wire.Answered -= Take;
        }
    }

    public async Task<string> AnyAsync()
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);

        void Take(string text)
        {
            wire.Answered -= Take;
            answer.TrySetResult(text);
        }

        wire.Answered += Take;
        return await answer.Task;
    }
}

public sealed class Tab : IDisposable
{
    private readonly Wire _wire;
    private readonly string _name;
    private string _shown = "";

    public Tab(Wire wire, string name)
    {
        (_wire, _name) = (wire, name);
        _wire.Answered += Show;
    }

    public override string ToString() => _name + _shown;

    public void Dispose() => _wire.Answered -= Show;

    private void Show(string text) => _shown = text;
}
