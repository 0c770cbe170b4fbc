using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class FragmentGrowthTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class R(WebSocket socket) { public async Task<string> ReadAsync(CancellationToken token) {
            var part = new byte[99]; var text = ""; while (true) {
            var got = await socket.ReceiveAsync(new ArraySegment<byte>(part), token);
            text += Encoding.UTF8.GetString(part, 0, got.Count); if (got.EndOfMessage) return text; } } }
        """,
        """
        public sealed class R(WebSocket socket) { public async Task<byte[]> ReadAsync(CancellationToken token) {
            var part = new byte[99]; byte[] all = []; WebSocketReceiveResult got; do {
            got = await socket.ReceiveAsync(new ArraySegment<byte>(part), token);
            all = all.Concat(part.Take(got.Count)).ToArray(); } while (!got.EndOfMessage); return all; } }
        """,
        """
        public sealed class Frames(WebSocket socket) { public async Task<ReadOnlyMemory<byte>>
            NextAsync(CancellationToken token) { var whole = new System.Buffers.ArrayBufferWriter<byte>();
            while (true) { var part = await socket.ReceiveAsync(whole.GetMemory(1024), token);
            whole.Advance(part.Count); if (part.EndOfMessage) return whole.WrittenMemory; } } }
        """,
        """
        public sealed class R(ClientWebSocket s) { public async Task<string> Read(CancellationToken t) {
            var b = new byte[100]; var text = new StringBuilder(); ValueWebSocketReceiveResult r; do {
            r = await s.ReceiveAsync(b.AsMemory(), t); text.Append(Encoding.UTF8.GetString(b, 0, r.Count)); }
            while (!r.EndOfMessage); return text.ToString(); } }
        """,
        """
        public sealed class R(WebSocket s) { public async Task<byte[]> Read(CancellationToken t) {
            var b = new byte[100]; List<byte> all = []; while (true) { var r = await s.ReceiveAsync(b.AsMemory(),
            t); all.AddRange(b[..r.Count]); if (r.EndOfMessage) break; } return all.ToArray(); } }
        """,
        """
        public sealed class R(WebSocket s) { private readonly MemoryStream _m = new();
            public async Task Run(Action<byte[]> done, CancellationToken t) { var b = new byte[100];
            while (s.State == WebSocketState.Open) { var r = await s.ReceiveAsync(new ArraySegment<byte>(b), t);
            await _m.WriteAsync(b.AsMemory(0, r.Count), t); if (r.EndOfMessage) { done(_m.ToArray());
            _m.SetLength(0); } } } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class R(WebSocket socket) { public async Task<string> ReadAsync(CancellationToken token) {
            var part = new byte[99]; var text = ""; while (true) {
            var got = await socket.ReceiveAsync(new ArraySegment<byte>(part), token);
            text += Encoding.UTF8.GetString(part, 0, got.Count);
            if (text.Length > 1000) throw new InvalidDataException(); if (got.EndOfMessage) return text; } } }
        """,
        """
        public sealed class Frames(WebSocket socket) { public async Task<ReadOnlyMemory<byte>>
            NextAsync(CancellationToken token) { var whole = new System.Buffers.ArrayBufferWriter<byte>();
            while (true) { var part = await socket.ReceiveAsync(whole.GetMemory(1024), token);
            whole.Advance(part.Count); if (whole.WrittenCount > 1 << 20) throw new InvalidDataException();
            if (part.EndOfMessage) return whole.WrittenMemory; } } }
        """,
        """
        public sealed class R(WebSocket s) { public async Task<byte[]> Read(CancellationToken t) {
            var b = new byte[100]; using var m = new MemoryStream(); var total = 0; while (true) {
            var r = await s.ReceiveAsync(b.AsMemory(), t); total += r.Count;
            if (total > 1000) throw new InvalidDataException(); m.Write(b, 0, r.Count); if (r.EndOfMessage) break; }
            return m.ToArray(); } }
        """,
        """
        public sealed class R(Stream s) { public async Task<byte[]> Read(CancellationToken t) {
            var b = new byte[100]; using var m = new MemoryStream(); int n; while ((n = await s.ReadAsync(b,
            t)) > 0) m.Write(b, 0, n); return m.ToArray(); } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG3005", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
