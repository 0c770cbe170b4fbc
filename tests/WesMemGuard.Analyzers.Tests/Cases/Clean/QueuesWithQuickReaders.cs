// Unbounded channels and queues of which nothing says that the reader falls behind: at most suggestions.
namespace QueuesWithQuickReaders;

public sealed class Log : IDisposable
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _writer;
    private int _count;

    public Log() => _writer = Task.Run(ReadAsync);

    public int Count => _count;

    public void Put(string line) => _lines.Writer.TryWrite(line);

    public void Dispose() => _lines.Writer.TryComplete();

    private async Task ReadAsync()
    {
        await foreach (var line in _lines.Reader.ReadAllAsync())
            _count += line.Length;
    }
}
