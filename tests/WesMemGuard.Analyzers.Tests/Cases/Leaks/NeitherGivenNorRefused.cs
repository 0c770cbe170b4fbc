// The like of what GivenOrRefused has, where each comes anew and what it is given stays.
using Microsoft.Extensions.DependencyInjection;

namespace NeitherGivenNorRefused;

public sealed class Ends
{
    public event Action? Stopped;

    public void Raise() => Stopped?.Invoke();
}

public sealed class Workers
{
    private readonly List<Task> _running = [];

    public Workers(Ends ends, int most)
    {
        _running.Capacity = most;
        ends.Stopped += Finish; // leak: WMG4001
    }

    private void Finish() => Task.WaitAll(_running.ToArray());
}

public static class Setup
{
    public static void Use(IServiceCollection services) =>
        services.AddTransient(known => new Workers(known.GetRequiredService<Ends>(), 4));
}

public sealed class Blocks
{
    private readonly Ends _ends;
    private int _seen;

    public Blocks(Ends ends) => _ends = ends;

    public Ends Stream()
    {
        _ends.Stopped += () => _seen++; // leak: WMG4001
        return _ends;
    }

    public int Seen() => _seen;
}

public sealed class LinkClient
{
    private static readonly AsyncLocal<string?> Name = new();
    private readonly HttpClient _http;
    private readonly ConcurrentQueue<byte[]> _links = new();

    public LinkClient(HttpClient http) => _http = http;

    public IReadOnlyList<byte[]> Links => _links.ToList();

    public async Task TryAddAsync(Uri where)
    {
        Name.Value = where.Host;
        _links.Enqueue(await _http.GetByteArrayAsync(where)); // leak: WMG1002
    }
}

public sealed class Executor
{
    private static readonly ConcurrentDictionary<string, byte[]> Made = new();

    public byte[] Handle(string request)
    {
        return Made.GetOrAdd(request, Make); // leak: WMG1001

        static byte[] Make(string request)
        {
            if (request.Length == 0)
                throw new ArgumentException("empty", nameof(request));
            return Encoding.UTF8.GetBytes(request);
        }
    }
}

public static class Layouts
{
    private static readonly ConcurrentDictionary<int, byte[]> Made = new();
    private static readonly Dictionary<int, byte[]> Known = new() { [1] = [1] };

    public static byte[] Get(int id) => Made.GetOrAdd(id, Make); // leak: WMG1001

    private static byte[] Make(int id)
    {
        if (!Known.TryGetValue(id, out var known))
            known = [];
        return [.. known, 0];
    }
}

public sealed class Watcher
{
    private int _state;

    public Watcher(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() => _state = 1); // leak: WMG4004

    public int State() => _state;
}
