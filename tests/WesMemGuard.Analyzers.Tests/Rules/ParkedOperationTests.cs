using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class ParkedOperationTests
{
    private static readonly string[] Good =
    [
        """
        public sealed class R(ChannelReader<int> r) { public async Task<int> Next(CancellationToken t) => await r.ReadAsync(t); }
        """,
        """
        public sealed class R(ChannelReader<int> r) { public async Task<int> Next(Task o, CancellationToken t) {
            using var cts = CancellationTokenSource.CreateLinkedTokenSource(t);
            var read = r.ReadAsync(cts.Token).AsTask(); await Task.WhenAny(read, o); cts.Cancel(); return 0; } }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class R(ClientWebSocket s, CancellationToken life) {
            private readonly CancellationToken _life = life; public async Task Race(Task stop, byte[] b) {
            await Task.WhenAny(s.ReceiveAsync(b, _life), stop); } }
        """,
        """
        public sealed class R(ChannelWriter<int> w) { public void Put(int i, CancellationToken t) { _ = w.WriteAsync(i, t); } }
        """,
    ];

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG2004", code);

    [TestCase("public sealed class Relay(ChannelWriter<int> to, IAsyncEnumerable<int> from) : BackgroundService { "
        + "protected override async Task ExecuteAsync(CancellationToken stoppingToken) { await foreach (var item in "
            + "from.WithCancellation(stoppingToken)) _ = to.WriteAsync(item, stoppingToken).AsTask(); } }")]
    [TestCase("public sealed class Peek(ChannelReader<int> from) { private readonly CancellationTokenSource _life = "
        + "new(); public async Task<bool> AnyAsync() { var read = from.WaitToReadAsync(_life.Token).AsTask(); return "
            + "await Task.WhenAny(read, Task.Delay(5)) == read; } public void Dispose() { _life.Cancel(); _life.Dispose(); } }")]
    public void Dropped_or_out_of_time_on_a_lifetime_token_is_a_warning(string code) =>
        Snippet.ShouldWarn("WMG2004", code);
}
