using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class ReconnectSocketTests
{
    private static readonly string[] Bad =
    [
        """
        public static class Once { public static async Task SendAsync(Uri uri, CancellationToken token) {
            var socket = new ClientWebSocket(); await socket.ConnectAsync(uri, token);
            await socket.SendAsync(new byte[1], WebSocketMessageType.Text, true, token); socket.Dispose(); } }
        """,
        """
        public sealed class Link { private ClientWebSocket? _ws; public async Task EnsureAsync(Uri uri,
            CancellationToken token) { if (_ws is { State: WebSocketState.Open }) return;
            _ws = new ClientWebSocket(); await _ws.ConnectAsync(uri, token); }
            public void Close() => _ws?.Dispose(); }
        """,
        """
        public sealed class Line : IDisposable { private System.Net.Security.SslStream? _tls;
            public async Task OpenAsync(string host) { var tcp = new TcpClient(host, 443);
            var tls = new System.Net.Security.SslStream(tcp.GetStream(), false);
            await tls.AuthenticateAsClientAsync(host); _tls = tls; } public void Dispose() => _tls?.Dispose(); }
        """,
        """
        public static class Probe { public static async Task<TcpClient?> FindAsync(string host,
            CancellationToken token) { var tcp = new TcpClient(); try { await tcp.ConnectAsync(host, 80, token);
            return tcp; } catch (SocketException) { return null; } } }
        """,
        """
        public sealed class Line : IDisposable { private TcpClient? _tcp; public void Open(string host,
            int time) { _tcp = new TcpClient(); if (!_tcp.ConnectAsync(host, 80).Wait(time)) { _tcp = null;
            throw new TimeoutException(); } _tcp.NoDelay = true; } public void Dispose() => _tcp?.Dispose(); }
        """,
        """
        public sealed class Line : IDisposable { private TcpClient? _tcp; public void Open(string host) {
            _tcp ??= new TcpClient(host, 80); } public bool Send(byte[] bytes) { if (_tcp is {
            Connected: false }) _tcp = null; return _tcp is not null && _tcp.Client.Send(bytes) > 0; }
            public void Dispose() => _tcp?.Dispose(); }
        """,
        """
        public sealed class Line : IDisposable { private Socket? _socket;
            public async Task TurnAsync(string host) { var next = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await next.ConnectAsync(host, 80); Interlocked.Exchange(ref _socket, next); }
            public void Dispose() => _socket?.Dispose(); }
        """,
        """
        public sealed class Door(Func<Socket, bool> known, Func<Socket, Task> serve) {
            public async Task RunAsync(Socket listener) { while (true) { var peer = await listener.AcceptAsync();
            if (!known.Invoke(peer.Connected ? null! : null!)) continue; await serve(peer); peer.Dispose(); } } }
        """,
        """
        public sealed class F(Uri u) { private ClientWebSocket _ws = new();
            public async Task ReconnectAsync(CancellationToken t) { _ws = new ClientWebSocket();
            await _ws.ConnectAsync(u, t); } public void Dispose() => _ws.Dispose(); }
        """,
        """
        public sealed class F { public async Task Run(string h, CancellationToken t) {
            while (!t.IsCancellationRequested) { var c = new TcpClient(); try { await c.ConnectAsync(h, 80, t);
            await c.GetStream().WriteAsync(new byte[1], t); c.Close(); } catch (SocketException) {
            await Task.Delay(1000, t); } } } }
        """,
        """
        public sealed class F { public async Task Serve(TcpListener l, CancellationToken t) { while (true) {
            var c = await l.AcceptTcpClientAsync(t); var s = c.GetStream(); await s.WriteAsync(new byte[1], t); } }
            }
        """,
        """
        public sealed class F(Uri u) { private ClientWebSocket? socket;
            public async Task Run(CancellationToken t) { while (true) { try { await Open(t);
            await socket!.ReceiveAsync(new byte[5], t); } catch (WebSocketException) { } } }
            private async Task Open(CancellationToken t) { socket = new(); await socket.ConnectAsync(u, t); }
            public void Dispose() => socket?.Dispose(); }
        """,
        """
        public sealed class F(Uri u) { public async Task Run(CancellationToken t) { ClientWebSocket ws; do {
            ws = new ClientWebSocket(); try { await ws.ConnectAsync(u, t); break; } catch (Exception) {
            await Task.Delay(5, t); } } while (true); ws.Dispose(); } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Held(List<WebSocket> held) { public async Task OpenAsync(Uri uri,
            CancellationToken token) { var socket = new ClientWebSocket(); try { await socket.ConnectAsync(uri,
            token); await socket.SendAsync(new byte[1], WebSocketMessageType.Text, true, token); held.Add(socket); }
            catch (WebSocketException) { socket.Dispose(); } } }
        """,
        """
        public sealed class Link { private ClientWebSocket? _ws; public async Task EnsureAsync(Uri uri,
            CancellationToken token) { if (_ws is { State: WebSocketState.Open }) return; _ws?.Dispose();
            _ws = new ClientWebSocket(); await _ws.ConnectAsync(uri, token); }
            public void Close() => _ws?.Dispose(); }
        """,
        """
        public sealed class Keep : IDisposable { private ClientWebSocket? _ws;
            public async Task<WebSocket> GetAsync(Uri uri, CancellationToken token) {
            if (_ws?.State == WebSocketState.Open) return _ws; var next = new ClientWebSocket(); try {
            await next.ConnectAsync(uri, token); } catch { next.Dispose(); throw; } _ws?.Dispose();
            return _ws = next; } public void Dispose() => _ws?.Dispose(); }
        """,
        """
        public sealed class Line : IDisposable { private System.Net.Security.SslStream? _tls;
            public async Task OpenAsync(string host) { var tcp = new TcpClient(host, 443);
            var tls = new System.Net.Security.SslStream(tcp.GetStream(), false); try {
            await tls.AuthenticateAsClientAsync(host); } catch { await tls.DisposeAsync(); tcp.Dispose(); throw; }
            _tls = tls; } public void Dispose() => _tls?.Dispose(); }
        """,
        """
        public static class Tls { public static async Task<Stream> OverAsync(Stream inner, string host) {
            var tls = new System.Net.Security.SslStream(inner, true); await tls.AuthenticateAsClientAsync(host);
            return tls; } }
        """,
        """
        public sealed class Line : IDisposable { private TcpClient? _tcp; public void Open(string host,
            int time) { _tcp = new TcpClient(); if (!_tcp.ConnectAsync(host, 80).Wait(time)) { _tcp.Dispose();
            _tcp = null; throw new TimeoutException(); } } public void Dispose() => _tcp?.Dispose(); }
        """,
        """
        public sealed class Line : IDisposable { private TcpClient? _tcp; public void Open(string host) {
            _tcp ??= new TcpClient(host, 80); } public void Drop() { Close(); _tcp = null; }
            private void Close() => _tcp?.Dispose(); public void Dispose() => Close(); }
        """,
        """
        public sealed class Line : IDisposable { private NetworkStream? _net; private Stream? _stream;
            public void Open(Socket socket) { _net = new NetworkStream(socket); _stream = _net; }
            private void Cleanup() { _net = null; } public void Dispose() { _stream?.Dispose(); Cleanup(); } }
        """,
        """
        public sealed class Line : IDisposable { private Socket? _socket;
            public async Task TurnAsync(string host) { var next = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await next.ConnectAsync(host, 80); Interlocked.Exchange(ref _socket, next)?.Dispose(); }
            public void Dispose() => _socket?.Dispose(); }
        """,
        """
        public sealed class F(Uri u) { public async Task Run(CancellationToken t) { while (true) {
            using var ws = new ClientWebSocket(); try { await ws.ConnectAsync(u, t); } catch (WebSocketException) {
            } } } }
        """,
        """
        public sealed class F(Uri u) { private ClientWebSocket? _ws;
            public async Task ReconnectAsync(CancellationToken t) { _ws?.Dispose(); _ws = new ClientWebSocket();
            await _ws.ConnectAsync(u, t); } public void Dispose() => _ws?.Dispose(); }
        """,
        """
        public sealed class F(Uri u) { private ClientWebSocket? _ws;
            public async Task ReconnectAsync(CancellationToken t) { var old = Interlocked.Exchange(ref _ws,
            new ClientWebSocket()); old?.Dispose(); await _ws!.ConnectAsync(u, t); }
            public void Dispose() => _ws?.Dispose(); }
        """,
        """
        public sealed class F { public async Task Serve(TcpListener l, CancellationToken t) { while (true) {
            var c = await l.AcceptTcpClientAsync(t); _ = Task.Run(() => Handle(c), t); } }
            private static async Task Handle(TcpClient c) { using (c) { await Task.Yield(); } } }
        """,
        """
        public sealed class F(Uri u) { public async Task Run(CancellationToken t) { while (true) {
            ClientWebSocket? ws = null; try { ws = new ClientWebSocket(); await ws.ConnectAsync(u, t); }
            catch (WebSocketException) { } finally { ws?.Dispose(); } } } }
        """,
        """
        public sealed class F { public async Task Serve(TcpListener l, CancellationToken t) { while (true) {
            var c = await l.AcceptTcpClientAsync(t); Handle(c); } } private static async void Handle(TcpClient c) {
            try { await Task.Yield(); } finally { c.Dispose(); } } }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public static class Make { public static async Task<Socket> OpenAsync(string host) {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp); await socket.ConnectAsync(host, 80);
            return socket; } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG3004", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG3004", code);
}
