// The source of a worker's token is disposed and never cancelled: the worker waits for ever.
namespace SourceNeverCancelled;

public sealed class Pump : IDisposable
{
    private readonly SemaphoreSlim _bell = new(0);
    private CancellationTokenSource? _stop;
    private Task? _work;

    public void Start()
    {
        _stop = new CancellationTokenSource(); // leak: WMG4005
        var token = _stop.Token;
        _work = Task.Run(async () =>
        {
            while (!token.IsCancellationRequested)
                await _bell.WaitAsync(token);
        });
    }

    public void Ring() => _bell.Release();

    public void Dispose()
    {
        _stop?.Dispose();
        _stop = null;
    }
}
