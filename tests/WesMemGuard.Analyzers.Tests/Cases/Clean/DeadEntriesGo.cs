// The same shapes where entries go, are used again, or are as many as a table of the program has.
using System.Collections.Immutable;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Text.Json;

namespace DeadEntriesGo;

public sealed class Rooms
{
    private readonly ConcurrentDictionary<string, Channel<string>> _rooms = new();

    public void Open(string room) => _rooms.TryAdd(room, Channel.CreateBounded<string>(10));

    public void Close(string room)
    {
        if (_rooms.TryRemove(room, out var channel))
            channel.Writer.TryComplete();
    }
}

public sealed class Online
{
    private readonly Dictionary<string, HashSet<string>> _tabs = new();

    public void Add(string user, string tab)
    {
        if (!_tabs.TryGetValue(user, out var tabs))
            _tabs[user] = tabs = [];
        tabs.Add(tab);
    }

    public void Remove(string user, string tab)
    {
        if (_tabs.TryGetValue(user, out var tabs) && tabs.Remove(tab) && tabs.Count == 0)
            _tabs.Remove(user);
    }
}

public sealed class Heights
{
    private ImmutableArray<Action<long>> _told = [];

    public IDisposable Tell(Action<long> told)
    {
        ImmutableInterlocked.Update(ref _told, static (all, one) => all.Add(one), told);
        return new Handle(() => ImmutableInterlocked.Update(ref _told, static (all, one) => all.Remove(one), told));
    }

    public void Raise(long height)
    {
        foreach (var told in _told)
            told(height);
    }

    private sealed class Handle(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

public sealed record Line(DateTimeOffset At, string What);

public sealed class Transcript
{
    private readonly List<Line> _all = [];

    public void Note(string what) => _all.Add(new Line(DateTimeOffset.UtcNow, what));

    public IEnumerable<Line> Newest(int count) => _all.AsEnumerable().Reverse().Take(count);
}

public sealed class Step(Transcript transcript)
{
    public void Run(string name) => transcript.Note(name);
}

public sealed class Runs
{
    public int Run(string name)
    {
        var transcript = new Transcript();
        new Step(transcript).Run(name);
        return transcript.Newest(10).Count();
    }
}

public sealed class Router(Func<string, Action<JsonElement>?> find)
{
    private readonly ConcurrentDictionary<string, Action<JsonElement>> _routes = new();

    public void Route(JsonElement message)
    {
        var kind = message.GetProperty("kind").GetString() ?? "";
        _routes.GetOrAdd(kind, Find)(message);
    }

    private Action<JsonElement> Find(string kind) => find(kind) ?? throw new NotSupportedException(kind);
}

public sealed class Holding(Action<string> release) : IDisposable
{
    private readonly CompositeDisposable _timers = new();

    public void Watch(string hash, TimeSpan every) =>
        _timers.Add(Observable.Timer(every, every).Subscribe(_ => release(hash)));

    public void Dispose() => _timers.Dispose();
}

public sealed class Timings : DelegatingHandler
{
    private static readonly string[] Known = ["balance", "block", "fees"];
    private readonly ConcurrentDictionary<string, long> _calls = new();

    public long Of(string route) => _calls.GetValueOrDefault(route);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _calls.AddOrUpdate(Route(request.RequestUri!), 1, static (_, calls) => calls + 1);
        return base.SendAsync(request, cancellationToken);
    }

    private static string Route(Uri uri)
    {
        var first = uri.Segments.ElementAtOrDefault(1) ?? "";
        return Array.IndexOf(Known, first) >= 0 ? first : "other";
    }
}
