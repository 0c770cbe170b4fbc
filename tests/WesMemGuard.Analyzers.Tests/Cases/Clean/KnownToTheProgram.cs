// As many entries as the program has parts, calls with names or files of its own, and queues of a fixed stock.
namespace KnownToTheProgram;

public interface ILog
{
    void Write(string text);
}

public sealed class Log(string name) : ILog
{
    public void Write(string text) => Console.WriteLine(name + text);
}

public static class Logs
{
    private static readonly ConcurrentDictionary<string, Log> All = new();

    public static ILog Of<T>() => Of(typeof(T));

    public static ILog Of(Type type) => Of(type.FullName!);

    public static ILog Of(string name) => All.GetOrAdd(name, static known => new Log(known));
}

public sealed class Details
{
    public required Type Contract { get; init; }

    public required string Text { get; init; }
}

public sealed class ContractCache
{
    private readonly ConcurrentDictionary<int, Details> _known = new();

    public Details Of(int id, Type contract) => _known.GetOrAdd(id, _ => new Details { Contract = contract, Text = contract.ToString() });
}

public sealed class SectionCache
{
    private readonly ConcurrentDictionary<string, byte[]> _read = new();
    private readonly string[] _stores = ["network", "logging"];

    public byte[] Read(string key) => _read.GetOrAdd(key, wanted =>
    {
        var store = Array.Find(_stores, each => each == wanted);
        if (store is null)
            throw new KeyNotFoundException(wanted);
        return File.ReadAllBytes(store);
    });
}

public sealed class RatingsService
{
    private readonly Dictionary<string, byte[]> _all = new();

    public async Task LoadAsync()
    {
        foreach (var resource in typeof(RatingsService).Assembly.GetManifestResourceNames())
            _all[resource] = await File.ReadAllBytesAsync(resource);
    }

    public byte[]? Of(string country) => _all.GetValueOrDefault(country);
}

public static class Ports
{
    private static readonly ConcurrentQueue<int> Unused = new();

    public static void Give(int port) => Unused.Enqueue(port);

    public static int Get() => Unused.TryDequeue(out var port) ? port : throw new InvalidOperationException();

    private static void Fill()
    {
        for (var port = 10_000; port < 10_100; port++)
            Unused.Enqueue(port);
    }
}

public sealed class Completions
{
    private readonly Dictionary<int, Block> _byTask = new();
    private readonly Dictionary<string, Block> _byRun = new();

    public void Keep(int task, string? run, Block block)
    {
        if (run is not null)
        {
            _byRun.TryAdd(run, block);
            return;
        }
        _byTask.TryAdd(task, block);
    }

    public bool Take(int task, string run) => _byRun.Remove(run) || _byTask.Remove(task);

    public bool TakeTimer(int task) => _byTask.Remove(task);
}

public sealed class Balancer
{
    private const string Prefix = "last:";
    private readonly ConcurrentDictionary<string, int> _lastByService = new();

    public async Task<int> NextAsync(string serviceName, int count, CancellationToken token)
    {
        var cacheKey = $"{Prefix}{serviceName}";
        await Task.Yield();
        token.ThrowIfCancellationRequested();
        return _lastByService.AddOrUpdate(cacheKey, _ => 0, (_, last) => (last + 1) % count);
    }
}

public sealed class Spans
{
    private readonly ConcurrentDictionary<int, string> _byThread = new();

    public string? Current
    {
        get => _byThread.GetValueOrDefault(Environment.CurrentManagedThreadId);
        set => _byThread[Environment.CurrentManagedThreadId] = value ?? "";
    }
}

public sealed class ScheduleGroup
{
    public string Name { get; set; } = "";
}

public static class Schedules
{
    private static readonly ConcurrentDictionary<string, bool> Checked = new();

    public static async Task EnsureAsync(ScheduleGroup scheduleGroup, Func<string, Task> make)
    {
        if (Checked.ContainsKey(scheduleGroup.Name))
            return;
        await make(scheduleGroup.Name);
        Checked.TryAdd(scheduleGroup.Name, true);
    }
}
