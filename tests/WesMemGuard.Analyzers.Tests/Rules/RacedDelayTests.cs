using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class RacedDelayTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Link { private readonly TaskCompletionSource _closed = new();
            public void Handle(Stream s) { _closed.Task.ContinueWith(_ => s.Dispose()); } }
        """,
        """
        public sealed class C { public async Task<bool> Wait(Task t, TimeSpan time) => await Task.WhenAny(t, Task.Delay(time)) == t; }
        """,
        """
        public sealed class C { public async Task Wait(Task t) { var delay = Task.Delay(60_000);
            var first = await Task.WhenAny(t, delay).ConfigureAwait(false);
            if (first == delay) throw new TimeoutException(); } }
        """,
        """
        public sealed class C { private readonly CancellationToken _life = default;
            public async Task Run(Func<Task> f) { while (true) { await Task.WhenAny(f(),
            Task.Delay(Timeout.Infinite, _life)); } } }
        """,
        """
        public sealed class C { private readonly TaskCompletionSource _stop = new(); public async Task Run() {
            while (true) { _ = _stop.Task.ContinueWith(_ => Console.WriteLine()); await Task.Delay(5); } } }
        """,
        """
        public sealed class C { private int n; public void Start() { var t = new System.Timers.Timer(1000);
            t.Elapsed += (s, e) => n++; t.Start(); } }
        """,
        """
        public sealed class C { public async Task<int> Wait(Task<int> t, int ms) { Task[] both = [t,
            Task.Delay(ms)]; await Task.WhenAny(t, Task.Delay(ms), Task.CompletedTask); return both.Length; } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class D { public async Task<bool> WithinAsync(Task work, CancellationToken token) {
            using var end = new CancellationTokenSource(); using var both =
            CancellationTokenSource.CreateLinkedTokenSource(token, end.Token); var first = await Task.WhenAny(work,
            Task.Delay(TimeSpan.FromMinutes(9), both.Token)); end.Cancel(); return first == work; } }
        """,
        """
        public sealed class Link { private readonly TaskCompletionSource _closed = new();
            public Link(Stream s) => _ = _closed.Task.ContinueWith(_ => s.Dispose());
            public Task Then(Action a) => _closed.Task.ContinueWith(_ => a()); public void Go(Task work, Stream s) {
            work.ContinueWith(_ => s.Dispose()); } }
        """,
        """
        public sealed class C { public async Task Wait(Task t) { using var cts = new CancellationTokenSource();
            var d = Task.Delay(60_000, cts.Token); await Task.WhenAny(t, d); cts.Cancel(); } }
        """,
        """
        public sealed class C { public Task Wait(Task t, TimeSpan time) => t.WaitAsync(time); }
        """,
        """
        public sealed class C { public async Task Wait(Task t, Task endless) { await Task.WhenAny(t, endless); } }
        """,
        """
        public sealed class C { public async Task Run(CancellationToken t) {
            while (!t.IsCancellationRequested) await Task.Delay(60_000, t); } }
        """,
        """
        public sealed class C { public async Task Run(CancellationToken t) { await Task.Delay(Timeout.Infinite, t); } }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class C { public async Task<bool> Wait(Task t) => await Task.WhenAny(t, Task.Delay(500)) == t; }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG4006", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG4006", code);
}
