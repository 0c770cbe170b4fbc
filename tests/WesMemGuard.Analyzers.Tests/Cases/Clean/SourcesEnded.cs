// Sources that are cancelled and disposed, wherever; local functions that dispose.
namespace SourcesEnded;

public sealed class Pump : IDisposable
{
    private CancellationTokenSource? _stop;
    private Task? _work;

    public void Start(Func<CancellationToken, Task> turn)
    {
        _stop = new CancellationTokenSource();
        var token = _stop.Token;
        _work = Task.Run(async () =>
        {
            while (!token.IsCancellationRequested)
                await turn(token);
        });
    }

    public void Dispose()
    {
        _stop?.Cancel();
        _stop?.Dispose();
    }
}

public static class Waits
{
    public static async Task<long> HeightAsync(INodeFeed feed, CancellationToken lifetime)
    {
        var found = new TaskCompletionSource<long>();
        var source = CancellationTokenSource.CreateLinkedTokenSource(lifetime);
        feed.BlockReceived += Take;
        try
        {
            return await found.Task.WaitAsync(source.Token);
        }
        finally
        {
            feed.BlockReceived -= Take;
            End();
        }

        void Take(object? sender, Block block) => found.TrySetResult(block.Height);

        void End() => source.Dispose();
    }
}
