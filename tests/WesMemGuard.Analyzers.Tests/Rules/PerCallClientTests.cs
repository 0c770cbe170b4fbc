using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class PerCallClientTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Api(string address) { private NodeClient Client => new(Channel);
            private Grpc.Net.Client.GrpcChannel Channel => Grpc.Net.Client.GrpcChannel.ForAddress(address);
            public async Task<Block> GetAsync(string hash) => await Client.GetAsync(hash); }
        """,
        """
        public sealed class P { public async Task<string> Get(string u) { var c = new HttpClient(); return await c.GetStringAsync(u); } }
        """,
        """
        public static class P { public static Task<string> Get(string u) => new HttpClient().GetStringAsync(u); }
        """,
        """
        using Grpc.Net.Client;
        public sealed class P { public async Task<Block> Get(string a) {
            using var channel = GrpcChannel.ForAddress(a); var client = new NodeClient(channel);
            return await client.GetAsync("x"); } }
        """,
        """
        using Grpc.Net.Client;
        public sealed class P { public async Task<Block> Get(string a) { var channel = GrpcChannel.ForAddress(a,
            new GrpcChannelOptions()); return await new NodeClient(channel).GetAsync("x"); } }
        """,
        """
        public sealed class P { public async Task<string> Get(string u) {
            using var handler = new HttpClientHandler(); using HttpClient c = new(handler);
            return await c.GetStringAsync(u); } }
        """,
        """
        public sealed class Api : IDisposable { private readonly HttpClient _c = new();
            public Task<string> Get(string u) => _c.GetStringAsync(u); public void Dispose() => _c.Dispose(); }
        public sealed class P { public async Task<string> Get(string u) { using var api = new Api(); return await api.Get(u); } }
        """,
        """
        public sealed class Passes(HttpMessageInvoker inner) : HttpMessageHandler {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage r, CancellationToken ct) => inner.SendAsync(r, ct); }
        public sealed class P { public async Task<string> Get(string u) { using var connects = new SocketsHttpHandler();
            using var c = new HttpClient(new Passes(new HttpMessageInvoker(connects))); return await c.GetStringAsync(u); } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Answers(string said) : HttpMessageHandler { protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage r, CancellationToken ct) => Task.FromResult(new HttpResponseMessage { Content = new StringContent(said) }); }
        public sealed class P { public async Task<string> Get(string u) {
            using var c = new HttpClient(new Answers("x")); return await c.GetStringAsync(u); } }
        """,
        """
        public sealed class P { private static readonly HttpClient C = new(); public Task<string> Get(string u) => C.GetStringAsync(u); }
        """,
        """
        public sealed class P(IDictionary<string, HttpClient> all) { public HttpClient Make() {
            var c = new HttpClient(); c.Timeout = TimeSpan.FromSeconds(1); return c; } }
        """,
        """
        public sealed class P : IDisposable { private HttpClient? _c;
            public HttpClient Client => _c ??= new HttpClient(); public void Dispose() => _c?.Dispose(); }
        """,
        """
        public sealed class P(HttpMessageHandler h) { public async Task<string> Get(string u) {
            using var c = new HttpClient(h, disposeHandler: false); return await c.GetStringAsync(u); } }
        """,
        """
        // top-level
        using var c = new HttpClient(); Console.WriteLine(await c.GetStringAsync("http://localhost"));
        """,
        """
        using Grpc.Net.Client;
        public sealed class P { private readonly Lazy<GrpcChannel> _c = new(() =>
            GrpcChannel.ForAddress("http://localhost")); public GrpcChannel Channel => _c.Value; }
        """,
        """
        public sealed class Alert(string to) { private static readonly HttpClient C = new();
            private static HttpClient D { get; } = new(); public Task<string> Send() => C.GetStringAsync(to); }
        public sealed class P { public Task<string> Tell(string u) { var alert = new Alert(u); return alert.Send(); } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG3003", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [Test]
    public void A_container_for_each_call_is_a_suggestion() => Snippet.ShouldSuggest("WMG3003", """
        public sealed class ServiceProvider;
        public static class Containers { public static ServiceProvider BuildServiceProvider(this List<int> services) => new(); }
        public sealed class P { public string Go(List<int> services) { var p = services.BuildServiceProvider(); return p.ToString()!; } }
        """);
}
