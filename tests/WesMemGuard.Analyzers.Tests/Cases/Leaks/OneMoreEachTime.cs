// A handler, a subscription, a cause or a parked read more each time.
using System.Runtime.InteropServices;

namespace OneMoreEachTime;

public sealed class Roaming
{
    private volatile bool _down;

    public Roaming() => NodeEvents.BlockReceived += OnBlock; // leak: WMG4001

    ~Roaming() => NodeEvents.BlockReceived -= OnBlock;

    public bool IsDown => _down;

    private void OnBlock(object? sender, Block block) => _down = block.Height == 0;
}

public sealed class Topics
{
    private readonly Dictionary<string, Action<byte[]>> _handlers = new();
    private readonly Lock _gate = new();

    public void On(string topic, Action<byte[]> handler)
    {
        lock (_gate)
        {
            _handlers.TryGetValue(topic, out var before);
            _handlers[topic] = before + handler; // leak: WMG1002
        }
    }

    public void Tell(string topic, byte[] body)
    {
        Action<byte[]>? all;
        lock (_gate)
            _handlers.TryGetValue(topic, out all);
        all?.Invoke(body);
    }
}

public sealed class Session(Topics topics, Stream output)
{
    public void Start() => topics.On("blocks", body => output.Write(body));
}

public sealed class Broken(string text, Exception? inner) : Exception(text, inner);

public sealed class Keeper
{
    private Exception? _last;

    public Exception? Last => _last;

    public async Task<string?> GuardAsync(Func<Task<string>> call)
    {
        try
        {
            return await call();
        }
        catch (HttpRequestException failure)
        {
            Exception cause = _last is null ? failure : new AggregateException(failure, _last);
            _last = new Broken("again", cause); // leak: WMG1002
            return null;
        }
    }
}

public sealed class Quiet(Channel<string> messages) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = messages.Reader.ReadAsync().AsTask(); // leak: WMG2004
            var tick = Task.Delay(1000, stoppingToken);
            if (await Task.WhenAny(next, tick) == tick)
                continue;
            Console.WriteLine(await next);
        }
    }
}

public static class Native
{
    public static nint Open(Func<nint, int> subscribe, object target)
    {
        var handle = GCHandle.Alloc(target); // leak: WMG3006
        var code = subscribe(GCHandle.ToIntPtr(handle));
        if (code != 0)
            throw new IOException("subscribe");
        return GCHandle.ToIntPtr(handle);
    }

    public static void Close(nint handle) => GCHandle.FromIntPtr(handle).Free();
}
