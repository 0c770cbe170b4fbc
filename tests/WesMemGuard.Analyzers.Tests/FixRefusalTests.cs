using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>Where the mechanical change would not compile, lose data or change nothing, no fix is offered.</summary>
internal sealed class FixRefusalTests
{
    private static readonly string[] NothingToDispose =
    [
        """
        public sealed class Dialer { public bool TryConnect(string host, out TcpClient? client) {
            client = host.Length == 0 ? null : new TcpClient(host, 1); return client is not null; } }
        public sealed class P { public void Go(Dialer d, string h) { var ok = d.TryConnect(h, out var client);
            Console.WriteLine(ok && client!.Connected); } }
        """,
        """
        public sealed class P { private readonly ConcurrentDictionary<string, TcpClient> _open = new();
            public TcpClient To(string host) => _open.GetOrAdd(host, h => new TcpClient(h, 1));
            public void Ban(string host) { var gone = _open.TryRemove(host, out _); Console.WriteLine(gone); } }
        """,
        """
        using System.IO.Pipes;
        public sealed class P { public void Start(AnonymousPipeServerStream pipe, Action<string> start) {
            var handle = pipe.GetClientHandleAsString(); start(handle); } }
        """,
    ];

    /// <summary>
    /// Code that hands a local on, itself or what is read from it: disposed at the end, it is of no use there.
    /// </summary>
    private static readonly (string Id, string Code)[] HandedOn =
    [
        ("WMG3004", """
            public static class Make { public static async Task<Socket> OpenAsync(string host) {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp); await socket.ConnectAsync(host, 80);
                return socket; } }
            """),
        ("WMG3004", """
            public static class Make { public static async Task<Stream> OpenAsync(string host) {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp); await socket.ConnectAsync(host, 80);
                return new NetworkStream(socket, ownsSocket: true); } }
            """),
        ("WMG3004", """
            public sealed class Line : IDisposable { private TcpClient? _tcp;
                public async Task OpenAsync(string host) { var tcp = new TcpClient(); await tcp.ConnectAsync(host, 80); _tcp = tcp; }
                public void Dispose() => _tcp?.Dispose(); }
            """),
        ("WMG3004", """
            public sealed class Lines(List<TcpClient> open) {
                public async Task OpenAsync(string host) { var tcp = new TcpClient(); await tcp.ConnectAsync(host, 80); open.Add(tcp); } }
            """),
        ("WMG3004", """
            public sealed class Line : IDisposable { private TcpClient? _tcp; private void Keep(TcpClient tcp) => _tcp = tcp;
                public async Task OpenAsync(string host) { var tcp = new TcpClient(); await tcp.ConnectAsync(host, 80); Keep(tcp); }
                public void Dispose() => _tcp?.Dispose(); }
            """),
        ("WMG3004", """
            public static class Make { public static async Task<Socket?> OpenAsync(string? host) { Socket? open = null;
                if (host is not null) { var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync(host, 80); open = socket; }
                return open; } }
            """),
        ("WMG3001", """
            public sealed class C(HttpClient c) { public async Task<Stream?> Get(HttpRequestMessage m) {
                var r = await c.SendAsync(m, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
                if (!r.IsSuccessStatusCode) return null; return await r.Content.ReadAsStreamAsync(); } }
            """),
        ("WMG3001", """
            public sealed class C(HttpClient c) { public async Task<Stream?> Get(HttpRequestMessage m) {
                var r = await c.SendAsync(m, HttpCompletionOption.ResponseHeadersRead);
                if (!r.IsSuccessStatusCode) return null;
                var body = await r.Content.ReadAsStreamAsync().ConfigureAwait(false); return body; } }
            """),
    ];

