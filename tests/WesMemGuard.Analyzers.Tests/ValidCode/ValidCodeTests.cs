using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.ValidCode;

/// <summary>A zoo of strange but right code on which no rule may warn.</summary>
internal sealed class ValidCodeTests
{
    private static readonly string[] Zoo =
    [
        """
        public sealed class Ring<T>(int size)
        {
            private readonly T[] _items = new T[size];
            private readonly LinkedList<(DateTimeOffset At, T Item)> _recent = new();
            private int _next;
            public void Add(T item, TimeProvider time)
            {
                _items[_next++ % size] = item;
                _recent.AddLast((time.GetUtcNow(), item));
                while (_recent.First is { } oldest && oldest.Value.At < time.GetUtcNow().AddMinutes(-1)) _recent.RemoveFirst();
            }
        }
        """,
        """
        public abstract partial record Shape { private protected Shape() { } public sealed record Dot(int X) : Shape; }
        public static class Shapes
        {
            private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<object, Shape> Known = new();
            [ThreadStatic] private static List<int>? t_scratch;
            public static Shape Of(object key) => Known.GetValue(key, static k => new Shape.Dot(k.GetHashCode()));
            public static int Sum(IEnumerable<int> all) { var list = t_scratch ??= []; list.Clear();
                list.AddRange(all); return list.Sum(); }
        }
        """,
        """
        public sealed class Pool : IAsyncDisposable
        {
            private readonly ConcurrentBag<ClientWebSocket> _free = new();
            public ClientWebSocket Rent() => _free.TryTake(out var socket) ? socket : new ClientWebSocket();
            public void Return(ClientWebSocket socket) { if (_free.Count < 8) _free.Add(socket); else socket.Dispose(); }
            public ValueTask DisposeAsync() { while (_free.TryTake(out var socket)) socket.Dispose(); return default; }
        }
        """,
        """
        public sealed class Lines(StreamReader reader) : IAsyncEnumerable<string>
        {
            public async IAsyncEnumerator<string> GetAsyncEnumerator(CancellationToken token = default)
            {
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(token);
                await using var registration = linked.Token.UnsafeRegister(static state => ((StreamReader)state!).Close(), reader);
                while (await reader.ReadLineAsync(linked.Token) is { Length: > 0 } line) yield return line;
            }
        }
        """,
        """
        public sealed class Hub
        {
            private event EventHandler<Block>? Changed;
            private readonly object _gate = new();
            public IDisposable Subscribe(EventHandler<Block> handler) { lock (_gate) Changed += handler;
                return new Token(() => { lock (_gate) Changed -= handler; }); }
            public void Raise(Block block) => Changed?.Invoke(this, block);
            private sealed class Token(Action end) : IDisposable { private Action? _end = end;
                public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke(); }
        }
        """,
        """
        public static class Retry
        {
            public static async Task<HttpResponseMessage> SendAsync(HttpClient client,
                Func<HttpRequestMessage> make, CancellationToken token)
            {
                for (var turn = 0; ; turn++)
                {
                    using var request = make();
                    var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
                    if (response.IsSuccessStatusCode || turn >= 3) return response;
                    response.Dispose();
                    await Task.Delay(TimeSpan.FromMilliseconds(100 << turn), token);
                }
            }
        }
        """,
        """
        public sealed class Link : IDisposable
        {
            private CancellationTokenSource _life = new();
            private readonly SemaphoreSlim _one = new(1, 1);
            private Task _work = Task.CompletedTask;
            public async Task StartAsync(CancellationToken token)
            {
                await _one.WaitAsync(token);
                try
                {
                    var old = Interlocked.Exchange(ref _life, CancellationTokenSource.CreateLinkedTokenSource(token));
                    old.Cancel();
                    old.Dispose();
                    _work = Task.Run(() => Task.Delay(Timeout.Infinite, _life.Token), token);
                }
                finally { _one.Release(); }
            }
            public void Dispose() { _life.Cancel(); _life.Dispose(); }
        }
        """,
        """
        public ref struct Window(Span<byte> data) { private Span<byte> _data = data; public void Skip(int n) => _data = _data[n..]; }
        file sealed class Hidden { private readonly Dictionary<int, int> _memo = new();
            public int Fib(int n) => n < 2 ? n : _memo.TryGetValue(n,
            out var f) ? f : _memo[n] = Fib(n - 1) + Fib(n - 2); }
        public static class Raw { public static int Read(byte[] p) { goto end; end: return p[0]; } }
        """,
        """
        public sealed class Batch
        {
            private List<Block> _blocks = [];
            public void Add(Block block) { lock (this) _blocks.Add(block); }
            public IReadOnlyList<Block> Take() { lock (this) { var taken = _blocks; _blocks = []; return taken; } }
        }
        """,
        """
        // top-level
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => stop.Cancel();
        var channel = Channel.CreateBounded<string>(10);
        var client = new HttpClient();
        var reader = Task.Run(async () => { await foreach (var line in channel.Reader.ReadAllAsync(stop.Token)) Console.WriteLine(line); });
        try { await channel.Writer.WriteAsync(await client.GetStringAsync("http://localhost")); } finally { channel.Writer.TryComplete(); }
        await reader;
        """,
        """
        public sealed class Latest { private volatile Dictionary<string, long> _byPeer = [];
            public long Of(string peer) => _byPeer.GetValueOrDefault(peer);
            public void Publish(IEnumerable<(string Peer, long Height)> all) => _byPeer = all.ToDictionary(pair =>
            pair.Peer, pair => pair.Height); }
        """,
        """
        public sealed class Lease : IDisposable { private readonly ConcurrentDictionary<string, Lease> _all;
            private readonly string _key; public Lease(ConcurrentDictionary<string, Lease> all, string key) {
            _all = all; _key = key; _all[key] = this; } public void Dispose() =>
            _all.TryRemove(KeyValuePair.Create(_key, this)); }
        """,
        """
        public sealed class Coalescer(Func<string, Task<Block>> load) {
            private readonly ConcurrentDictionary<string, Lazy<Task<Block>>> _running = new();
            public async Task<Block> GetAsync(string hash) { var mine = _running.GetOrAdd(hash,
            h => new Lazy<Task<Block>>(() => load(h))); try { return await mine.Value; } finally {
            _running.TryRemove(new KeyValuePair<string, Lazy<Task<Block>>>(hash, mine)); } } }
        """,
        """
        public sealed class Window { private readonly SortedDictionary<long, Block> _byHeight = new();
            public void OnBlock(Block block) { lock (_byHeight) { _byHeight[block.Height] = block;
            while (_byHeight.Count is > 64) _byHeight.Remove(_byHeight.First().Key); } } }
        """,
        """
        public sealed class Gate { private readonly PriorityQueue<TaskCompletionSource, long> _line = new();
            public Task EnterAsync(long rank) { var turn = new
            TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously); lock (_line) {
            if (_line.Count == 0) turn.SetResult(); _line.Enqueue(turn, rank); } return turn.Task; }
            public void Leave() { lock (_line) if (_line.TryDequeue(out var next, out _)) next.TrySetResult(); } }
        """,
        """
        public static class Merge { public static async IAsyncEnumerable<T>
            All<T>(IEnumerable<IAsyncEnumerable<T>> sources,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default) {
            var joined = Channel.CreateBounded<T>(1); using var stop =
            CancellationTokenSource.CreateLinkedTokenSource(token); var pumps = sources.Select(async source => {
            await foreach (var item in source.WithCancellation(stop.Token)) await joined.Writer.WriteAsync(item,
            stop.Token); }).ToArray(); _ = Task.WhenAll(pumps).ContinueWith(done =>
            joined.Writer.TryComplete(done.Exception), TaskScheduler.Default); try {
            await foreach (var item in joined.Reader.ReadAllAsync(token)) yield return item; } finally {
            stop.Cancel(); } } }
        """,
        """
        public sealed class Beat : IAsyncDisposable { private readonly PeriodicTimer _timer =
            new(TimeSpan.FromSeconds(1)); private readonly Task _loop;
            private readonly Queue<long> _last = new(capacity: 60); public Beat() => _loop = LoopAsync();
            private async Task LoopAsync() { while (await _timer.WaitForNextTickAsync()) {
            if (_last.Count == 60) _last.Dequeue(); _last.Enqueue(GC.GetTotalMemory(false)); } }
            public async ValueTask DisposeAsync() { _timer.Dispose(); await _loop; } }
        """,
        """
        public readonly record struct Height(long Value); public static class Parse { extension(string text) {
            public Height AsHeight() => new(long.Parse(text)); } public static Dictionary<string,
            Height> All(IEnumerable<string> lines) { Dictionary<string, Height> found = [];
            foreach (var line in lines) found[line] = line.AsHeight(); return found; } }
        """,
        """
        public sealed class Visitor { private readonly HashSet<string> _seen = [];
            private readonly List<string> _order = []; public IReadOnlyList<string> Walk(string root, Func<string,
            IEnumerable<string>> next) { Visit(root, next); return _order; } private void Visit(string at,
            Func<string, IEnumerable<string>> next) { if (!_seen.Add(at)) return;
            foreach (var child in next(at)) Visit(child, next); _order.Add(at); } }
        """,
        """
        public sealed class Socketed : IAsyncDisposable { private ClientWebSocket? _socket;
            public async Task OpenAsync(Uri uri, CancellationToken token) { var fresh = new ClientWebSocket(); try {
            await fresh.ConnectAsync(uri, token); } catch { fresh.Dispose(); throw; }
            Interlocked.Exchange(ref _socket, fresh)?.Dispose(); } public ValueTask DisposeAsync() {
            Interlocked.Exchange(ref _socket, null)?.Dispose(); return ValueTask.CompletedTask; } }
        """,
        """
        public sealed class Rented(int size) : IDisposable {
            private byte[]? _bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(size);
            public Memory<byte> Memory => _bytes ?? throw new ObjectDisposedException(nameof(Rented));
            public void Dispose() { if (Interlocked.Exchange(ref _bytes, null) is { }
            mine) System.Buffers.ArrayPool<byte>.Shared.Return(mine); } }
        """,
        """
        public sealed class Weak { private readonly List<WeakReference<Action<Block>>> _all = [];
            public void Add(Action<Block> handler) { lock (_all) { _all.RemoveAll(one => !one.TryGetTarget(out _));
            _all.Add(new(handler)); } } public void Raise(Block block) {
            lock (_all) foreach (var one in _all) if (one.TryGetTarget(out var handler)) handler(block); } }
        """,
        """
        public sealed class First(INodeFeed feed) { public Task<Block> NextAsync(CancellationToken token) {
            var source = new TaskCompletionSource<Block>();
            var registration = token.UnsafeRegister(static state =>
            ((TaskCompletionSource<Block>)state!).TrySetCanceled(), source); EventHandler<Block>? handler = null;
            handler = (_, block) => { feed.BlockReceived -= handler; registration.Dispose();
            source.TrySetResult(block); }; feed.BlockReceived += handler; return source.Task; } }
        """,
        """
        public sealed class Throttled(HttpClient http, int most) {
            private readonly SemaphoreSlim _free = new(most);
            private readonly Channel<string> _urls = Channel.CreateUnbounded<string>();
            public async Task AddAsync(string url, CancellationToken token) { await _free.WaitAsync(token);
            await _urls.Writer.WriteAsync(url, token); } public async Task RunAsync(CancellationToken token) {
            await foreach (var url in _urls.Reader.ReadAllAsync(token)) { try { _ = await http.GetStringAsync(url,
            token); } finally { _free.Release(); } } } public void End() => _urls.Writer.TryComplete(); }
        """,
        """
        public sealed class Copier { public static async Task<int> CopyAsync(HttpClient http, string url,
            Stream to, CancellationToken token) { using var response = await http.GetAsync(url,
            HttpCompletionOption.ResponseHeadersRead, token); if (response is not { IsSuccessStatusCode: true,
            Content: { } content }) return (int)response.StatusCode;
            await using var from = await content.ReadAsStreamAsync(token); await from.CopyToAsync(to, token);
            return 200; } }
        """,
        """
        public interface IStep<TSelf> where TSelf : IStep<TSelf> { static abstract TSelf Make(int n); }
            public sealed class Step(int n) : IStep<Step> { public int N => n;
            public static Step Make(int n) => new(n); } public static class Steps<T> where T : IStep<T> {
            private static readonly T[] s_small = [.. Enumerable.Range(0, 16).Select(T.Make)];
            public static T Of(int n) => (uint)n < (uint)s_small.Length ? s_small[n] : T.Make(n); }
        """,
        """
        public sealed class Batcher : IAsyncDisposable { private readonly List<Block> _open = [];
            private readonly Timer _flush; public Batcher(Action<Block[]> write) => _flush = new Timer(_ => {
            Block[] ready; lock (_open) { ready = [.. _open]; _open.Clear(); } if (ready is not []) write(ready); },
            null, 100, 100); public void OnBlock(Block block) { lock (_open) _open.Add(block); }
            public ValueTask DisposeAsync() => _flush.DisposeAsync(); }
        """,
        """
        public sealed class Budgeted { private readonly Dictionary<string, byte[]> _held = new();
            private long _bytes; public void OnPart(string id, byte[] part) { lock (_held) {
            if (_bytes + part.Length > 1 << 20) { _held.Clear(); _bytes = 0; } _held[id] = part;
            _bytes += part.Length; } } }
        """,
        """
        public sealed class Swap { private List<string> _filling = []; private List<string> _spare = [];
            public void OnLine(string line) { lock (this) _filling.Add(line); }
            public void Drain(Action<string> each) { List<string> full; lock (this) (full, _filling,
            _spare) = (_filling, _spare, _filling); full.ForEach(each); full.Clear(); } }
        """,
        """
        public sealed class Outer { private readonly Dictionary<Guid, Inner> _inners = new();
            public Inner Open() { var inner = new Inner(this); lock (_inners) _inners.Add(inner.Id, inner);
            return inner; } public sealed class Inner(Outer outer) : IDisposable { public Guid Id { get; }
            = Guid.NewGuid(); public void Dispose() { lock (outer._inners) outer._inners.Remove(Id); } } }
        """,
        """
        public sealed class Half(Stream stream) { public async Task<string> HeadAsync(CancellationToken token) {
            var line = new StringBuilder(); var one = new byte[1]; for (; ; ) { if (await stream.ReadAsync(one,
            token) is 0 || one[0] is (byte)'\n' || line.Length is >= 4096) return line.ToString();
            line.Append((char)one[0]); } } }
        """,
        """
        public sealed class Timed { public static async Task<bool> WithinAsync(Task work, TimeSpan time,
            TimeProvider clock) { using var stop = new CancellationTokenSource(); var delay = Task.Delay(time,
            clock, stop.Token); var first = await Task.WhenAny(work, delay).ConfigureAwait(false);
            await stop.CancelAsync(); return ReferenceEquals(first, work); } }
        """,
        """
        public sealed class Keyed { private readonly Dictionary<DayOfWeek, List<TimeOnly>> _plan = new();
            private readonly Dictionary<(bool Up, byte Lane), long> _seen = new(); public void OnPass(bool up,
            byte lane) => _seen[(up, lane)] = _seen.GetValueOrDefault((up, lane)) + 1;
            public int Count => _plan.Count + _seen.Count; }
        """,
        """
        public sealed class Life : IDisposable { private readonly CancellationTokenSource _stop = new();
            private readonly List<IDisposable> _owned = []; public T Own<T>(T one) where T : IDisposable {
            _owned.Add(one); return one; } public CancellationToken Token => _stop.Token; public void Dispose() {
            _stop.Cancel(); foreach (var one in Enumerable.Reverse(_owned)) one.Dispose(); _owned.Clear();
            _stop.Dispose(); } }
        """,
        """
        public sealed class Talk(NodeClient client) { public async Task<int> RunAsync(IAsyncEnumerable<string>
            lines, CancellationToken token) { using var call = client.Talk(); var answers = 0;
            var reading = Task.Run(async () => { while (await call.ResponseStream.MoveNext(token)) answers++; },
            token); try { await foreach (var line in lines.WithCancellation(token)) await
            call.RequestStream.WriteAsync(line); } finally { await call.RequestStream.CompleteAsync(); }
            await reading; return answers; } }
        """,
        """
        public sealed class Memo<TKey, TValue>(Func<TKey, TValue> make, int most) where TKey : notnull {
            private readonly LinkedList<(TKey Key, TValue Value)> _order = new(); private readonly Dictionary<TKey,
            LinkedListNode<(TKey Key, TValue Value)>> _at = new(); public TValue this[TKey key] { get {
            if (_at.TryGetValue(key, out var node)) { _order.Remove(node); _order.AddFirst(node);
            return node.Value.Value; } var value = make(key); if (_at.Count >= most && _order.Last is { } oldest) {
            _at.Remove(oldest.Value.Key); _order.RemoveLast(); } _at[key] = _order.AddFirst((key, value));
            return value; } } }
        """,
        """
        public sealed class Peers { private FrozenPeers _now = new([]);
            private sealed record FrozenPeers(System.Collections.Immutable.ImmutableArray<string> All);
            public void OnPeer(string peer) { while (true) { var old = _now;
            if (Interlocked.CompareExchange(ref _now, old with {
            All = [.. old.All.Where(one => one != peer).TakeLast(99), peer] }, old) == old) return; } }
            public int Count => _now.All.Length; }
        """,
        """
        public static class Scan { public static async Task<List<string>> LinesAsync(Stream stream,
            CancellationToken token) { List<string> lines = []; using var reader = new StreamReader(stream,
            leaveOpen: true); while (!token.IsCancellationRequested) {
            if (await reader.ReadLineAsync(token) is not { } line) break; lines.Add(line); } return lines; } }
        """,
    ];

    [TestCaseSource(nameof(Zoo))]
    public void No_rule_warns(string code) => Snippet.ShouldBeSilent(code);
}
