// What one container or one flow gives and takes, and keys that whoever makes the entry refuses.
namespace GivenOrRefused;

public interface IKnown
{
    T Get<T>();
}

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
        ends.Stopped += Finish;
    }

    private void Finish() => Task.WaitAll(_running.ToArray());
}

public static class Setup
{
    public static void Use(Action<Func<IKnown, Workers>> register) => register(known => new Workers(known.Get<Ends>(), 4));
}

public interface ISource
{
    event EventHandler<Block> Got;

    Uri? Where { get; set; }
}

public sealed class Poll : ISource
{
    public event EventHandler<Block>? Got;

    public Uri? Where { get; set; }

    public void Raise(Block block) => Got?.Invoke(this, block);
}

public sealed class Blocks
{
    private int _seen;

    public Blocks(ISource source) => Source = source;

    public ISource? Source { get; set; }

    public ISource Stream()
    {
        Source ??= new Poll();
        Source.Got += (_, _) => _seen++;
        return Source;
    }

    public int Seen() => _seen;
}

public sealed class Operation
{
    private readonly ConcurrentQueue<byte[]> _links = new();

    public static Operation Current => Ambient.Value ?? throw new InvalidOperationException();

    internal static AsyncLocal<Operation?> Ambient { get; } = new();

    public IReadOnlyList<byte[]> Links => _links.ToList();

    public void TryAdd(byte[] link) => _links.Enqueue(link);
}

public static class Operations
{
    public static void Begin() => Operation.Ambient.Value = new();
}

public sealed class Executor
{
    private static readonly ConcurrentDictionary<string, Func<byte[], Task>> Made = new();

    public Task HandleAsync(string request, byte[] body) => Of(request)(body);

    private static Func<byte[], Task> Of(string request)
    {
        return Made.GetOrAdd(request, Make);

        static Func<byte[], Task> Make(string request) => Load(request).GetMethod("Run")!.CreateDelegate<Func<byte[], Task>>();

        static Type Load(string name)
        {
            foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
                if (assembly.GetType(name) is { } type)
                    return type;
            throw new InvalidOperationException(name);
        }
    }
}

public sealed class Layouts
{
    private readonly ConcurrentDictionary<int, byte[]> _made = new();
    private readonly Dictionary<int, byte[]> _known = new() { [1] = [1] };

    public async Task<byte[]> GetAsync(int id)
    {
        await Task.Yield();
        return _made.GetOrAdd(id, Make);
    }

    private byte[] Make(int id)
    {
        if (!_known.TryGetValue(id, out var known))
            throw new ArgumentException("unknown", nameof(id));
        return [.. known, 0];
    }
}

public sealed class Availability
{
    public string State { get; private set; } = "";

    public void Become(string state) => State = state;
}

public static class Health
{
    public static IServiceProvider Begin(this IServiceProvider services)
    {
        var availability = (Availability)services.GetService(typeof(Availability))!;
        var lifetime = (IHostApplicationLifetime)services.GetService(typeof(IHostApplicationLifetime))!;
        lifetime.ApplicationStopping.Register(() => availability.Become("refusing"));
        return services;
    }
}
