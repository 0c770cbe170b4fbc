// Sources that the program's own helpers cancel, assemblies made for a cache, locks that are kept, steps of builders.
using System.Net.Security;

namespace DoneByHelpers;

public static class Sources
{
    public static Task TryCancelAsync(this CancellationTokenSource source)
    {
        try
        {
            return source.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            return Task.CompletedTask;
        }
    }
}

public sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _cancel;
    private readonly Task _beating;

    public Heartbeat()
    {
        _cancel = new CancellationTokenSource();
        _beating = BeatAsync(_cancel.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _cancel.TryCancelAsync();
        await _beating;
        _cancel.Dispose();
    }

    private static async Task BeatAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromSeconds(1), stop);
    }
}

public static class Connects
{
    public static async Task<bool> WithinAsync(Task connected, int milliseconds, CancellationToken token)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(token);
        var late = Task.Delay(milliseconds, timeout.Token);
        var first = await Task.WhenAny(connected, late);
        if (!late.IsCompletedSuccessfully)
            await timeout.TryCancelAsync();
        return first == connected;
    }
}

public static class Proxies
{
    private static readonly Dictionary<string, Type> Made = new();

    public static Type Of(string library)
    {
        if (!Made.TryGetValue(library, out var made))
        {
            made = Build(library);
            Made.Add(library, made);
        }
        return made;
    }

    private static Type Build(string library) => Builder(library).CreateType();

    private static System.Reflection.Emit.TypeBuilder Builder(string library)
    {
        var assembly = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(
            new System.Reflection.AssemblyName(library), System.Reflection.Emit.AssemblyBuilderAccess.Run);
        return assembly.DefineDynamicModule(library).DefineType(library + "Proxy");
    }
}

public sealed class FencedLock(string group)
{
    public string Group { get; } = group;
}

public sealed class Fences
{
    private readonly ConcurrentDictionary<string, FencedLock> _locks = new();

    public async Task<FencedLock> GetAsync(string lockName, Func<string, Task<string>> groupOf)
    {
        var group = await groupOf(lockName);
        while (true)
        {
            if (_locks.TryGetValue(lockName, out var known))
            {
                if (known.Group == group)
                    return known;
                _locks.TryRemove(lockName, out _);
            }
            known = _locks.GetOrAdd(lockName, _ => new FencedLock(group));
            if (known.Group == group)
                return known;
            group = await groupOf(lockName);
        }
    }
}

public sealed class Secured : IDisposable
{
    private readonly SslStream? _stream;

    public Secured(Stream under, bool isSecure)
    {
        if (isSecure)
            _stream = new SslStream(under);
        else
            _stream = null;
    }

    public void Dispose() => _stream?.Dispose();
}

public sealed class Proxy
{
    private readonly Lock _lock = new();
    private System.Reflection.Emit.ModuleBuilder? _module;

    public System.Reflection.Emit.ModuleBuilder Module()
    {
        if (_module == null)
            lock (_lock)
                if (_module == null)
                {
                    var assembly = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly(
                        new System.Reflection.AssemblyName("proxies"), System.Reflection.Emit.AssemblyBuilderAccess.Run);
                    _module = assembly.DefineDynamicModule("proxies");
                }
        return _module;
    }
}

public sealed class Peer : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<Block> _blocks = Channel.CreateBounded<Block>(8);
    private readonly Task _running;

    public Peer() => _running = Task.Run(RunAsync);

    private CancellationToken Stopped => _stop.Token;

    public ValueTask PutAsync(Block block) => _blocks.Writer.WriteAsync(block, Stopped);

    public bool HasEnded => _running.IsCompleted;

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (await _blocks.Reader.WaitToReadAsync(Stopped))
            while (_blocks.Reader.TryRead(out var block))
                Console.WriteLine(block);
    }
}

public sealed class LookupService
{
    private readonly ConcurrentQueue<string> _paths = new();

    public LookupService Get(string path)
    {
        _paths.Enqueue(path);
        return this;
    }

    public string[] Paths() => _paths.ToArray();
}
