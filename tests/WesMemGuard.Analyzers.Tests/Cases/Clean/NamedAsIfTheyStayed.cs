// Owners that are called a session, a cache or a store, and of which nothing shows that they stay.
namespace NamedAsIfTheyStayed;

public sealed class TrackedSession(IServiceProvider services)
{
    private readonly List<string> _statuses = [];
    private readonly List<Exception> _failures = [];

    public IServiceProvider Services => services;

    public void LogStatus(string text)
    {
        lock (_statuses)
            _statuses.Add(text);
    }

    public async Task TrackAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (InvalidOperationException e)
        {
            _failures.Add(e);
        }
    }

    public string[] All()
    {
        lock (_statuses)
            return [.. _statuses];
    }
}

public sealed class Sessions(TextWriter writer, IServiceProvider services)
{
    public TrackedSession? Last { get; private set; }

    public void Run(IEnumerable<string> texts)
    {
        Last = new TrackedSession(services);
        foreach (var text in texts)
            Last.LogStatus(text);
        foreach (var text in Last.All())
            writer.WriteLine(text);
    }
}

public sealed class TieredStateCache(IReadOnlyDictionary<string, byte[]> parent)
{
    private readonly Dictionary<string, byte[]> _values = new();

    public byte[]? Get(string path)
    {
        if (_values.TryGetValue(path, out var value))
            return value;
        if (parent.TryGetValue(path, out value))
            _values[path] = value;
        return value;
    }
}

public sealed class BlockOf(IReadOnlyDictionary<string, byte[]> states)
{
    private TieredStateCache _cache = new(states);

    public void Begin() => _cache = new TieredStateCache(states);

    public byte[]? Read(string path) => _cache.Get(path);
}

public sealed class PartStreamManager(string folder)
{
    private readonly Dictionary<string, byte[]> _known = new();

    public Stream Open(string part)
    {
        var path = Path.Combine(folder, part + ".dll");
        if (!_known.TryGetValue(path, out var bytes))
            _known[path] = bytes = File.ReadAllBytes(path);
        return new MemoryStream(bytes);
    }
}