    private static readonly string[] CleanUpCannotSay =
    [
        """
        public sealed class P : IDisposable { private FileStream? _log;
            public void Open(string path) => _log = new FileStream(path, FileMode.Open);
            public void Turn() => _log = null; public void Dispose() => _log?.Dispose(); }
        """,
        """
        public sealed class Late { private readonly Lazy<UdpClient> _udp = new(() => new UdpClient(99));
            public int Send(byte[] bytes) => _udp.Value.Send(bytes); }
        """,
        """
        public sealed class P { public long Size(string path) { FileStream file; file = File.OpenRead(path); return file.Length; } }
        """,
        """
        public sealed class Part : IDisposable { private readonly FileStream _log = File.OpenWrite("x");
            public void Dispose() => _log.Dispose(); }
        public sealed class P : IDisposable { private Part? _part;
            public void Turn(int times) { for (var i = 0; i < times; i++) _part = new Part(); }
            public void Dispose() => _part?.Dispose(); }
        """,
    ];

    private static readonly string[] Writers =
    [
        "public void Put(Block b) { _ = _c.Writer.TryWrite(b); }",
        "public void Put(Block b) => _c?.Writer.TryWrite(b);",
        "public void Put(Block b) { var w = _c?.Writer; w?.TryWrite(b); }",
        "public void Put(Block b) { ChannelWriter<Block>? w = _c.Writer; _ = w?.TryWrite(b); }",
        "public void Put(Block b) { (_c.Writer).TryWrite(b); }",
    ];

    [TestCaseSource(nameof(NothingToDispose))]
    public async Task A_local_that_cannot_be_disposed_gets_no_using(string code) =>
        (await Fixer.FixOnceAsync(Snippet.Diagnose(code).Select(found => found.Id).Distinct().ShouldHaveSingleItem(),
            code))
            .ShouldBeNull();

    [TestCaseSource(nameof(HandedOn))]
    public async Task A_local_that_is_handed_on_gets_no_using((string Id, string Code) given) =>
        (await Fixer.FixOnceAsync(given.Id, given.Code)).ShouldBeNull();

    [Test]
    public async Task A_local_of_which_only_a_part_is_answered_gets_using() =>
        (await Fixer.FixOnceAsync("WMG3001", """
            public sealed class C(HttpClient c) { public async Task<string> Get(string u) {
                var r = await c.GetAsync(u, HttpCompletionOption.ResponseHeadersRead);
                return r.StatusCode + await r.Content.ReadAsStringAsync(); } }
            """)).ShouldNotBeNull().ShouldContain("using var r = ");

    [TestCaseSource(nameof(CleanUpCannotSay))]
    public async Task Clean_up_gets_no_release_that_is_there_or_does_not_help(string code) =>
        (await Fixer.FixOnceAsync("WMG3006", code)).ShouldBeNull();

    [TestCaseSource(nameof(Writers))]
    public async Task A_channel_is_not_bounded_where_a_write_looks_at_no_answer(string writer) =>
        (await Fixer.FixOnceAsync("WMG2001", Streams(writer))).ShouldBeNull();

    [Test]
    public async Task A_channel_is_bounded_where_every_write_looks_at_its_answer() =>
        (await Fixer.FixOnceAsync("WMG2001", Streams("public bool Put(Block b) { return _c.Writer.TryWrite(b); }")))
            .ShouldNotBeNull().ShouldContain("CreateBounded<Block>(1024)");

    [Test]
    public async Task A_waiter_is_not_forgotten_at_once_where_nothing_waits_after_the_add() =>
        (await Fixer.FixOnceAsync("WMG1003", """
            public sealed class Inbox {
                private readonly Dictionary<int, Waiter> _waiting = new();
                public void Next(int id, Action<string?> answer, int milliseconds) { var waiter = new Waiter(answer);
                    _waiting.Add(id, waiter); waiter.Begin(milliseconds); Task.Run(async () => await Task.Yield()); }
                public void Arrived(int id, string text) { if (_waiting.Remove(id, out var first)) first.End(text); }
                private sealed class Waiter(Action<string?> answer) { private Timer? _timer;
                    public void Begin(int milliseconds) => _timer = new Timer(_ => End(null), null, milliseconds, Timeout.Infinite);
                    public void End(string? text) { _timer?.Dispose(); answer(text); } }
            }
            """)).ShouldBeNull();

