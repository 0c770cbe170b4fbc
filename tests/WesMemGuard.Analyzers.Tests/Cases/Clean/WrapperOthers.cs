// Sockets, sources and scopes of helpers that somebody keeps or releases; a helper that answers with what it keeps.
using Microsoft.Extensions.DependencyInjection;

namespace WrapperOthers;

internal sealed class Pool : IDisposable
{
    private readonly ConcurrentBag<TcpClient> _free = new();

    internal TcpClient Rent() => _free.TryTake(out var client) ? client : new TcpClient("node", 30303);

    internal void Return(TcpClient client)
    {
        if (_free.Count < 10)
            _free.Add(client);
        else
            client.Dispose();
    }

    public void Dispose()
    {
        while (_free.TryTake(out var client))
            client.Dispose();
    }
}

internal sealed class Shared : IDisposable
{
    private TcpClient? _client;

    internal TcpClient Client(string host) => _client ??= new TcpClient(host, 1);

    public void Dispose() => _client?.Dispose();
}

internal static class Deadlines
{
    internal static CancellationTokenSource Within(TimeSpan time, CancellationToken token)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        source.CancelAfter(time);
        return source;
    }
}

internal sealed class Work(Pool pool, Shared shared, IServiceProvider root)
{
    public bool Ask()
    {
        var client = pool.Rent();
        try
        {
            return client.Connected;
        }
        finally
        {
            pool.Return(client);
        }
    }

    public int Available(string host)
    {
        var client = shared.Client(host);
        return client.Available;
    }

    public async Task<int> ReadAsync(Func<CancellationToken, Task<int>> read, CancellationToken token)
    {
        using var source = Deadlines.Within(TimeSpan.FromMinutes(1), token);
        return await read(source.Token);
    }

    public async Task RunAsync(Func<IServiceProvider, Task> work)
    {
        using var scope = root.CreateScope();
        await work(scope.ServiceProvider);
    }
}
