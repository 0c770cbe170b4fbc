using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class GrpcCallTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Beats(NodeClient client) : BackgroundService {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
            while (!stoppingToken.IsCancellationRequested) { var call = client.Watch("a"); try {
            while (await call.ResponseStream.MoveNext(stoppingToken).WaitAsync(TimeSpan.FromSeconds(9),
            stoppingToken)) Console.WriteLine(call.ResponseStream.Current); } catch (TimeoutException) {
            Console.WriteLine(); } } } }
        """,
        """
        public sealed class Chat(NodeClient client) { public async Task TalkAsync(string[] lines) {
            var call = client.Talk(); var reading = Task.Run(async () => {
            while (await call.ResponseStream.MoveNext(default)) Console.WriteLine(call.ResponseStream.Current); });
            foreach (var line in lines) await call.RequestStream.WriteAsync(line);
            await call.RequestStream.CompleteAsync(); await reading; call.Dispose(); } }
        """,
        """
        public sealed class Tail { private readonly Grpc.Core.IAsyncStreamReader<Block> _blocks;
            public Tail(NodeClient client) => _blocks = client.Watch("all").ResponseStream;
            public Task<bool> NextAsync(CancellationToken token) => _blocks.MoveNext(token); }
        """,
        """
        public static class Sender { public static async Task<Block> SendAsync(NodeClient client,
            string[] parts) { var call = client.Upload(); foreach (var part in parts) await
            call.RequestStream.WriteAsync(part); await call.RequestStream.CompleteAsync();
            return await call.ResponseAsync; } }
        """,
        """
        public static class Some { public static async Task<List<Block>> OfAsync(NodeClient client, int most) {
            var found = new List<Block>(); var call = client.Watch("all");
            while (found.Count < most && await call.ResponseStream.MoveNext(default))
            found.Add(call.ResponseStream.Current); return found; } }
        """,
        """
        public sealed class W(NodeClient c) { public async Task Run(CancellationToken t) {
            var call = c.Watch("a"); await foreach (var b in
            Grpc.Core.AsyncStreamReaderExtensions.ReadAllAsync(call.ResponseStream, t)) { if (b.Height > 5) break; }
            } }
        """,
        """
        public sealed class W(NodeClient c) { private readonly Grpc.Core.AsyncServerStreamingCall<Block> _call =
            c.Watch("a"); public Task<bool> Next(CancellationToken t) => _call.ResponseStream.MoveNext(t); }
        """,
        """
        public sealed class W(NodeClient c) { public async Task<Block> First(CancellationToken t) {
            await c.Watch("a").ResponseStream.MoveNext(t); return new Block(); } }
        """,
        """
        public sealed class W(NodeClient c) { public async Task Talk(string[] all) { using var call = c.Talk();
            foreach (var s in all) await call.RequestStream.WriteAsync(s); } }
        """,
        """
        public sealed class W(NodeClient c) { public async Task<Block?> Upload(string[] all) {
            var call = c.Upload(); foreach (var s in all) { if (s.Length == 0) return null;
            await call.RequestStream.WriteAsync(s); } await call.RequestStream.CompleteAsync();
            var r = await call.ResponseAsync; call.Dispose(); return r; } }
        """,
        """
        public sealed class W(NodeClient c) { public async Task Run(CancellationToken t) {
            while (!t.IsCancellationRequested) { var call = c.Watch("a"); try {
            while (await call.ResponseStream.MoveNext(t)) { } } catch (Exception) { await Task.Delay(1000, t);
            continue; } call.Dispose(); } } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Chat(NodeClient client) { public async Task TalkAsync(string[] lines) {
            var call = client.Talk(); try { var reading = Task.Run(async () => {
            while (await call.ResponseStream.MoveNext(default)) Console.WriteLine(call.ResponseStream.Current); });
            foreach (var line in lines) await call.RequestStream.WriteAsync(line);
            await call.RequestStream.CompleteAsync(); await reading; } finally { call.Dispose(); } } }
        """,
        """
        public sealed class Tail(NodeClient client) : BackgroundService {
            private Grpc.Core.AsyncServerStreamingCall<Block>? _call;
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
            while (!stoppingToken.IsCancellationRequested) using (_call = client.Watch("all")) while (await
            _call.ResponseStream.MoveNext(stoppingToken)) Console.WriteLine(_call.ResponseStream.Current.Hash); } }
        """,
        """
        public static class Ask { public static async Task OnceAsync(NodeClient client,
            CancellationToken token) { using var call = client.Talk(); await call.RequestStream.WriteAsync("all");
            while (await call.ResponseStream.MoveNext(token)) { if (call.ResponseStream.Current.Height > 9) break; }
            } }
        """,
        """
        public sealed class Tail : IDisposable { private readonly NodeClient _client;
            private Grpc.Core.AsyncServerStreamingCall<Block>? _call;
            public Tail(NodeClient client) => _client = client; public void Refresh(string filter) {
            _call?.Dispose(); _call = _client.Watch(filter); } public void Dispose() => _call?.Dispose(); }
        """,
        """
        public sealed class W(NodeClient c) { public async Task Run(CancellationToken t) {
            using var call = c.Watch("a"); while (await call.ResponseStream.MoveNext(t)) if
            (call.ResponseStream.Current.Height > 1) return; } }
        """,
        """
        public sealed class W(NodeClient c) { public Grpc.Core.AsyncServerStreamingCall<Block> Open() => c.Watch("a"); }
        """,
        """
        public sealed class W(NodeClient c) { public async Task<Block> Get(string h) { var call = c.GetAsync(h);
            return await call.ResponseAsync; } }
        """,
        """
        public sealed class W(NodeClient c) : IDisposable {
            private readonly Grpc.Core.AsyncServerStreamingCall<Block> _call = c.Watch("a");
            public void Dispose() => _call.Dispose(); }
        """,
        """
        public sealed class W(NodeClient c) { public async Task Talk(string[] all) { using var call = c.Talk();
            foreach (var s in all) await call.RequestStream.WriteAsync(s); await call.RequestStream.CompleteAsync();
            } }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class Tail : IDisposable { private readonly NodeClient _client;
            private Grpc.Core.AsyncServerStreamingCall<Block>? _call;
            public Tail(NodeClient client) => _client = client;
            public void Refresh(string filter) => _call = _client.Watch(filter);
            public void Dispose() => _call?.Dispose(); }
        """,
        """
        public sealed class W(NodeClient c) { public async Task Run(CancellationToken t) {
            var call = c.Watch("a"); while (await call.ResponseStream.MoveNext(t))
            Console.WriteLine(call.ResponseStream.Current.Height); } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG3002", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG3002", code);

    [TestCase("Console.WriteLine(call.ResponseStream.Current);", "is never disposed")]
    [TestCase("if (call.ResponseStream.Current is null) return; call.Dispose();", "is not disposed on every path")]
    public void A_call_of_a_missing_client_is_told_with_its_own_fate(string rest, string fate) =>
        Snippet.Diagnose(Snippet.CompileBare($$"""
            public sealed class Tail(Shop.ShopClient client) { public async Task OnceAsync() { var call = client.Watch("all");
                await call.ResponseStream.MoveNext(default); {{rest}} } }
            """)).ShouldHaveSingleItem().GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain(fate);
}
