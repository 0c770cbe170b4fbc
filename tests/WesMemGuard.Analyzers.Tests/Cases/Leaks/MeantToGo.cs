// Entries that are meant to go: what would take them out never runs, or never finds them.
namespace MeantToGo;

public sealed class Tracked
{
    private static readonly ConcurrentDictionary<Guid, Tracked> Alive = new();
    private readonly Guid _id = Guid.NewGuid();

    public Tracked() => Alive[_id] = this; // leak: WMG1001

    ~Tracked() => Alive.TryRemove(_id, out _);
}

public sealed class Presence
{
    private readonly Dictionary<string, DateTime> _seen = new();

    public void Touch(string user)
    {
        lock (_seen)
            _seen[user] = DateTime.UtcNow; // leak: WMG1002
    }

    public void Prune(TimeSpan age)
    {
        lock (_seen)
            foreach (var (user, at) in _seen.ToArray())
                if (DateTime.UtcNow - at > age)
                    _seen.Remove(user);
    }
}

public sealed class PresenceHub(Presence presence)
{
    public Task PingAsync(string user)
    {
        presence.Touch(user);
        return Task.CompletedTask;
    }
}

public sealed class Evicting
{
    private readonly ConcurrentDictionary<string, (string Value, DateTime At)> _entries = new();

    public Evicting()
    {
        using var timer = new Timer(_ => Evict(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    public string GetOrLoad(string key, Func<string, string> load) =>
        _entries.GetOrAdd(key, k => (load(k), DateTime.UtcNow)).Value; // leak: WMG1002

    private void Evict()
    {
        foreach (var (key, entry) in _entries)
            if (DateTime.UtcNow - entry.At > TimeSpan.FromHours(1))
                _entries.TryRemove(key, out _);
    }
}

public sealed class Deletions
{
    private readonly ConcurrentDictionary<string, string?> _values = new();

    public void Set(string key, string value) => _values[key] = value; // leak: WMG1002

    public void Delete(string key) => _values[key] = null;

    public string? Get(string key) => _values.GetValueOrDefault(key);
}

public sealed class Closing
{
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly Func<string, Task<IAsyncDisposable>> _open;

    public Closing(Func<string, Task<IAsyncDisposable>> open) => _open = open;

    public async Task UseAsync(string name)
    {
        var resource = await _open(name);
        _owned.Add(resource); // leak: WMG1002
        await Task.Delay(10);
        await resource.DisposeAsync();
    }
}

public sealed class Account { public required string Id { get; init; } public required string Owner { get; init; }
    public string Email { get; init; } = ""; }

public sealed class Cards
{
    private readonly Dictionary<int, Account> _byNumber = new();
    private readonly Dictionary<string, HashSet<int>> _numbersOf = new();

    public void Issue(int number, Account account)
    {
        _byNumber.Add(number, account);
        if (!_numbersOf.TryGetValue(account.Owner, out var numbers))
            _numbersOf.Add(account.Owner, numbers = []);
        numbers.Add(number);
    }

    public bool Revoke(int number)
    {
        if (!_byNumber.Remove(number, out var account))
            return false;
        Console.WriteLine($"{account.Owner} lost {number}");
        return true;
    }

    public IEnumerable<int> Of(string owner) => _numbersOf.TryGetValue(owner, out var numbers) ? numbers : [];
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
            _tokens[client] = (value, time.GetUtcNow() + life); // leak: WMG1002
    }
}

public sealed class TokenClient(Tokens tokens, HttpClient http)
{
    public async Task<string> GetAsync(string client)
    {
        if (tokens.Find(client) is { } known)
            return known;
        var fresh = await http.GetStringAsync("/token/" + client);
        tokens.Keep(client, fresh, TimeSpan.FromMinutes(5));
        return fresh;
    }
}

public interface IListener { void On(string text); }

public sealed class Announcer
{
    private readonly ConcurrentBag<WeakReference> _targets = new();

    public void Join(IListener listener) => _targets.Add(new WeakReference(listener)); // leak: WMG1002

    public void Say(string text)
    {
        foreach (var target in _targets)
            (target.Target as IListener)?.On(text);
    }
}

public sealed class Screen : IListener
{
    public Screen(Announcer announcer, string title) { announcer.Join(this); Title = title; }
    public string Title { get; }
    public void On(string text) => Console.WriteLine(Title + text);
}
