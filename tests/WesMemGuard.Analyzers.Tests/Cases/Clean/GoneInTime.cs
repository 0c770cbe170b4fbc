// Entries that go: the timer is kept, somebody calls, both indexes are cleared.
namespace GoneInTime;

public sealed class Tracked : IDisposable
{
    private static readonly ConcurrentDictionary<Guid, WeakReference<Tracked>> Alive = new();
    private readonly Guid _id = Guid.NewGuid();

    public Tracked() => Alive[_id] = new WeakReference<Tracked>(this);

    public void Dispose() { Alive.TryRemove(_id, out _); GC.SuppressFinalize(this); }

    ~Tracked() => Alive.TryRemove(_id, out _);
}

public sealed class Presence
{
    private readonly Dictionary<string, DateTime> _seen = new();

    public void Touch(string user)
    {
        lock (_seen)
            _seen[user] = DateTime.UtcNow;
    }

    public void Prune(TimeSpan age)
    {
        lock (_seen)
            foreach (var (user, at) in _seen.ToArray())
                if (DateTime.UtcNow - at > age)
                    _seen.Remove(user);
    }
}

public sealed class PresenceHub(Presence presence) : BackgroundService
{
    public void Ping(string user) => presence.Touch(user);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(60_000, stoppingToken);
            presence.Prune(TimeSpan.FromHours(1));
        }
    }
}

public sealed class Evicting : IDisposable
{
    private readonly ConcurrentDictionary<string, (string Value, DateTime At)> _entries = new();
    private readonly Timer _timer;

    public Evicting() => _timer = new Timer(_ => Evict(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    public string GetOrLoad(string key, Func<string, string> load) => _entries.GetOrAdd(key, k => (load(k), DateTime.UtcNow)).Value;

    private void Evict()
    {
        foreach (var (key, entry) in _entries)
            if (DateTime.UtcNow - entry.At > TimeSpan.FromHours(1))
                _entries.TryRemove(key, out _);
    }

    public void Dispose() => _timer.Dispose();
}

public sealed class Statistics
{
    private readonly Dictionary<string, int> _counts = new();

    public void Count(string word) => _counts[word] = _counts.GetValueOrDefault(word) + 1;

    public int this[string word] => _counts[word];
}

public static class Report
{
    public static int Of(IEnumerable<string> words, string asked)
    {
        var statistics = new Statistics();
        foreach (var word in words)
            statistics.Count(word);
        return statistics[asked];
    }
}

public sealed class ReportContext(TextWriter writer)
{
    private readonly List<string> _errors = new();

    public void Fail(string text)
    {
        _errors.Add(text);
        writer.WriteLine(text);
    }
}

public sealed class Checker(ReportContext context)
{
    public void Check(string text) => context.Fail(text);
}

public static class Runner
{
    public static void Run(TextWriter writer, string[] texts)
    {
        var checker = new Checker(new ReportContext(writer));
        foreach (var text in texts)
            checker.Check(text);
    }
}

public interface IListener { void On(string text); }

public sealed class Announcer
{
    private readonly List<WeakReference<IListener>> _targets = new();

    public void Join(IListener listener)
    {
        lock (_targets)
        {
            _targets.RemoveAll(static t => !t.TryGetTarget(out _));
            _targets.Add(new WeakReference<IListener>(listener));
        }
    }
}

public sealed class Work
{
    private readonly List<Task> _tasks = new();

    public void Start(Func<Task> job)
    {
        lock (_tasks)
        {
            _tasks.RemoveAll(static t => t.IsCompleted);
            _tasks.Add(Task.Run(job));
        }
    }
}

public sealed class Cards
{
    private readonly Dictionary<int, string> _byNumber = new();
    private readonly Dictionary<string, HashSet<int>> _numbersOf = new();

    public void Issue(int number, string owner)
    {
        _byNumber.Add(number, owner);
        if (!_numbersOf.TryGetValue(owner, out var numbers))
            _numbersOf.Add(owner, numbers = []);
        numbers.Add(number);
    }

    public bool Revoke(int number)
    {
        if (!_byNumber.Remove(number, out var owner))
            return false;
        if (_numbersOf.TryGetValue(owner, out var numbers) && numbers.Remove(number) && numbers.Count == 0)
            _numbersOf.Remove(owner);
        return true;
    }
}

public sealed class Tokens(TimeProvider time)
{
    private readonly Dictionary<string, (string Value, DateTimeOffset Until)> _tokens = new();
    private readonly Lock _gate = new();

    public string? Find(string client)
    {
        lock (_gate)
            return _tokens.TryGetValue(client, out var found) && found.Until > time.GetUtcNow() ? found.Value : null;
    }

    public void Keep(string client, string value, TimeSpan life)
    {
        lock (_gate)
        {
            foreach (var (old, entry) in _tokens.ToArray())
                if (entry.Until < time.GetUtcNow())
                    _tokens.Remove(old);
            _tokens[client] = (value, time.GetUtcNow() + life);
        }
    }
}

public sealed class Failures
{
    private readonly Dictionary<string, long> _counts = new();
    private readonly SortedDictionary<string, long> _failed = new();
    private readonly Lock _gate = new();

    public void Note(string path, bool failed)
    {
        lock (_gate)
            Count(path, failed);
    }

    private void Count(string path, bool failed)
    {
        if (_counts.Count >= 1000 && !_counts.ContainsKey(path))
            return;
        _counts[path] = _counts.GetValueOrDefault(path) + 1;
        if (failed)
            _failed[path] = _failed.GetValueOrDefault(path) + 1;
    }
}
