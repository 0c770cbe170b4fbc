// Taken off when disposed, taken apart, freed before it throws, the same read in each turn.
using System.Runtime.InteropServices;

namespace NoMoreEachTime;

public sealed class Roaming : IDisposable
{
    private volatile bool _down;

    public Roaming() => NodeEvents.BlockReceived += OnBlock;

    public bool IsDown => _down;

    public void Dispose() => NodeEvents.BlockReceived -= OnBlock;

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
            _handlers[topic] = before + handler;
        }
    }

    public void Off(string topic, Action<byte[]> handler)
    {
        lock (_gate)
        {
            if (_handlers.TryGetValue(topic, out var before))
                _handlers[topic] = (before - handler)!;
        }
    }
}

public sealed class Session(Topics topics, Stream output) : IDisposable
{
    public void Start() => topics.On("blocks", Write);

    public void Dispose() => topics.Off("blocks", Write);

    private void Write(byte[] body) => output.Write(body);
}

public sealed class Quiet(Channel<string> messages) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var next = messages.Reader.ReadAsync(stoppingToken).AsTask();
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!next.IsCompleted)
            {
                await Task.Delay(1000, stoppingToken);
                continue;
            }
            Console.WriteLine(await next);
            next = messages.Reader.ReadAsync(stoppingToken).AsTask();
        }
    }
}

public static class Native
{
    public static nint Open(Func<nint, int> subscribe, object target)
    {
        var handle = GCHandle.Alloc(target);
        var code = subscribe(GCHandle.ToIntPtr(handle));
        if (code != 0)
        {
            handle.Free();
            throw new IOException("subscribe");
        }
        return GCHandle.ToIntPtr(handle);
    }

    public static void Close(nint handle) => GCHandle.FromIntPtr(handle).Free();
}
