// Channels completed under a flag of their owner, behind a guard that throws before they exist, or in every branch.
namespace CompletedWell;

public sealed class Lines
{
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(10);
    private bool _ended;

    public ValueTask PutAsync(string line) => _lines.Writer.WriteAsync(line);

    public async Task PumpAsync(TextWriter to)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync())
            await to.WriteAsync(line);
    }

    public void End()
    {
        if (_ended)
            return;
        _ended = true;
        _lines.Writer.TryComplete();
    }
}

public sealed class Ask(Func<ChannelWriter<int>, Task> send)
{
    private bool _over;

    public async Task<int> OnceAsync(CancellationToken token)
    {
        if (_over)
            throw new InvalidOperationException("over");
        token.ThrowIfCancellationRequested();
        await Task.Yield();
        var answers = Channel.CreateBounded<int>(1);
        try
        {
            await send(answers.Writer);
            return await answers.Reader.ReadAsync(token);
        }
        finally
        {
            answers.Writer.TryComplete();
        }
    }

    public void Stop() => _over = true;
}
