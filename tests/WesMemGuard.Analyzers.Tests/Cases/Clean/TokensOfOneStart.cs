// Each start makes a source of its own and gives its token to hidden code: what that registers goes with the start.
using System.Net.Sockets;

namespace TokensOfOneStart;

public abstract class Endpoint
{
    private CancellationTokenSource _running = new();

    public void Start()
    {
        _running.Cancel();
        _running = new CancellationTokenSource();
        Open(_running.Token);
    }

    public void Stop() => _running.Cancel();

    protected abstract void Open(CancellationToken token);
}

public abstract class Bound : Endpoint
{
    protected string? Address { get; set; }

    protected override void Open(CancellationToken token) => token.Register(() => Address = null);
}

public sealed class Accepting(int port) : Bound
{
    protected override void Open(CancellationToken token)
    {
        base.Open(token);
        var listener = new TcpListener(System.Net.IPAddress.Loopback, port);
        token.Register(listener.Stop);
        listener.Start();
        Address = listener.LocalEndpoint.ToString();
    }
}

public sealed class Calls
{
    private readonly Dictionary<int, string> _names = new() { [1] = "one" };

    public async Task<string> AskAsync(int id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        return await WaitAsync(id, limit.Token);
    }

    private async Task<string> WaitAsync(int id, CancellationToken token)
    {
        var answer = new TaskCompletionSource<string>();
        token.Register(() => answer.TrySetCanceled());
        if (_names.TryGetValue(id, out var name))
            answer.TrySetResult(name);
        return await answer.Task;
    }
}

public sealed class Writes(System.Threading.Channels.Channel<int> queue)
{
    private readonly Channel<int> _queue =
        Channel.CreateBounded<int>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.Wait });

    public async ValueTask PutAsync(int item, CancellationToken token)
    {
        await _queue.Writer.WriteAsync(item, token).ConfigureAwait(false);
        await queue.Writer.WriteAsync(item, token).ConfigureAwait(false);
    }

    public void Put(int item) => _queue.Writer.WriteAsync(item).AsTask().GetAwaiter().GetResult();

    public async Task<int> TakeAsync(CancellationToken token) => await _queue.Reader.ReadAsync(token);

    public void End() => _queue.Writer.TryComplete();
}
