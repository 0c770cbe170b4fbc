// The like of PartsAndPlaces: places that nobody gives out again, publishers of others, an index that a removal forgets.
using System.Reflection;
using System.Reflection.Emit;

namespace PartsAndPlacesLost;

public sealed class Replies : BackgroundService
{
    private readonly List<string?> _slots = new();
    private readonly Stack<int> _free = new();
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(stoppingToken))
        {
            _slots.Add(line); // leak: WMG1002
            if (line.Length == 0 && _free.TryPop(out var id))
                _slots[id] = line;
        }
    }

    public void Complete(int id)
    {
        _slots[id] = null;
        _free.Push(id);
    }
}

public static class Formats
{
    private static readonly Lock Gate = new();
    private static string?[] s_readers = [];

    public static void Read(string reader)
    {
        lock (Gate)
        {
            Array.Resize(ref s_readers, s_readers.Length + 1); // leak: WMG1001
            s_readers[^1] = reader;
        }
    }

    public static string? Of(byte[] bytes) => bytes.Length > 0 && bytes[0] < s_readers.Length ? s_readers[bytes[0]] : null;
}

public sealed class Hub
{
    public event Action<string>? Added;

    public void Join(Session session)
    {
        session.Use(this);
        Added?.Invoke("joined");
    }
}

public sealed class Session
{
    private Hub? _hub;
    private int _turn;

    public void Use(Hub hub)
    {
        _hub = hub;
        _hub.Added += _ => _turn = 0; // leak: WMG4001
    }

    public int Next() => _turn++;
}

public sealed record Order(string Id, string Client);

public sealed class Orders
{
    private readonly ConcurrentDictionary<string, Order> _byClient = new();
    private readonly ConcurrentDictionary<string, Order> _byId = new();

    public void Set(string client, string id)
    {
        if (!_byClient.TryGetValue(client, out var order))
        {
            order = new Order(id, client);
            _byClient[client] = order; // leak: WMG1002
            _byId[id] = order;
        }
    }

    public void Drop(string id) => _byId.TryRemove(id, out _);
}

public sealed class Waking
{
    private TaskCompletionSource _woken = new();

    public async Task RunAsync(Func<Task> work, CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            await Task.WhenAny(_woken.Task, Task.Delay(TimeSpan.FromMinutes(30), token)); // leak: WMG4006
            _woken = new TaskCompletionSource();
            await work();
        }
    }

    public void Wake() => _woken.TrySetResult();
}

public sealed class Emitted
{
    private readonly AssemblyBuilder _assembly;

    public Emitted(string name) =>
        _assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName(name), AssemblyBuilderAccess.Run); // leak: WMG5002

    public string? Name => _assembly.GetName().Name;
}

public static class Proxies
{
    public static string? NameOf(string name) => new Emitted(name).Name;
}
