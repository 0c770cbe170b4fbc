// A handler of one call or request stays when no event brings its end.
namespace HandlersOfCalls;

public sealed record Letter(string Id, byte[] Body);

public abstract class Link
{
    public event EventHandler<Letter>? Arrived;

    public abstract Task PostAsync(Letter letter);

    public async Task<byte[]> AskAsync(byte[] body, TimeSpan wait)
    {
        var id = Guid.NewGuid().ToString();
        var done = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);

        void OnArrived(object? sender, Letter letter)
        {
            if (letter.Id != id)
                return;
            Arrived -= OnArrived;
            done.TrySetResult(letter.Body);
        }

        Arrived += OnArrived; // leak: WMG4001
        await PostAsync(new Letter(id, body));
        return await done.Task.WaitAsync(wait);
    }

    protected void Raise(Letter letter) => Arrived?.Invoke(this, letter);
}

public sealed class Heads(INodeFeed feed)
{
    public async Task<long> WaitAsync(long height, CancellationToken token)
    {
        var done = new TaskCompletionSource<long>();
        EventHandler<Block>? handler = null;
        handler = (_, block) =>
        {
            if (block.Height < height)
                return;
            feed.BlockReceived -= handler;
            done.TrySetResult(block.Height);
        };
        feed.BlockReceived += handler; // leak: WMG4001
        using var registration = token.Register(() => done.TrySetCanceled(token));
        return await done.Task;
    }
}
