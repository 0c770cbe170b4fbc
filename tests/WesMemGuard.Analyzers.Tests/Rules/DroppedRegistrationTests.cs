using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class DroppedRegistrationTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class R { private readonly CancellationTokenSource _life = new(); public Task<int> Ask() {
            var t = new TaskCompletionSource<int>(); _life.Token.Register(() => t.TrySetCanceled()); return t.Task;
            } }
        """,
        """
        public sealed class R { public Task Ask(CancellationToken token) { var t = new TaskCompletionSource();
            _ = token.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetCanceled(), t); return t.Task; } }
        """,
        """
        public sealed class R { public async Task Ask(CancellationToken token) {
            var t = new TaskCompletionSource(); var reg = token.Register(() => t.TrySetCanceled()); await t.Task; }
            }
        """,
        """
        using Microsoft.Extensions.Options;
        public sealed class R { private string _v = ""; public R(IOptionsMonitor<string> m) { m.OnChange(v => _v = v); } }
        """,
        """
        using Microsoft.Extensions.Options;
        public sealed class R : IDisposable { private readonly IDisposable? _reg; private string _v = "";
            public R(IOptionsMonitor<string> m) { _reg = m.OnChange((v, n) => _v = v); } public void Dispose() {
            _v = ""; } }
        """,
        """
        public sealed class R { private int n; public R(IObservable<Block> blocks) { blocks.Subscribe(b => n++); } }
        """,
        """
        using Microsoft.Extensions.Primitives;
        public sealed class R { private int n; public R(Watcher source) { ChangeToken.OnChange(() => source.Watch(), () => n++); } }
        public interface Watcher { IChangeToken Watch(); }
        """,
        """
        public sealed class R(IHostApplicationLifetime life) { private int n; public void Ask() {
            life.ApplicationStopping.Register(() => n++); } }
        """,
        """
        public static class R { public static void Announce(Peer peer) {
            peer.Life.ApplicationStopping.Register(() => Console.WriteLine("bye")); } }
        public interface Peer { IHostApplicationLifetime Life { get; } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class R { public async Task Ask(CancellationToken token) {
            var t = new TaskCompletionSource(); using var reg = token.Register(() => t.TrySetCanceled());
            await t.Task; } }
        """,
        """
        public sealed class R { public async Task Ask() { using var cts = new CancellationTokenSource(100);
            cts.Token.Register(() => Console.WriteLine()); await Task.Yield(); } }
        """,
        """
        using Microsoft.Extensions.Options;
        public sealed class R : IDisposable { private readonly IDisposable? _reg; private string _v = "";
            public R(IOptionsMonitor<string> m) { _reg = m.OnChange((v, n) => _v = v); }
            public void Dispose() => _reg?.Dispose(); }
        """,
        """
        using Microsoft.Extensions.Options;
        public sealed class R : BackgroundService { private string _v = "";
            public R(IOptionsMonitor<string> m) { m.OnChange(v => _v = v); }
            protected override Task ExecuteAsync(CancellationToken stoppingToken) {
            stoppingToken.Register(() => _v = ""); return Task.CompletedTask; } }
        """,
        """
        public sealed class R { private readonly System.Reactive.Subjects.Subject<int> _s = new();
            private int n; public R() { _s.Subscribe(b => n++); } }
        """,
        """
        public sealed class R { public Task Ask(CancellationToken token) { var t = new TaskCompletionSource();
            var reg = token.Register(() => t.TrySetCanceled()); t.Task.ContinueWith(_ => reg.Dispose(),
            TaskScheduler.Default); return t.Task; } }
        """,
        """
        public sealed class R(AppLifetime life) { private int n; public void Ask() { life.ApplicationStarted.Register(() => n++); } }
        public interface AppLifetime { CancellationToken ApplicationStarted { get; } }
        """,
        """
        using Microsoft.Extensions.DependencyInjection; using Microsoft.Extensions.Primitives;
        public sealed class Path { public string Text { get; set; } = ""; }
        public static class R { public static void Watch(IServiceCollection services) => services.AddSingleton(provider => {
            var path = new Path(); var reload = provider.GetRequiredService<Func<IChangeToken>>();
            _ = ChangeToken.OnChange(reload, () => path.Text = "new"); return path; }); }
        """,
        """
        public static class R { public static void Announce(IHost host) {
            host.Life.ApplicationStopping.Register(() => Console.WriteLine("bye")); } }
        public interface IHost { IHostApplicationLifetime Life { get; } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG4004", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
