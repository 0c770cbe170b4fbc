using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class ReconnectSocketTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Line : IDisposable { private Socket? _socket; public async Task TurnAsync(string host) { var next = new Socket(SocketType.Stream, ProtocolType.Tcp); await next.ConnectAsync(host, 80); Interlocked.Exchange(ref _socket, next); } public void Dispose() => _socket?.Dispose(); }
        """,
        """
        public sealed class Door(Func<Socket, bool> known, Func<Socket, Task> serve) { public async Task RunAsync(Socket listener) { while (true) { var peer = await listener.AcceptAsync(); if (!known.Invoke(peer.Connected ? null! : null!)) continue; await serve(peer); peer.Dispose(); } } }
        """,
        """
        public sealed class F(Uri u) { private ClientWebSocket _ws = new(); public async Task ReconnectAsync(CancellationToken t) { _ws = new ClientWebSocket(); await _ws.ConnectAsync(u, t); } public void Dispose() => _ws.Dispose(); }
        """,
        """
        public sealed class F { public async Task Run(string h, CancellationToken t) { while (!t.IsCancellationRequested) { var c = new TcpClient(); try { await c.ConnectAsync(h, 80, t); await c.GetStream().WriteAsync(new byte[1], t); c.Close(); } catch (SocketException) { await Task.Delay(1000, t); } } } }
        """,
        """
        public sealed class F { public async Task Serve(TcpListener l, CancellationToken t) { while (true) { var c = await l.AcceptTcpClientAsync(t); var s = c.GetStream(); await s.WriteAsync(new byte[1], t); } } }
        """,
        """
        public sealed class F(Uri u) { private ClientWebSocket? socket; public async Task Run(CancellationToken t) { while (true) { try { await Open(t); await socket!.ReceiveAsync(new byte[5], t); } catch (WebSocketException) { } } } private async Task Open(CancellationToken t) { socket = new(); await socket.ConnectAsync(u, t); } public void Dispose() => socket?.Dispose(); }
        """,
        """
        public sealed class F(Uri u) { public async Task Run(CancellationToken t) { ClientWebSocket ws; do { ws = new ClientWebSocket(); try { await ws.ConnectAsync(u, t); break; } catch (Exception) { await Task.Delay(5, t); } } while (true); ws.Dispose(); } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Line : IDisposable { private Socket? _socket; public async Task TurnAsync(string host) { var next = new Socket(SocketType.Stream, ProtocolType.Tcp); await next.ConnectAsync(host, 80); Interlocked.Exchange(ref _socket, next)?.Dispose(); } public void Dispose() => _socket?.Dispose(); }
        """,
        """
        public sealed class F(Uri u) { public async Task Run(CancellationToken t) { while (true) { using var ws = new ClientWebSocket(); try { await ws.ConnectAsync(u, t); } catch (WebSocketException) { } } } }
        """,
        """
        public sealed class F(Uri u) { private ClientWebSocket? _ws; public async Task ReconnectAsync(CancellationToken t) { _ws?.Dispose(); _ws = new ClientWebSocket(); await _ws.ConnectAsync(u, t); } public void Dispose() => _ws?.Dispose(); }
        """,
        """
        public sealed class F(Uri u) { private ClientWebSocket? _ws; public async Task ReconnectAsync(CancellationToken t) { var old = Interlocked.Exchange(ref _ws, new ClientWebSocket()); old?.Dispose(); await _ws!.ConnectAsync(u, t); } public void Dispose() => _ws?.Dispose(); }
        """,
        """
        public sealed class F { public async Task Serve(TcpListener l, CancellationToken t) { while (true) { var c = await l.AcceptTcpClientAsync(t); _ = Task.Run(() => Handle(c), t); } } private static async Task Handle(TcpClient c) { using (c) { await Task.Yield(); } } }
        """,
        """
        public sealed class F(Uri u) { public async Task Run(CancellationToken t) { while (true) { ClientWebSocket? ws = null; try { ws = new ClientWebSocket(); await ws.ConnectAsync(u, t); } catch (WebSocketException) { } finally { ws?.Dispose(); } } } }
        """,
        """
        public sealed class F { public async Task Serve(TcpListener l, CancellationToken t) { while (true) { var c = await l.AcceptTcpClientAsync(t); Handle(c); } } private static async void Handle(TcpClient c) { try { await Task.Yield(); } finally { c.Dispose(); } } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG3004", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
