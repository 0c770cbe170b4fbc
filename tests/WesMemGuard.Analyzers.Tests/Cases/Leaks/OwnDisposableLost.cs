// A field of a disposable of the program's own, which holds a socket or a registration, is nulled or overwritten.
namespace OwnDisposableLost;

public sealed class Turnstile : IDisposable
{
    private readonly object _lock = new();
    private Ticket? _ticket;

    public Task EnterAsync(CancellationToken lifetime)
    {
        lock (_lock)
        {
            _ticket?.Dispose();
            _ticket = new Ticket(lifetime);
            return _ticket.Done;
        }
    }

    public void Pass()
    {
        lock (_lock)
        {
            if (_ticket is null)
                return;
            _ticket.Pass();
            _ticket = null; // leak: WMG3006
        }
    }

    public void Dispose() => _ticket?.Dispose();

    private sealed class Ticket : IDisposable
    {
        private readonly TaskCompletionSource _source = new();
        private readonly CancellationTokenRegistration _registration;

        public Ticket(CancellationToken lifetime) => _registration = lifetime.Register(() => _source.TrySetCanceled());

        public Task Done => _source.Task;

        public void Pass() => _source.TrySetResult();

        public void Dispose() => _registration.Dispose();
    }
}

public sealed class Pipe : IDisposable
{
    private readonly TcpClient _client;

    public Pipe(string host) => _client = new TcpClient(host, 30303);

    public bool IsOpen => _client.Connected;

    public void Close()
    {
        Console.WriteLine("closed");
    }

    public void Dispose() => _client.Dispose();
}

public sealed class Wallet
{
    private Pipe? _pipe;

    public void Connect(string host)
    {
        if (_pipe != null && _pipe.IsOpen)
            _pipe.Dispose();
        _pipe = new Pipe(host); // leak: WMG3006
    }

    public void Disconnect()
    {
        _pipe?.Close();
        _pipe = null; // leak: WMG3006
    }
}
