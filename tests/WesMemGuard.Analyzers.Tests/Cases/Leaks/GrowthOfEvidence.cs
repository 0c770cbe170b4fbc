// Growth in handlers, call-backs and endless reader loops, whatever the types are called.
namespace GrowthOfEvidence;

public sealed class Alpha
{
    private readonly List<Block> _all = new();

    public Alpha(INodeFeed feed) => feed.BlockReceived += Take; // leak: WMG4001

    private void Take(object? sender, Block block) => _all.Add(block); // leak: WMG1002
}

public sealed class Beta : IObserver<Block>
{
    private readonly List<string> _all = new();

    public void OnNext(Block value) => _all.Add(value.Hash); // leak: WMG1002

    public void OnError(Exception error) => Console.WriteLine(error.Message);

    public void OnCompleted() => Console.WriteLine(_all.Count.ToString());
}

public sealed class Gamma : IDisposable
{
    private readonly Dictionary<long, byte[]> _all = new();
    private readonly Timer _timer;
    private long _turn;

    public Gamma() => _timer = new Timer(Step, null, 0, 1000);

    public void Dispose() => _timer.Dispose();

    private void Step(object? state) => _all[_turn++] = new byte[100]; // leak: WMG1002
}

public sealed class Delta(ChannelReader<Block> blocks)
{
    private readonly HashSet<string> _all = new();

    public async Task GoAsync(CancellationToken token)
    {
        await foreach (var block in blocks.ReadAllAsync(token))
            _all.Add(block.Hash); // leak: WMG1002
    }
}

public sealed class Epsilon(TcpClient client)
{
    private readonly List<string> _all = new();

    public async Task GoAsync()
    {
        using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
        while (await reader.ReadLineAsync() is { } line)
            _all.Add(line); // leak: WMG1002
    }
}

public sealed class Zeta : System.Diagnostics.Tracing.EventListener
{
    private readonly List<string?> _all = new();

    protected override void OnEventWritten(System.Diagnostics.Tracing.EventWrittenEventArgs eventData) =>
        _all.Add(eventData.EventName); // leak: WMG1002
}

public sealed class Eta(WebSocket socket)
{
    private readonly Dictionary<string, byte[]> _all = new();

    public async Task GoAsync(CancellationToken token)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var got = await socket.ReceiveAsync(buffer, token);
            _all[Encoding.UTF8.GetString(buffer, 0, got.Count)] = buffer[..got.Count]; // leak: WMG1002
        }
    }
}

public static class Theta
{
    private static readonly ConcurrentDictionary<string, bool> Known = new();

    public static bool Ask(string host, Type message) =>
        Known.GetOrAdd($"{host}:{message.FullName}", _ => message.IsClass); // leak: WMG1001
}

public static class Iota
{
    private static readonly ConcurrentDictionary<string, bool> Known = new();

    public static bool Ask(string host, Type message)
    {
        var key = message.FullName;
        if (message.IsGenericType)
            key = host;
        return Known.GetOrAdd(key!, _ => message.IsClass); // leak: WMG1001
    }
}
