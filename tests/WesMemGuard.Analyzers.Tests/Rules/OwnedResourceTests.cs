using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class OwnedResourceTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Lines { private readonly TcpClient _tcp = new(); private StreamReader? _in;
            public async Task OpenAsync(string host) { await _tcp.ConnectAsync(host, 1);
            _in = new StreamReader(_tcp.GetStream()); } public Task<string?> NextAsync() => _in!.ReadLineAsync(); }
        """,
        """
        public static class Reader { public static FileStream? Open(string path) {
            var file = new FileStream(path, FileMode.Open); if (file.Length == 0) return null; return file; } }
        """,
        """
        public sealed class Sub : IDisposable { private readonly INodeFeed _feed; private int n;
            public Sub(INodeFeed feed) { _feed = feed; feed.Closed += Count; } private void Count() => n++;
            public void Dispose() => _feed.Closed -= Count; }
        public sealed class View(INodeFeed feed) { private Sub? _sub;
            public void Turn() => _sub = new Sub(feed); public bool Has => _sub is not null; }
        """,
        """
        public sealed class Late : IDisposable { private readonly Lazy<UdpClient> _udp = new(() => new
            UdpClient(99)); private readonly SemaphoreSlim _one = new(1);
            public int Send(byte[] bytes) => _udp.Value.Send(bytes); public void Dispose() => _one.Dispose(); }
        """,
        """
        public static class Parts { private static FileStream Open(string path) {
            var part = new FileStream(path, FileMode.Open); return part; } public static long Size(string path) {
            var part = Open(path); return part.Length; } }
        """,
        """
        public sealed class Own { private readonly Socket _socket = Make();
            private static Socket Make() => new(SocketType.Dgram, ProtocolType.Udp);
            public int Send(byte[] bytes) => _socket.Send(bytes); }
        """,
        """
        public sealed class P { public void Trace() { var l = new System.Diagnostics.ActivityListener {
            ShouldListenTo = _ => true }; System.Diagnostics.ActivitySource.AddActivityListener(l); } }
        """,
        """
        public sealed class MustReleaseAttribute : Attribute;
        [MustRelease] public sealed class Lease { public void Release() { } }
        public sealed class P { public void Go() { var l = new Lease(); Console.WriteLine(l); } }
        """,
        """
        public sealed class MustDisposeResourceAttribute : Attribute;
        public sealed class Lease : IDisposable { [MustDisposeResource] public static Lease Take() => new(); public void Dispose() { } }
        public sealed class P { private readonly Lease _l = Lease.Take(); public override string ToString() => _l.ToString()!; }
        """,
        """
        public static class Sink { public static void Look(FileStream s) => Console.WriteLine(s.Length); }
        public sealed class P { public void Go(string p) { var f = File.OpenRead(p); Look(f); }
            private static void Look(FileStream s) => Console.WriteLine(s.Length); }
        """,
        """
        public sealed class P { private readonly HttpClient _http = new(); public Task<string> Get(string u) => _http.GetStringAsync(u); }
        """,
        """
        public class P { private FileSystemWatcher? _w; public void Start(string p) {
            _w = new FileSystemWatcher(p) { EnableRaisingEvents = true }; _w.Changed += (s,
            e) => Console.WriteLine(e.Name); } }
        """,
        """
        public sealed class P : IDisposable { private readonly TcpClient client = new();
            private readonly FileStream _log = File.OpenWrite("x");
            public Task Open(string h) => client.ConnectAsync(h, 1); public void Dispose() => _log.Dispose(); }
        """,
        """
        public sealed class P { public async Task<int> Send(string h, byte[] b) { var c = new TcpClient();
            await c.ConnectAsync(h, 80); await c.GetStream().WriteAsync(b); return b.Length; } }
        """,
        """
        using Grpc.Net.Client;
        public sealed class P { private readonly GrpcChannel _c; public P(string a) {
            _c = GrpcChannel.ForAddress(a); } public string Name => _c.ToString()!; }
        """,
        """
        public sealed class P { private System.Timers.Timer Ticker { get; } = new(1000); public void Start() {
            Ticker.Elapsed += (s, e) => Console.WriteLine(1); Ticker.Start(); } }
        """,
        """
        public sealed class Api : IDisposable { private readonly Socket _s = new(SocketType.Stream,
            ProtocolType.Tcp); public bool On => _s.Connected; public void Dispose() => _s.Dispose(); }
        public sealed class P { private readonly Api _api = new(); public bool On => _api.On; }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Lines : IDisposable { private readonly TcpClient _tcp = new();
            private StreamReader? _in; public async Task OpenAsync(string host) { await _tcp.ConnectAsync(host, 1);
            _in = new StreamReader(_tcp.GetStream()); } public Task<string?> NextAsync() => _in!.ReadLineAsync();
            public void Dispose() => _in?.Dispose(); }
        """,
        """
        public static class Reader { public static FileStream? Open(string path) {
            var file = new FileStream(path, FileMode.Open); if (file.Length == 0) { file.Dispose(); return null; }
            return file; } }
        """,
        """
        public sealed class Sub : IDisposable { private readonly INodeFeed _feed; private int n;
            public Sub(INodeFeed feed) { _feed = feed; feed.Closed += Count; } private void Count() => n++;
            public void Dispose() => _feed.Closed -= Count; }
        public sealed class View(INodeFeed feed) { private Sub? _sub; public void Turn() { _sub?.Dispose(); _sub = new Sub(feed); } }
        """,
        """
        public sealed class Late : IDisposable { private readonly Lazy<UdpClient> _udp = new(() => new
            UdpClient(99)); public int Send(byte[] bytes) => _udp.Value.Send(bytes); public void Dispose() {
            if (_udp.IsValueCreated) _udp.Value.Dispose(); } }
        """,
        """
        public static class Parts { private static readonly Dictionary<string, FileStream> Open1 = new();
            private static FileStream Open(string path) { if (Open1.TryGetValue(path, out var known)) return known;
            return new FileStream(path, FileMode.Open); } public static long Size(string path) {
            var part = Open(path); return part.Length; } public static void Drop() => Open1.Clear(); }
        """,
        """
        public static class Parts { private static FileStream Open(string path) => new(path, FileMode.Open);
            public static long Size(string path) { using var part = Open(path); return part.Length; } }
        """,
        """
        public static class Tracing { public static void Enable() {
            var l = new System.Diagnostics.ActivityListener { ShouldListenTo = _ => true };
            System.Diagnostics.ActivitySource.AddActivityListener(l); } }
        """,
        """
        public sealed class MustReleaseAttribute : Attribute;
        [MustRelease] public sealed class Lease { public void Release() { } }
        public sealed class P { public void Go() { var l = new Lease(); try { Console.WriteLine(l); } finally { l.Release(); } } }
        """,
        """
        public sealed class TakesOwnershipAttribute : Attribute;
        public sealed class P { public void Go(string p) { var f = File.OpenRead(p); Keep(f); }
            private static void Keep([TakesOwnership] FileStream s) => Console.WriteLine(s.Length); }
        """,
        """
        public sealed class P : IDisposable { private readonly HttpClient _http = new();
            public Task<string> Get(string u) => _http.GetStringAsync(u); public void Dispose() => _http.Dispose();
            }
        """,
        """
        public sealed class P(HttpClient http) { private readonly HttpClient _http = http;
            public Task<string> Get(string u) => _http.GetStringAsync(u); }
        """,
        """
        public sealed class P { private static readonly HttpClient Http = new();
            public Task<string> Get(string u) => Http.GetStringAsync(u); }
        """,
        """
        public sealed class P { private readonly SemaphoreSlim _s = new(1);
            private readonly MemoryStream _m = new(); private readonly CancellationTokenSource _c = new();
            public long N => _m.Length + _s.CurrentCount; public CancellationToken T => _c.Token; }
        """,
        """
        public sealed class P : BackgroundService { private readonly HttpClient _http = new();
            protected override Task ExecuteAsync(CancellationToken stoppingToken) => _http.GetStringAsync("x",
            stoppingToken); }
        """,
        """
        public sealed class P : IAsyncDisposable { private readonly Timer _t;
            private readonly TcpClient _c = new(); public P() => _t = new Timer(_ => { });
            public async ValueTask DisposeAsync() { await _t.DisposeAsync(); Close(_c); }
            private static void Close(TcpClient c) => c.Dispose(); }
        """,
        """
        public sealed class P { public FileStream Open(string p) { var f = File.OpenRead(p); return f; }
            public void Copy(string p) { var f = File.OpenRead(p); try { f.ReadByte(); } finally { f.Dispose(); } }
            }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG3006", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
