// A linked source that a local function cancels and nobody disposes.
namespace SourceInLocalFunction;

public static class Waits
{
    public static async Task<long> HeightAsync(INodeFeed feed, TimeSpan time, CancellationToken lifetime)
    {
        var found = new TaskCompletionSource<long>();
        var source = CancellationTokenSource.CreateLinkedTokenSource(lifetime); // leak: WMG4005
        _ = Task.Delay(time, source.Token).ContinueWith(late => found.TrySetResult(late.IsCanceled ? 0 : -1), TaskScheduler.Default);
        feed.BlockReceived += Take;
        try
        {
            return await found.Task;
        }
        finally
        {
            feed.BlockReceived -= Take;
        }

        void Take(object? sender, Block block)
        {
            source.Cancel();
            found.TrySetResult(block.Height);
        }
    }
}
