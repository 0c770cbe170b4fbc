// Something completes the entry on each of its ways: then it is taken out.
namespace EndsThatCome;

public sealed class Streams(Func<int, string, Task> send)
{
    private readonly ConcurrentDictionary<int, Channel<string>> _open = new();
    private int _next;

    public async IAsyncEnumerable<string> AskAsync(string question)
    {
        var id = Interlocked.Increment(ref _next);
        var rows = Channel.CreateBounded<string>(16);
        _open[id] = rows;
        _ = rows.Reader.Completion.ContinueWith(_ => _open.TryRemove(id, out Channel<string>? gone), TaskScheduler.Default);
        try
        {
            await send(id, question);
            while (await rows.Reader.WaitToReadAsync())
                while (rows.Reader.TryRead(out var row))
                    yield return row;
        }
        finally
        {
            rows.Writer.TryComplete();
        }
    }

    public void OnRow(int id, string row)
    {
        if (_open.TryGetValue(id, out var rows))
            rows.Writer.TryWrite(row);
    }
}

public sealed class Calls(Func<long, byte[], CancellationToken, Task> send)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<byte[]>> _calls = new();
    private long _id;

    public async Task<byte[]> CallAsync(byte[] body, CancellationToken token)
    {
        var id = Interlocked.Increment(ref _id);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = answer;
        _ = answer.Task.ContinueWith(_ => _calls.TryRemove(id, out TaskCompletionSource<byte[]>? gone), TaskScheduler.Default);
        using var limit = token.Register(() => answer.TrySetCanceled(token));
        try
        {
            await send(id, body, token);
        }
        catch (Exception broken)
        {
            answer.TrySetException(broken);
        }
        return await answer.Task;
    }

    public void Answer(long id, byte[] body)
    {
        if (_calls.TryGetValue(id, out var answer))
            answer.TrySetResult(body);
    }
}
