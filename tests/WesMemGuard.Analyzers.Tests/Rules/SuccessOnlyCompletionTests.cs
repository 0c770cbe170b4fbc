using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class SuccessOnlyCompletionTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Box(ClientWebSocket socket, Channel<byte[]> parts) {
            public async Task PumpAsync(CancellationToken token) { var buffer = new byte[64];
            while (socket.State == WebSocketState.Open) { var part = await socket.ReceiveAsync(buffer, token);
            if (part.MessageType == WebSocketMessageType.Close) { parts.Writer.Complete(); return; }
            await parts.Writer.WriteAsync(buffer[..part.Count], token); } } }
        """,
        """
        public sealed class P { private readonly Channel<Block> _c = Channel.CreateBounded<Block>(4);
            public async Task FillAsync(NodeClient client, CancellationToken t) {
            using var call = client.Watch("x"); while (await call.ResponseStream.MoveNext(t)) await
            _c.Writer.WriteAsync(call.ResponseStream.Current, t); _c.Writer.Complete(); }
            public IAsyncEnumerable<Block> All() => _c.Reader.ReadAllAsync(); }
        """,
        """
        public static class P { public static ChannelReader<int> Count(Func<int, Task<int>> f) {
            var c = Channel.CreateBounded<int>(4); _ = Task.Run(async () => { for (var i = 0; i < 10;
            i++) await c.Writer.WriteAsync(await f(i)); c.Writer.Complete(); }); return c.Reader; } }
        """,
        """
        public static class P { public static async Task Copy(ChannelWriter<string> w, StreamReader r) {
            string? line; while ((line = await r.ReadLineAsync()) is not null) { if (line.Length == 0) return;
            await w.WriteAsync(line); } w.TryComplete(); } }
        """,
        """
        public static class P { public static async Task Copy(ChannelWriter<string> w, StreamReader r) { try {
            string? line; while ((line = await r.ReadLineAsync()) is not null) await w.WriteAsync(line);
            w.TryComplete(); } catch (IOException) { throw; } } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public static class Fan { public static void Split(ChannelReader<string> source,
            Channel<string>[] outputs) { _ = Task.Run(async () => { Exception? error = null; try { var i = 0;
            await foreach (var item in source.ReadAllAsync()) await outputs[i++ %
            outputs.Length].Writer.WriteAsync(item); } catch (Exception e) { error = e; }
            foreach (var output in outputs) output.Writer.TryComplete(error); }); } }
        """,
        """
        public static class P { public static async Task Copy(ChannelWriter<string> w, StreamReader r) { try {
            string? line; while ((line = await r.ReadLineAsync()) is not null) await w.WriteAsync(line); } finally {
            w.TryComplete(); } } }
        """,
        """
        public static class P { public static async Task Copy(ChannelWriter<string> w, StreamReader r) { try {
            string? line; while ((line = await r.ReadLineAsync()) is not null) await w.WriteAsync(line);
            w.Complete(); } catch (Exception e) { w.TryComplete(e); throw; } } }
        """,
        """
        public static class P { public static async Task Copy(ChannelWriter<string> w, StreamReader r) {
            Exception? error = null; try { await w.WriteAsync("a"); } catch (Exception e) { error = e; }
            w.TryComplete(error); } }
        """,
        """
        public sealed class P { private readonly Channel<int> _c = Channel.CreateBounded<int>(4);
            public void Stop() => _c.Writer.Complete(); public ValueTask Put(int i) => _c.Writer.WriteAsync(i); }
        """,
        """
        public sealed class P { public async Task Run(ChannelWriter<int> w) { try { await Fill(w); } finally {
            w.TryComplete(); } } private static async Task Fill(ChannelWriter<int> w) { await w.WriteAsync(1);
            w.TryComplete(); } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG2003", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
