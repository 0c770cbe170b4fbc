// The like of what DoneByHelpers has, where the helper does something else, or what is made is nobody's.
using System.Net.Security;

namespace NotDoneByHelpers;

public static class Sources
{
    public static Task TryCancelAsync(this CancellationTokenSource source) =>
        source.IsCancellationRequested ? Task.CompletedTask : Task.Delay(1);
}

public sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _cancel;
    private readonly Task _beating;

    public Heartbeat()
    {
        _cancel = new CancellationTokenSource(); // leak: WMG4005
        _beating = BeatAsync(_cancel.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _cancel.TryCancelAsync();
        _cancel.Dispose();
    }

    public bool Ended() => _beating.IsCompleted;

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
        var late = Task.Delay(milliseconds, token); // leak: WMG4006
        var first = await Task.WhenAny(connected, late);
        await timeout.CancelAsync();
        return first == connected;
    }
}

public static class Proxies
{
    private static readonly Dictionary<string, int> Seen = new() { ["none"] = 0 };

    public static Type Of(string library) => Seen.ContainsKey(library) ? typeof(object) : Build(library);

    private static Type Build(string library) => Builder(library).CreateType();

    private static System.Reflection.Emit.TypeBuilder Builder(string library)
    {
        var assembly = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly( // leak: WMG5002
            new System.Reflection.AssemblyName(library), System.Reflection.Emit.AssemblyBuilderAccess.Run);
        return assembly.DefineDynamicModule(library).DefineType(library + "Proxy");
    }
}

public sealed class Turns
{
    private readonly ConcurrentDictionary<string, object> _taken = new();

    public async Task<int> RunAsync(string peer, Func<Task<int>> run)
    {
        var turn = _taken.GetOrAdd(peer, _ => new object()); // leak: WMG1003
        Console.WriteLine(turn);
        var answer = await run();
        _taken.TryRemove(peer, out _);
        return answer;
    }
}

public sealed class Secured : IDisposable
{
    private SslStream? _stream;

    public Secured(Stream under) => _stream = new SslStream(under);

    public void Drop() => _stream = null; // leak: WMG3004

    public void Dispose() => _stream?.Dispose();
}

public sealed class Proxy
{
    private System.Reflection.Emit.ModuleBuilder? _last;

    public System.Reflection.Emit.ModuleBuilder Module()
    {
        if (_last != null)
            Console.WriteLine(_last);
        var assembly = System.Reflection.Emit.AssemblyBuilder.DefineDynamicAssembly( // leak: WMG5002
            new System.Reflection.AssemblyName("proxies"), System.Reflection.Emit.AssemblyBuilderAccess.Run);
        _last = assembly.DefineDynamicModule("proxies");
        return _last;
    }
}

public sealed class LookupService
{
    private readonly HttpClient _http;
    private readonly ConcurrentQueue<string> _paths = new();

    public LookupService(HttpClient http) => _http = http;

    public async Task<object?> GetAsync(string path)
    {
        await _http.GetStringAsync(path);
        _paths.Enqueue(path); // leak: WMG1002
        return path.Length > 0 ? this : null;
    }

    public string[] Paths() => _paths.ToArray();
}
