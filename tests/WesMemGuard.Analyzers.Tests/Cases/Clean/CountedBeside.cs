// Room that a counter of its own gives, steps of a builder that lives long, and a call whose end is handed on.
using Microsoft.Extensions.DependencyInjection;

namespace CountedBeside;

public sealed class NameCache
{
    private const int Most = 1000;
    private static readonly ConcurrentDictionary<string, string> Names = new();
    private static int _cached;

    public string Of(string topic)
    {
        if (!Names.TryGetValue(topic, out var name))
        {
            name = topic.ToUpperInvariant();
            if (_cached < Most)
            {
                Names[topic] = name;
                _cached++;
            }
        }
        return name;
    }
}

public sealed class Points(int most) : BackgroundService
{
    private readonly Dictionary<string, int> _index = new();
    private readonly Channel<string> _tags = Channel.CreateBounded<string>(100);
    private int _last;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var tags in _tags.Reader.ReadAllAsync(stoppingToken))
            Add(tags);
    }

    private int Add(string tags)
    {
        if (_index.TryGetValue(tags, out var known))
            return known;
        var index = Interlocked.Increment(ref _last);
        if (index >= most)
            return -1;
        _index[tags] = index;
        return index;
    }
}

public sealed record Instrumentation(string Name, object? Value);

public sealed class ProviderBuilder
{
    private readonly List<Instrumentation> _instrumentation = [];

    public ProviderBuilder AddInstrumentation(string name, object? value)
    {
        _instrumentation.Add(new Instrumentation(name, value));
        return this;
    }

    public IReadOnlyList<Instrumentation> Build() => _instrumentation.ToArray();
}

public static class Start
{
    public static void Configure(IServiceCollection services) => services.AddSingleton<ProviderBuilder>();
}
