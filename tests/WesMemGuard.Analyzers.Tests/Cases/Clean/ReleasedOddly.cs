// Resources released in a continuation, by a helper of many, through an array, an alias or the pattern of two Dispose methods.
namespace ReleasedOddly;

public static class Endings
{
    public static void Quietly(this IDisposable? one)
    {
        try
        {
            one?.Dispose();
        }
        catch (ObjectDisposedException)
        {
            Console.WriteLine("already");
        }
    }

    public static void All(params IDisposable?[] many)
    {
        foreach (var one in many)
            one?.Dispose();
    }
}

public class Two : IDisposable
{
    private readonly TcpClient _first = new();
    private readonly UdpClient _second = new(0);
    private readonly Timer _third = new(_ => Console.WriteLine("tick"), null, 0, 1000);
    private FileStream? _fourth;

    public void Open(string path) => _fourth = new FileStream(path, FileMode.Open);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        Endings.All(_first, _second);
        foreach (var one in new IDisposable?[] { _third, _fourth })
            one?.Dispose();
    }
}

public sealed class Later(Func<CancellationToken, Task> work)
{
    public void Begin(CancellationToken token)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        _ = work(source.Token).ContinueWith(_ => source.Dispose(), TaskScheduler.Default);
    }

    public async Task QuietAsync(string host)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, 1);
        }
        finally
        {
            client.Quietly();
        }
    }
}

public sealed class Swap : IAsyncDisposable
{
    private Timer? _timer;
    private TcpClient? _client = new();

    public void Start() => _timer = new Timer(_ => Console.WriteLine("tick"), null, 0, 1000);

    public async ValueTask DisposeAsync()
    {
        using var client = _client;
        _client = null;
        if (_timer is { } timer)
            await timer.DisposeAsync();
    }
}
