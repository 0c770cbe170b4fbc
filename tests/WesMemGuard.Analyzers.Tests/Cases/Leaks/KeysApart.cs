// Removals that ask for another key than the one that was put in, or for the next of a count that others interrupt.
namespace KeysApart;

public sealed class Holds
{
    private readonly ConcurrentDictionary<string, decimal> _holds = new();

    public void Place(string account, string currency, decimal amount) => _holds[Key(account, currency)] = amount; // leak: WMG1002

    public void Release(string account) => _holds.TryRemove(account, out _);

    private static string Key(string account, string currency) => account + "/" + currency;
}

public sealed class Deposits
{
    private readonly Dictionary<(string Chain, string Hash), decimal> _open = new();

    public void Seen(string chain, string hash, decimal amount) => _open[(chain.ToUpperInvariant(), hash)] = amount; // leak: WMG1002

    public void Confirmed(string chain, string hash)
    {
        if (!_open.Remove((chain, hash)))
            Console.WriteLine(hash);
    }
}

public sealed class Jobs : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, string> _jobs = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var name = "job " + DateTime.UtcNow.Ticks;
            _jobs.TryAdd(Guid.NewGuid(), name); // leak: WMG1003
            await Task.Delay(1000, stoppingToken);
            _jobs.TryRemove(Guid.NewGuid(), out _);
        }
    }
}

public sealed record Subscription(string Topic, Action<string> Handler, DateTime Since);

public sealed class Topics
{
    private readonly HashSet<Subscription> _all = new();

    public void Add(string topic, Action<string> handler) => _all.Add(new Subscription(topic, handler, DateTime.UtcNow)); // leak: WMG1002

    public void Remove(string topic, Action<string> handler) => _all.Remove(new Subscription(topic, handler, DateTime.UtcNow));
}

public sealed class Handlers
{
    private static readonly List<Func<string, Task>> All = new();

    public static void Add(object owner, Action<object, string> handler) => All.Add(text => Run(owner, handler, text)); // leak: WMG1001

    public static void Remove(object owner, Action<object, string> handler) => All.Remove(text => Run(owner, handler, text));

    private static Task Run(object owner, Action<object, string> handler, string text)
    {
        handler(owner, text);
        return Task.CompletedTask;
    }
}
