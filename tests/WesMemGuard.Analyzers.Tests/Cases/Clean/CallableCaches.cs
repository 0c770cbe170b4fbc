// Caches of delegates and maps of plain objects on which nobody waits; names that a list of valid ones bounds.
namespace CallableCaches;

public sealed class Runner
{
    private readonly ConcurrentDictionary<Guid, Func<object[], Task>> _compiled = new();

    public async Task RunAsync(Guid command, object[] arguments)
    {
        if (!_compiled.TryGetValue(command, out var run))
            _compiled[command] = run = Compile(command);
        await run(arguments);
    }

    private static Func<object[], Task> Compile(Guid command) => _ => Task.FromResult(command);
}

public sealed class Speaker
{
    public ulong Id;
    public string? Name;
}

public sealed class Voice(Func<ulong, Task<string>> names, Func<ulong, Task> joined)
{
    private readonly ConcurrentDictionary<ulong, Speaker> _speakers = new();

    public async Task JoinAsync(ulong id)
    {
        var speaker = new Speaker { Id = id, Name = await names(id) };
        if (_speakers.TryAdd(id, speaker))
            await joined(id);
    }

    public void Leave(ulong id) => _speakers.TryRemove(id, out _);
}

public sealed class Names
{
    private static readonly HashSet<string> Valid = new(StringComparer.Ordinal) { "rss", "heap" };
    private readonly ConcurrentDictionary<string, string> _labels = new();

    public string Label(string metric)
    {
        if (!Valid.Contains(metric))
            throw new ArgumentException("unknown", nameof(metric));
        return _labels.GetOrAdd(metric, m => m.ToUpperInvariant());
    }
}
