using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class TokenSourceTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class C { public async Task Run(Func<CancellationToken, Task> f) {
            var cts = new CancellationTokenSource(TimeSpan.FromSeconds(5)); await f(cts.Token); } }
        """,
        """
        public sealed class C { public async Task Run(Func<CancellationToken, Task> f, CancellationToken t) {
            var cts = CancellationTokenSource.CreateLinkedTokenSource(t); await f(cts.Token); cts.Dispose(); } }
        """,
        """
        public sealed class C { public Task Run(Func<CancellationToken, Task> f,
            CancellationToken t) => f(CancellationTokenSource.CreateLinkedTokenSource(t).Token); }
        """,
        """
        public sealed class C { private readonly CancellationTokenSource _cts; public C(CancellationToken t) {
            _cts = CancellationTokenSource.CreateLinkedTokenSource(t); } public void Stop() => _cts.Cancel(); }
        """,
        """
        public sealed class C { public async Task<int> Run(Func<CancellationToken, Task<int>> f) {
            var cts = new CancellationTokenSource(); cts.CancelAfter(100); return await f(cts.Token); } }
        """,
        """
        public sealed class C { public async Task Run(Func<CancellationToken, Task> f, CancellationToken t) {
            while (!t.IsCancellationRequested) { var cts = CancellationTokenSource.CreateLinkedTokenSource(t); try {
            await f(cts.Token); } catch (OperationCanceledException) { continue; } cts.Dispose(); } } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class C { public async Task Run(Func<CancellationToken, Task> f) {
            using var cts = new CancellationTokenSource(5); await f(cts.Token); } }
        """,
        """
        public sealed class C { public async Task Run(Func<CancellationToken, Task> f) {
            var cts = new CancellationTokenSource(); await f(cts.Token); cts.Cancel(); } }
        """,
        """
        public sealed class C { public CancellationTokenSource Make(CancellationToken t) {
            var c = CancellationTokenSource.CreateLinkedTokenSource(t); return c; } }
        """,
        """
        public sealed class C { private CancellationTokenSource? _cts;
            public void Restart(CancellationToken t) { _cts?.Dispose();
            _cts = CancellationTokenSource.CreateLinkedTokenSource(t); } public void Dispose() => _cts?.Dispose(); }
        """,
        """
        public sealed class C { public async Task Run(Func<CancellationToken, Task> f, CancellationToken t) {
            var cts = CancellationTokenSource.CreateLinkedTokenSource(t); try { await f(cts.Token); } finally {
            cts.Dispose(); } } }
        """,
        """
        public sealed class C { public Task Run(Func<CancellationToken, Task> f, CancellationToken t) {
            var cts = CancellationTokenSource.CreateLinkedTokenSource(t);
            return f(cts.Token).ContinueWith(_ => cts.Dispose(), TaskScheduler.Default); } }
        """,
        """
        public sealed class C { public async Task Run(Func<CancellationToken, Task> f, CancellationToken t,
            bool limit) { using var cts = limit ? CancellationTokenSource.CreateLinkedTokenSource(t) : null;
            await f(cts?.Token ?? t); } }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class C { private CancellationTokenSource? _cts;
            public void Restart(CancellationToken t) { _cts = CancellationTokenSource.CreateLinkedTokenSource(t); }
            public void Dispose() => _cts?.Dispose(); }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG4005", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG4005", code);
}
