// What a finally releases is released on a break too, and a handler for everything leads to what follows.
namespace LeftInAHandler;

public sealed class Stream(Func<CancellationToken, Task> receive, Func<CancellationToken, Task> keep)
{
    public async Task RunAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            CancellationTokenSource? beat = null;
            Task? beating = null;
            try
            {
                beat = CancellationTokenSource.CreateLinkedTokenSource(token);
                beating = keep(beat.Token);
                await receive(token);
            }
            catch (OperationCanceledException) when (token.IsCancellationRequested)
            {
                break;
            }
            finally
            {
                if (beat != null)
                {
                    await beat.CancelAsync();
                    await beating!;
                    beat.Dispose();
                }
            }
        }
    }
}

public sealed class Chaser(INodeFeed feed, Func<CancellationToken, Task> turn)
{
    private int _seen;

    public async Task RunAsync(CancellationToken token)
    {
        feed.BlockReceived += Take;
        try
        {
            while (!token.IsCancellationRequested)
                await turn(token);
        }
        catch (Exception error)
        {
            Console.WriteLine(error.Message);
            await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        feed.BlockReceived -= Take;
    }

    private void Take(object? sender, Block block) => _seen++;
}

public sealed class Blocking(HttpClient client)
{
    public int First(string url)
    {
        using (var stream = client.GetStreamAsync(url).ConfigureAwait(false).GetAwaiter().GetResult())
            return stream.ReadByte();
    }

    public int FirstOf(string url)
    {
        using var stream = client.GetStreamAsync(url).Result;
        return stream.ReadByte();
    }
}
