// A scope used on the spot, a value taken out and not released, a source cancelled and not disposed, a call-back one step on.
using Microsoft.Extensions.DependencyInjection;

namespace DroppedScope;

public sealed class Scopes(IServiceProvider root)
{
    public IServiceScope Current => root.CreateScope();
}

public sealed class Job(Scopes scopes, IServiceProvider root)
{
    public void Run() => scopes.Current.ServiceProvider.GetRequiredService<Scopes>(); // leak: WMG3006

    public void RunAgain() => root.CreateScope().ServiceProvider.GetRequiredService<Scopes>(); // leak: WMG3006
}

public sealed class Sessions
{
    private readonly ConcurrentDictionary<Guid, ClientWebSocket> _open = new();

    public async Task ConnectAsync(Guid id, Uri uri, CancellationToken token)
    {
        var socket = new ClientWebSocket();
        _open[id] = socket; // leak: WMG1002
        try
        {
            await socket.ConnectAsync(uri, token);
        }
        catch (WebSocketException)
        {
            _open.TryRemove(id, out _); // leak: WMG3006
            throw;
        }
    }
}

public sealed class Runs
{
    private readonly Dictionary<string, CancellationTokenSource> _byId = new();

    public void Begin(string id, CancellationToken life) => _byId.Add(id, CancellationTokenSource.CreateLinkedTokenSource(life));

    public void End(string id)
    {
        if (_byId.Remove(id, out var source))
            source.Cancel(); // leak: WMG4005
    }
}

public sealed class Tallies : IDisposable
{
    private readonly Dictionary<string, long> _gasBySender = new();
    private readonly Func<(string Sender, long Gas)> _next;
    private readonly Timer _tick;

    public Tallies(Func<(string, long)> next)
    {
        _next = next;
        _tick = new Timer(_ => Take(), null, 0, 100);
    }

    public void Dispose() => _tick.Dispose();

    private void Take()
    {
        var (sender, gas) = _next();
        _gasBySender[sender] = gas; // leak: WMG1002
    }
}
