using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class RepeatedSubscriptionTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class V(INodeFeed f) { private int n; public async Task Run(CancellationToken t) {
            while (!t.IsCancellationRequested) { f.Closed += Bump; await Task.Delay(1000, t); } }
            void Bump() => n++; public void Dispose() => f.Closed -= Bump; }
        """,
        """
        public sealed class V { private readonly INodeFeed _f; private int n; public V(INodeFeed f) => _f = f;
            public async Task Run() { while (true) { try { await Connect(); } catch { await Task.Delay(5); } } }
            private async Task Connect() { await Task.Yield(); _f.BlockReceived += OnBlock; }
            private void OnBlock(object? s, Block b) => n++; public void Dispose() { _f.BlockReceived -= OnBlock; }
            }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Fan(IEnumerable<Action> handlers) { public event Action? Lost;
            public void Consume() { foreach (var handler in handlers) Lost += handler; }
            public void Raise() => Lost?.Invoke(); }
        """,
        """
        public sealed class V(INodeFeed f) { private int n; public void Reconnect() { f.Closed -= Bump;
            f.Closed += Bump; } void Bump() => n++; public void Dispose() => f.Closed -= Bump; }
        """,
        """
        public sealed class V { private int n; public void Watch(IEnumerable<System.Timers.Timer> all) {
            foreach (var t in all) t.Elapsed += (s, e) => n++; } }
        """,
        """
        public sealed class V { private System.Timers.Timer? _t; private int n; public void Restart() {
            _t?.Dispose(); _t = new System.Timers.Timer(5); _t.Elapsed += (s, e) => n++; }
            public void Dispose() => _t?.Dispose(); }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class V(INodeFeed f) { private int n; public void OnReconnected() { f.Closed += Bump; }
            void Bump() => n++; public void Dispose() => f.Closed -= Bump; }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG4003", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG4003", code);
}
