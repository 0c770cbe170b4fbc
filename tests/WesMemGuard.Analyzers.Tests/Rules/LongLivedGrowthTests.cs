using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class LongLivedGrowthTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Indexer : BackgroundService
        {
            private readonly HashSet<string> _seen = new();
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested) { var hash = await NextAsync(); if (_seen.Add(hash)) Console.WriteLine(hash); }
            }
            private static Task<string> NextAsync() => Task.FromResult("");
        }
        """,
        """
        public sealed class BalanceCache(HttpClient http)
        {
            private readonly ConcurrentDictionary<string, decimal> _balances = new();
            public async Task<decimal> GetAsync(string address)
            {
                if (_balances.TryGetValue(address, out var known)) return known;
                var text = await http.GetStringAsync(address);
                return _balances[address] = decimal.Parse(text);
            }
        }
        """,
        """
        using Microsoft.Extensions.DependencyInjection;
        public sealed class Tracker { private readonly List<Block> blocks = new(); public void Add(Block block) => blocks.Add(block); public int Count() => blocks.Count; }
        public static class Setup { public static void Configure(IServiceCollection services) => services.AddSingleton<Tracker>(); }
        """,
        """
        public sealed class AddressLocks
        {
            private readonly object _gate = new();
            private readonly Dictionary<string, SemaphoreSlim> _locks = new();
            public SemaphoreSlim this[string address] { get { lock (_gate) { if (!_locks.TryGetValue(address, out var found)) _locks[address] = found = new SemaphoreSlim(1); return found; } } }
        }
        """,
        """
        public sealed class AppLifetimeAttribute : Attribute { }
        [AppLifetime] public sealed class Log { private Queue<string> Lines { get; } = new(); public void Write(string line) => Lines.Enqueue(line); }
        """,
        """
        using Grpc.Net.Client;
        public sealed class Channels { private readonly ConcurrentDictionary<string, GrpcChannel> _byAddress = new(); private readonly HttpClient _http = new(); public GrpcChannel For(string address) => _byAddress.GetOrAdd(address, GrpcChannel.ForAddress); public void Close() => _http.Dispose(); }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Indexer : BackgroundService
        {
            private readonly HashSet<string> _seen = new();
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (true) { await Task.Delay(1000, stoppingToken); _seen.Add(Guid.NewGuid().ToString()); if (_seen.Count > 500) Trim(); }
            }
            private void Trim() => _seen.Clear();
        }
        """,
        """
        public sealed class Basket { public List<string> Items { get; } = new(); public void Add(string item) => Items.Add(item); }
        """,
        """
        public sealed class Parser { private readonly List<string> _errors = new(); public void Fail(string text) => _errors.Add(text); public IReadOnlyList<string> Errors => _errors; }
        """,
        """
        public sealed class SessionCache
        {
            private readonly ConcurrentDictionary<string, DateTime> _map = new();
            private readonly Timer _timer;
            public SessionCache() => _timer = new Timer(_ => Sweep(), null, 1000, 1000);
            public void Touch(string key) => _map[key] = DateTime.UnixEpoch;
            private void Sweep() { foreach (var pair in _map) if (pair.Value < DateTime.UtcNow) _map.TryRemove(pair.Key, out _); }
            public void Dispose() => _timer.Dispose();
        }
        """,
        """
        using Microsoft.Extensions.DependencyInjection;
        public sealed class ReportService { private readonly List<Block> blocks = new(); public void Add(Block block) => blocks.Add(block); }
        public static class Setup { public static void Configure(IServiceCollection services) => services.AddTransient<ReportService>(); }
        """,
        """
        public sealed class HandlerRegistry { private readonly Dictionary<string, Action> _handlers = new(); public void Register(string name, Action action) => _handlers[name] = action; }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_long_lived_collection_that_only_grows_is_a_warning(string code) => Snippet.ShouldWarn("WMG1002", code);

    [TestCaseSource(nameof(Good))]
    public void A_bounded_or_short_lived_one_is_not(string code) => Snippet.ShouldBeSilent(code);

    [Test]
    public void An_object_of_unknown_life_is_a_suggestion() =>
        Snippet.ShouldSuggest("WMG1002", "public sealed class Names { private readonly Dictionary<string, int> _ids = new(); public int Of(string name) { if (!_ids.TryGetValue(name, out var id)) _ids.Add(name, id = 1); return id; } }");
}
