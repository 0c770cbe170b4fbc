using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class LongLivedGrowthTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Scopes : IDisposable { private static readonly Scopes Shared = new();
            public static Scopes App => Shared; private readonly List<IDisposable> _owned = []; private Scopes() { }
            public T Own<T>(T thing) where T : IDisposable { lock (_owned) _owned.Add(thing); return thing; }
            public void Dispose() { foreach (var one in _owned) one.Dispose(); _owned.Clear(); } }
        """,
        """
        public enum Kind { A, B }
        public abstract class Recorder : BackgroundService { private readonly ConcurrentDictionary<Kind,
            List<string>> _lines = new(); protected void Keep(Kind kind, string line) {
            var list = _lines.GetOrAdd(kind, _ => new List<string>()); lock (list) list.Add(line); }
            public int Of(Kind kind) => _lines.TryGetValue(kind, out var list) ? list[0].Length : 0; }
        """,
        """
        using Microsoft.Extensions.DependencyInjection;
        public abstract class Loader<TKey, TValue> where TKey : notnull { private readonly Dictionary<TKey,
            TValue> _known = []; public TValue Get(TKey key) { if (_known.TryGetValue(key,
            out var found)) return found; return _known[key] = Load(key); }
            protected abstract TValue Load(TKey key); }
        public sealed class Names : Loader<string, string> { protected override string Load(string key) => key + "!"; }
        public static class Setup { public static void Configure(IServiceCollection services) => services.AddSingleton<Names>(); }
        """,
        """
        public sealed class Beat : IDisposable { private readonly ConcurrentDictionary<Guid,
            object> _tries = new(); private readonly Timer _timer; public Beat() => _timer = new Timer(_ => Again(),
            null, 0, 5000); private void Again() => _tries.TryAdd(Guid.NewGuid(), new object());
            private void OnDisconnected() => _tries.Clear(); public void Dispose() { OnDisconnected();
            _timer.Dispose(); } }
        """,
        """
        public static class Memo { public static readonly Func<string, int> Length = Of<string,
            int>(s => s.Length); private static Func<TIn, TOut> Of<TIn, TOut>(Func<TIn,
            TOut> f) where TIn : notnull { var known = new ConcurrentDictionary<TIn, TOut>();
            return x => known.GetOrAdd(x, f); } }
        """,
        """
        public sealed class Doors { private readonly ConcurrentDictionary<string, TcpClient> _open = new();
            private bool _listening = true; public async Task RunAsync(TcpListener listener) { while (_listening) {
            try { var peer = await listener.AcceptTcpClientAsync(); _open.TryAdd(Guid.NewGuid().ToString(), peer); }
            catch (OperationCanceledException) { break; } } } public void StopListening() { _listening = false;
            foreach (var peer in _open.Values) peer.Dispose(); _open.Clear(); } }
        """,
        """
        public sealed class NonceDesk { private readonly ConcurrentDictionary<string,
            SemaphoreSlim> _gates = new(); public async Task RunAsync(string wallet, Func<Task> job) {
            var gate = _gates.GetOrAdd(wallet, _ => new SemaphoreSlim(1, 1)); await gate.WaitAsync(); try {
            await job(); } finally { gate.Release(); } } }
        """,
        """
        public sealed class Ledger { private static readonly Lazy<Ledger> Shared = new(() => new Ledger());
            private readonly Dictionary<string, decimal> _sums = new(); private Ledger() { }
            public static Ledger Current => Shared.Value; public void Enter(string account,
            decimal sum) => _sums[account] = sum; }
        """,
        """
        public static class Composition { public static readonly Prices Prices = new(); }
        public sealed class Prices { private readonly Dictionary<string, decimal> _last = new();
            public void Put(string pair, decimal price) => _last[pair] = price; }
        """,
        """
        public sealed class Gaps : BackgroundService { private readonly HashSet<long> _heights = [];
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { for (var height = 0L; ;
            height++) { await Task.Delay(50, stoppingToken); _heights.Add(height); } }
            public override void Dispose() { _heights.Clear(); base.Dispose(); } }
        """,
        """
        public sealed class Follow(HttpClient http) { public async Task RunAsync(CancellationToken token) {
            var heads = new List<string>(); while (!token.IsCancellationRequested) {
            heads.Add(await http.GetStringAsync("head", token)); Console.WriteLine(heads.Count); } } }
        """,
        """
        public sealed class Ticks { public async Task RunAsync(PeriodicTimer timer) { Dictionary<DateTime,
            long> byTime = new(); while (await timer.WaitForNextTickAsync()) byTime[DateTime.UtcNow] =
            Environment.TickCount64; } }
        """,
        """
        public sealed class Origins { private readonly ConcurrentDictionary<string, int> _hits = new();
            public int Note(string origin) => _hits.AddOrUpdate(origin, 1, (_, n) => n + 1); }
        """,
        """
        public interface IAlarm { void Ring(); }
        public sealed class Bell { public static Bell One { get; } = new();
            private readonly List<IAlarm> _alarms = new(); private Bell() { } public void Attach(IAlarm alarm) {
            lock (_alarms) _alarms.Add(alarm); } public void Ring() {
            lock (_alarms) foreach (var alarm in _alarms) alarm.Ring(); } }
        """,
        """
        using System.Collections.Immutable;
        public sealed class NonceTracker { private ImmutableDictionary<string,
            long> _n = ImmutableDictionary<string, long>.Empty;
            public void OnNext(string a) => ImmutableInterlocked.AddOrUpdate(ref _n, a, 0, (_, x) => x + 1); }
        """,
        """
        using System.Collections.Immutable;
        public sealed class PeerTracker { private ImmutableHashSet<string> _seen = [];
            public bool IsNew(string peer) { if (_seen.Contains(peer)) return false; _seen = _seen.Add(peer);
            return true; } }
        """,
        """
        public sealed class Fanout { private readonly ConcurrentDictionary<Guid, Channel<string>> _subs = new();
            public async IAsyncEnumerable<string>
            ListenAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token) {
            var c = Channel.CreateBounded<string>(10); _subs[Guid.NewGuid()] = c;
            await foreach (var s in c.Reader.ReadAllAsync(token)) yield return s; } public void Publish(string s) {
            foreach (var c in _subs.Values) c.Writer.TryWrite(s); } }
        """,
        """
        public sealed class History : IDisposable { private readonly List<string> _log = new();
            private readonly Timer _t; public History() => _t = new Timer(Tick, null, 0, 1000);
            private void Tick(object? _) => _log.Add(DateTime.UtcNow.ToString()); public string Last => _log[^1];
            public void Dispose() => _t.Dispose(); }
        """,
        """
        public sealed class Indexer : BackgroundService
        {
            private readonly HashSet<string> _seen = new();
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                while (!stoppingToken.IsCancellationRequested) { var hash = await NextAsync();
                    if (_seen.Add(hash)) Console.WriteLine(hash); }
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
        public sealed class Tracker { private readonly List<Block> blocks = new();
            public void Add(Block block) => blocks.Add(block); public int Count() => blocks.Count; }
        public static class Setup { public static void Configure(IServiceCollection services) => services.AddSingleton<Tracker>(); }
        """,
        """
        public sealed class AddressLocks
        {
            private readonly object _gate = new();
            private readonly Dictionary<string, SemaphoreSlim> _locks = new();
            public SemaphoreSlim this[string address] { get { lock (_gate) { if (!_locks.TryGetValue(address,
                out var found)) _locks[address] = found = new SemaphoreSlim(1); return found; } } }
        }
        """,
        """
        public sealed class AppLifetimeAttribute : Attribute { }
        [AppLifetime] public sealed class Log { private Queue<string> Lines { get; } = new();
            public void Write(string line) => Lines.Enqueue(line); }
        """,
        """
        using Grpc.Net.Client;
        public sealed class Channels { private readonly ConcurrentDictionary<string,
            GrpcChannel> _byAddress = new(); private readonly HttpClient _http = new();
            public GrpcChannel For(string address) => _byAddress.GetOrAdd(address, GrpcChannel.ForAddress);
            public void Close() => _http.Dispose(); }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public enum Kind { A, B }
        public abstract class Recorder : BackgroundService { private readonly ConcurrentDictionary<Kind,
            List<string>> _lines = new(); protected void Keep(Kind kind, string line) {
            var list = _lines.GetOrAdd(kind, _ => new List<string>()); lock (list) {
            if (list.Count > 100) list.RemoveAt(0); list.Add(line); } } }
        """,
        """
        public abstract class Recorder : BackgroundService { private readonly ConcurrentDictionary<string,
            List<string>> _lines = new(); protected void Keep(string kind, string line) {
            var list = _lines.GetOrAdd(kind, _ => new List<string>()); lock (list) list.Add(line); }
            protected List<string>? Take(string kind) => _lines.TryRemove(kind, out var list) ? list : null; }
        """,
        """
        using Microsoft.Extensions.DependencyInjection;
        public abstract class Loader<TKey, TValue> where TKey : notnull { private readonly Dictionary<TKey,
            TValue> _known = []; public TValue Get(TKey key) { if (_known.Count > 100) _known.Clear();
            return _known[key] = Load(key); } protected abstract TValue Load(TKey key); }
        public sealed class Names : Loader<string, string> { protected override string Load(string key) => key + "!"; }
        public static class Setup { public static void Configure(IServiceCollection services) => services.AddSingleton<Names>(); }
        """,
        """
        public sealed class Doors { private readonly ConcurrentDictionary<string, TcpClient> _open = new();
            private bool _listening = true; public async Task RunAsync(TcpListener listener) { while (_listening) {
            var peer = await listener.AcceptTcpClientAsync(); var id = Guid.NewGuid().ToString(); _open.TryAdd(id,
            peer); _ = ServeAsync(id, peer); } } private async Task ServeAsync(string id, TcpClient peer) { try {
            await peer.GetStream().FlushAsync(); } finally { _open.TryRemove(id, out _); peer.Dispose(); } }
            public void StopListening() { _listening = false; _open.Clear(); } }
        """,
        """
        public sealed class Host : IHostedService { private readonly List<string> _parts = new();
            public async Task StartAsync(CancellationToken token) { await FindAsync(["a", "b"]); }
            private async Task FindAsync(string[] names) { foreach (var name in names) { await Task.Yield();
            _parts.Add(name + _parts.Count); } } public Task StopAsync(CancellationToken token) { _parts.Clear();
            return Task.CompletedTask; } }
        """,
        """
        public sealed class Tally { private readonly SortedDictionary<string, long> _counts = new();
            public void Finish(IEnumerable<string> paths) { foreach (var path in paths) Line(path); }
            private void Line(string text) { lock (_counts) _counts[text.Split('?')[0]] = 1; } }
        """,
        """
        public sealed class Reader(Stream stream) { public async Task<byte[]> AllAsync() {
            var all = new List<byte>(); var one = new byte[1]; while (true) {
            if (await stream.ReadAsync(one) == 0) break; all.Add(one[0]); } return all.ToArray(); } }
        """,
        """
        public sealed class Recent(HttpClient http) { public async Task RunAsync(CancellationToken token) {
            var heads = new Queue<string>(); while (!token.IsCancellationRequested) {
            heads.Enqueue(await http.GetStringAsync("head", token)); if (heads.Count > 10) heads.Dequeue(); } } }
        """,
        """
        public sealed class Rounds { public async Task RunAsync(CancellationToken token) {
            while (!token.IsCancellationRequested) { var round = new HashSet<int>(); for (var i = 0; i < 9;
            i++) round.Add(i); Console.WriteLine(round.Count); await Task.Delay(1000, token); } } }
        """,
        """
        public sealed class Schemas { private readonly ConcurrentDictionary<string, string> _texts = new();
            public string Of(string typeName) => _texts.GetOrAdd(typeName, name => "schema of " + name); }
        """,
        """
        public interface ILedger { void Put(string account, decimal sum); }
            public sealed class MemoryLedger : ILedger { private readonly ConcurrentDictionary<string,
            decimal> _sums = new(); public void Put(string account, decimal sum) => _sums[account] = sum; }
        """,
        """
        public sealed class Counted { private sealed class Entry { public int Users;
            public readonly SemaphoreSlim Gate = new(1); } private static readonly Dictionary<string,
            Entry> Entries = new(); public static IDisposable Take(string key) { lock (Entries) {
            if (!Entries.TryGetValue(key, out var entry)) Entries[key] = entry = new Entry(); entry.Users++;
            return new Hold(key, entry); } } private sealed class Hold(string key, Entry entry) : IDisposable {
            public void Dispose() { lock (Entries) if (--entry.Users == 0) Entries.Remove(key); } } }
        """,
        """
        using System.Collections.Immutable;
        public sealed class NonceTracker { private ImmutableDictionary<string,
            long> _n = ImmutableDictionary<string, long>.Empty;
            public void OnNext(string a) => ImmutableInterlocked.AddOrUpdate(ref _n, a, 0, (_, x) => x + 1);
            public void OnDone(string a) => ImmutableInterlocked.TryRemove(ref _n, a, out _); }
        """,
        """
        using System.Collections.Immutable;
        public sealed class PeerTracker { private ImmutableList<string> _seen = [];
            public void OnPeer(string peer) => _seen = _seen.Count > 100 ? _seen.RemoveAt(0).Add(peer) :
            _seen.Add(peer); public ImmutableList<string> With(string peer) => _seen.Add(peer); }
        """,
        """
        using System.Collections.Immutable;
        public sealed class PeerTracker { private ImmutableList<string> _seen = [];
            public void OnPeers(IEnumerable<string> peers) => _seen = [.. peers];
            public void OnMore(string peer) => ImmutableInterlocked.Update(ref _seen, (l, p) => l.Remove(p).Add(p),
            peer); }
        """,
        """
        public sealed class Fanout { private readonly ConcurrentDictionary<Guid, Channel<string>> _subs = new();
            public async IAsyncEnumerable<string>
            ListenAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token) {
            var c = Channel.CreateBounded<string>(10); var id = Guid.NewGuid(); _subs[id] = c; try {
            await foreach (var s in c.Reader.ReadAllAsync(token)) yield return s; } finally { _subs.TryRemove(id,
            out _); } } }
        """,
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
        public sealed class Parser { private readonly List<string> _errors = new();
            public void Fail(string text) => _errors.Add(text); public IReadOnlyList<string> Errors => _errors; }
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
        public sealed class ReportService { private readonly List<Block> blocks = new();
            public void Add(Block block) => blocks.Add(block); }
        public static class Setup { public static void Configure(IServiceCollection services) => services.AddTransient<ReportService>(); }
        """,
        """
        public sealed class HandlerRegistry { private readonly Dictionary<string, Action> _handlers = new();
            public void Register(string name, Action action) => _handlers[name] = action; }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class Chain { private readonly Parts _parts = new();
            public void OnBlock(Block block) => _parts.Blocks[block.Hash] = block; private sealed class Parts {
            public Dictionary<string, Block> Blocks { get; } = new(); } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_long_lived_collection_that_only_grows_is_a_warning(string code) =>
        Snippet.ShouldWarn("WMG1002", code);

    [TestCaseSource(nameof(Good))]
    public void A_bounded_or_short_lived_one_is_not(string code) => Snippet.ShouldBeSilent(code);

    [Test]
    public void An_object_of_unknown_life_is_a_suggestion() =>
        Snippet.ShouldSuggest("WMG1002",
            "public sealed class Names { private readonly Dictionary<string, int> _ids = new(); public int Of(string "
                + "name) { if (!_ids.TryGetValue(name, out var id)) _ids.Add(name, id = 1); return id; } }");

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG1002", code);
}
