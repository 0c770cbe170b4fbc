// Objects of which code elsewhere says that they stay: fed in endless loops and handlers, kept by services, told twice.
namespace FedByOthers;

public sealed class Receipts
{
    private readonly Dictionary<string, string> _all = new();

    public void Put(string hash, string receipt)
    {
        lock (_all)
            _all[hash] = receipt; // leak: WMG1002
    }
}

public sealed class Poller(Receipts receipts, Func<CancellationToken, Task<(string, string)>> next) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var (hash, receipt) = await next(stoppingToken);
            receipts.Put(hash, receipt);
        }
    }
}

public sealed class Heights
{
    private readonly LinkedList<(long, DateTime)> _all = new();

    public void Add(long height) => _all.AddLast((height, DateTime.UtcNow)); // leak: WMG1002
}

public interface IHeads
{
    event EventHandler<long> Came;
}

public sealed class Follower
{
    private readonly Heights _heights = new();

    public Follower(IHeads heads) => heads.Came += (_, height) => _heights.Add(height); // leak: WMG4001
}

public sealed class Pump(Func<CancellationToken, Task<string>> next)
{
    private readonly HashSet<string> _done = new();

    public async Task RunAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
            Take(await next(token));
    }

    private void Take(string id) => Finish(id);

    private void Finish(string id) => _done.Add(id); // leak: WMG1002
}

public sealed class Actor(ChannelReader<object> mailbox)
{
    private readonly Dictionary<string, int> _strikes = new();

    public async Task RunAsync()
    {
        while (await mailbox.WaitToReadAsync())
            while (mailbox.TryRead(out var message))
                Apply(message);
    }

    private void Apply(object message)
    {
        if (message is string peer)
            _strikes[peer] = _strikes.TryGetValue(peer, out var count) ? count + 1 : 1; // leak: WMG1002
    }
}

public sealed class Bus
{
    private readonly ConcurrentDictionary<Guid, Func<string, Task>> _handlers = new();

    public Guid Subscribe(Func<string, Task> handler)
    {
        var id = Guid.NewGuid();
        _handlers[id] = handler; // leak: WMG1002
        return id;
    }

    public async Task PublishAsync(string message)
    {
        foreach (var handler in _handlers.Values)
            await handler(message);
    }
}

public sealed class Topics(Func<string, Task> send)
{
    private readonly List<string> _all = new();

    public async Task SubscribeAsync(string topic)
    {
        _all.Add(topic); // leak: WMG1002
        await send(topic);
    }

    public async Task BeginAnewAsync()
    {
        foreach (var topic in _all.ToArray())
            await SubscribeAsync(topic);
    }
}

public sealed class Acceptor(TcpListener listener, Func<TcpClient, Task> serve)
{
    public async Task RunAsync(CancellationToken token)
    {
        var serving = new List<Task>();
        while (!token.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(token);
            serving.Add(serve(client)); // leak: WMG1002
        }
        await Task.WhenAll(serving);
    }
}

public sealed class Waits
{
    private readonly Dictionary<string, TaskCompletionSource<string>> _map = new();

    public Task<string> Add(string id)
    {
        var source = new TaskCompletionSource<string>();
        lock (_map)
            _map[id] = source; // leak: WMG1003
        return source.Task;
    }

    public void Complete(string id, string value)
    {
        lock (_map)
            if (_map.Remove(id, out var source))
                source.SetResult(value);
    }
}

public sealed class Client(Stream stream, Waits waits)
{
    public async Task<string> AskAsync(string id, CancellationToken token)
    {
        var answer = waits.Add(id);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(id), token);
        return await answer.WaitAsync(TimeSpan.FromSeconds(30), token);
    }
}

public interface ILink
{
    event Action Lost;

    event Action<string> Block;

    Task ConnectAsync();
}

public sealed class View
{
    private readonly ILink _link;

    public View(ILink link)
    {
        _link = link;
        _link.Lost += OnLost;
    }

    public void Dispose()
    {
        _link.Lost -= OnLost;
        _link.Block -= OnBlock;
    }

    private async void OnLost()
    {
        await _link.ConnectAsync();
        _link.Block += OnBlock; // leak: WMG4003
    }

    private void OnBlock(string block) => Console.WriteLine(block);
}
