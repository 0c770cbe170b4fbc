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
            public static int Sum(IEnumerable<int> all) { var list = t_scratch ??= []; list.Clear(); list.AddRange(all); return list.Sum(); }
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
            public IDisposable Subscribe(EventHandler<Block> handler) { lock (_gate) Changed += handler; return new Token(() => { lock (_gate) Changed -= handler; }); }
            public void Raise(Block block) => Changed?.Invoke(this, block);
            private sealed class Token(Action end) : IDisposable { private Action? _end = end; public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke(); }
        }
        """,
        """
        public static class Retry
        {
            public static async Task<HttpResponseMessage> SendAsync(HttpClient client, Func<HttpRequestMessage> make, CancellationToken token)
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
        file sealed class Hidden { private readonly Dictionary<int, int> _memo = new(); public int Fib(int n) => n < 2 ? n : _memo.TryGetValue(n, out var f) ? f : _memo[n] = Fib(n - 1) + Fib(n - 2); }
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
    ];

    [TestCaseSource(nameof(Zoo))]
    public void No_rule_warns(string code) => Snippet.ShouldBeSilent(code);
}
