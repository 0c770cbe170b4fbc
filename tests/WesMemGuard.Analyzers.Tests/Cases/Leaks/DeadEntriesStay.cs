// The code itself shows that what it keeps is over, was promised to go, or comes without end; nothing takes it out.
using System.Collections.Immutable;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DeadEntriesStay;

public sealed class Rooms
{
    private sealed class Room
    {
        public Channel<string> Lines { get; } = Channel.CreateBounded<string>(10);
    }

    private readonly ConcurrentDictionary<string, Room> _rooms = new();

    public void Open(string name) => _rooms.TryAdd(name, new Room()); // leak: WMG1002

    public void Close(string name)
    {
        if (_rooms.TryGetValue(name, out var room))
            room.Lines.Writer.TryComplete();
    }
}

public sealed class Online
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _tabs = new();

    public void Add(string user, string tab)
    {
        var tabs = _tabs.GetOrAdd(user, _ => new ConcurrentDictionary<string, byte>()); // leak: WMG1002
        tabs[tab] = 1;
    }

    public bool Remove(string user, string tab) =>
        _tabs.TryGetValue(user, out var tabs) && tabs.TryRemove(tab, out _) && tabs.IsEmpty;
}

public sealed class Heights
{
    private ImmutableArray<Action<long>> _told = [];

    public IDisposable Tell(Action<long> told)
    {
        ImmutableInterlocked.Update(ref _told, static (all, one) => all.Add(one), told); // leak: WMG1002
        return new Nothing();
    }

    public void Raise(long height)
    {
        foreach (var told in _told)
            told(height);
    }

    private sealed class Nothing : IDisposable
    {
        public void Dispose()
        {
        }
    }
}

public sealed record Fault(DateTimeOffset At, string What);

public sealed class Faults
{
    private readonly List<Fault> _all = [];

    public void Report(string what) => _all.Add(new Fault(DateTimeOffset.UtcNow, what)); // leak: WMG1002

    public IEnumerable<Fault> Newest(int count) => _all.AsEnumerable().Reverse().Take(count);
}

public sealed class Caller(Faults faults)
{
    public async Task CallAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (IOException error)
        {
            faults.Report(error.Message);
        }
    }
}

public sealed class Router(Func<string, Action<JsonElement>?> find)
{
    private readonly ConcurrentDictionary<string, Action<JsonElement>> _routes = new();

    public void Route(JsonElement message)
    {
        var kind = message.GetProperty("kind").GetString() ?? "";
        _routes.GetOrAdd(kind, Find)(message); // leak: WMG1002
    }

    private Action<JsonElement> Find(string kind) => find(kind) ?? (message => Console.WriteLine(kind + message));
}

public static class Scratch
{
    private static readonly ConcurrentDictionary<Thread, byte[]> Buffers = new();

    public static byte[] Own() => Buffers.GetOrAdd(Thread.CurrentThread, static _ => new byte[4096]); // leak: WMG1001
}

public sealed class Prover
{
    public void Prove(byte[] witness)
    {
        var thread = new Thread(() => witness.CopyTo(Scratch.Own(), 0));
        thread.Start();
    }
}

public sealed class Holding(Action<string> release) : IDisposable
{
    private readonly CompositeDisposable _timers = new();

    public void Hold(string hash, TimeSpan wait) =>
        _timers.Add(Observable.Timer(wait).Subscribe(_ => release(hash))); // leak: WMG1002

    public void Dispose() => _timers.Dispose();
}

public sealed class Nightly
{
    private readonly List<PosixSignalRegistration> _signals = [];
    private volatile bool _stop;

    public async Task RunAsync(Func<Task> step)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, _ => _stop = true)); // leak: WMG1002
        while (!_stop)
            await step();
    }
}