    [Test]
    public async Task A_completion_behind_a_question_is_not_moved_within_it() =>
        (await Fixer.FixOnceAsync("WMG2003", """
            public sealed class Feed(WebSocket socket, Action<string> take) {
                private readonly Channel<string> _lines = Channel.CreateBounded<string>(10);
                public ValueTask PutAsync(string line) => _lines.Writer.WriteAsync(line);
                public async Task PumpAsync() { await foreach (var line in _lines.Reader.ReadAllAsync()) take(line); }
                public async Task EndAsync() { if (socket.State == WebSocketState.Open) {
                    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None);
                    _lines.Writer.Complete(); } }
            }
            """)).ShouldBeNull();

    [TestCase("Task.Run(async () => { var whole = \"\"; WebSocketReceiveResult got; do { got = await socket.ReceiveAsync(bytes, default);"
        + " whole += Encoding.UTF8.GetString(bytes.Array!, 0, got.Count); } while (!got.EndOfMessage); })")]
    [TestCase("Task.Run(async () => { ValueWebSocketReceiveResult got; do { got = await socket.ReceiveAsync(writer.GetMemory(9), default);"
        + " writer.Advance(got.Count); } while (!got.EndOfMessage); })")]
    public async Task A_message_is_not_measured_where_what_gathers_it_has_no_size_to_ask_for(string code) =>
        (await Fixer.FixOnceAsync("WMG3005", $$"""
            public static class Whole { public static Task ReadAsync(WebSocket socket, ArraySegment<byte> bytes,
                System.Buffers.IBufferWriter<byte> writer) => {{code}}; }
            """)).ShouldBeNull();

    [TestCase("// The node answers slowly at night.\n        var http = new HttpClient();")]
    [TestCase("var http = new HttpClient(); // one request")]
    public async Task A_client_is_not_shared_where_its_comment_would_be_lost(string declaration) =>
        (await Fixer.FixOnceAsync("WMG3003", Asks(declaration))).ShouldBeNull();

    [TestCase("http.GetHashCode()")]
    [TestCase("http.GetQuoteFrom(url)")]
    public async Task A_client_is_not_shared_for_what_is_only_called_like_a_request(string call) =>
        (await Fixer.FixOnceAsync("WMG3003", $$"""
            public static class Ask
            {
                public static string At(string url) { var http = new HttpClient(); return "" + {{call}}; }
                private static string GetQuoteFrom(this HttpClient http, string url)
                {
                    http.DefaultRequestHeaders.Add("X", url);
                    return http.GetStringAsync(url).GetAwaiter().GetResult();
                }
            }
            """)).ShouldBeNull();

    [Test]
    public async Task A_client_of_the_programs_own_is_not_shared_as_another_type() =>
        (await Fixer.FixOnceAsync("WMG3003", Asks("var http = new Own.HttpClient();")
            + "namespace Own { public sealed class HttpClient : IDisposable { private readonly System.Net.Http.HttpClient _inner = new();"
            + " public Task<string> GetStringAsync(string url) => _inner.GetStringAsync(url);"
            + " public void Dispose() => _inner.Dispose(); } }")).ShouldBeNull();

    [Test]
    public async Task A_channel_is_not_bounded_where_its_options_cannot_be_carried_over() =>
        (await Fixer.FixOnceAsync("WMG2001", Streams("public bool Put(Block b) { return _c.Writer.TryWrite(b); }"
            + " private static UnboundedChannelOptions Chosen => new() { SingleReader = true };")
            .Replace("<Block>()", "<Block>(Chosen)", StringComparison.Ordinal))).ShouldBeNull();

    private static string Asks(string declaration) => $$"""
        public static class Ask
        {
            public static async Task<string> AtAsync(string url)
            {
                {{declaration}}
                return await http.GetStringAsync(url);
            }
        }
        """;

    private static string Streams(string writer) => $$"""
        public sealed class Streams(NodeClient client)
        {
            private readonly Channel<Block> _c = Channel.CreateUnbounded<Block>();
            public async Task RunAsync(CancellationToken token)
            {
                using var call = client.Watch("all");
                try { while (await call.ResponseStream.MoveNext(token)) Put(call.ResponseStream.Current); }
                finally { _c.Writer.TryComplete(); }
            }
            {{writer}}
            public ValueTask<Block> NextAsync(CancellationToken token) => _c.Reader.ReadAsync(token);
        }
        """;
}
