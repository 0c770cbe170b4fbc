using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class OpenChannelTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Progress(IHostApplicationLifetime host) {
            public ChannelWriter<int> Track(Action<int> show) { var steps = Channel.CreateBounded<int>(4);
            _ = Task.Run(async () => { await foreach (var step in
            steps.Reader.ReadAllAsync(host.ApplicationStopping)) show(step); }); return steps.Writer; } }
        """,
        """
        public sealed class Posts : IHostedService { private readonly Channel<string> _posts =
            Channel.CreateBounded<string>(9); private Task? _loop;
            public ValueTask SendAsync(string post) => _posts.Writer.WriteAsync(post);
            public Task StartAsync(CancellationToken token) { _loop = Task.Run(LoopAsync, CancellationToken.None);
            return Task.CompletedTask; } private async Task LoopAsync() {
            while (await _posts.Reader.WaitToReadAsync()) while (_posts.Reader.TryRead(out var post))
            Console.WriteLine(post); } public Task StopAsync(CancellationToken token) => Task.CompletedTask; }
        """,
        """
        public sealed class Connection
        {
            private readonly Channel<byte[]> _out = Channel.CreateBounded<byte[]>(16);
            private readonly CancellationTokenSource _life = new();
            public void Start() => _ = Task.Run(async () => {
                await foreach (var b in _out.Reader.ReadAllAsync(_life.Token)) Console.WriteLine(b.Length); });
            public bool Send(byte[] b) => _out.Writer.TryWrite(b);
        }
        """,
        """
        public class Worker
        {
            private readonly Channel<string> jobs;
            private Task? _loop;
            public Worker() { jobs = Channel.CreateBounded<string>(new BoundedChannelOptions(4)); }
            public void Open(CancellationToken token) { _loop = LoopAsync(token); }
            public ValueTask Add(string job) => jobs.Writer.WriteAsync(job);
            private async Task LoopAsync(CancellationToken token) {
                while (await jobs.Reader.WaitToReadAsync(token)) while (jobs.Reader.TryRead(out var j))
                Console.WriteLine(j); }
        }
        """,
        """
        public static class Fan
        {
            public static async Task RunAsync(IEnumerable<string> items, CancellationToken token)
            {
                var channel = Channel.CreateBounded<string>(8);
                var reader = Task.Run(async () => { await foreach (var i in channel.Reader.ReadAllAsync(token))
                    Console.WriteLine(i); }, token);
                foreach (var item in items) await channel.Writer.WriteAsync(item, token);
            }
        }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Own : IDisposable { private readonly Channel<int> _steps =
            Channel.CreateBounded<int>(4); private readonly CancellationTokenSource _end = new();
            public Own() => _ = Task.Run(async () => { await foreach (var step in
            _steps.Reader.ReadAllAsync(_end.Token)) Console.WriteLine(step); });
            public bool Add(int step) => _steps.Writer.TryWrite(step); public void Dispose() { _end.Cancel();
            _end.Dispose(); } }
        """,
        """
        public sealed class Q { private readonly Channel<int> _c = Channel.CreateBounded<int>(1);
            public async Task Run(CancellationToken t) { await foreach (var i in _c.Reader.ReadAllAsync(t))
            Console.WriteLine(i); } public void Dispose() => _c.Writer.TryComplete();
            public bool Add(int i) => _c.Writer.TryWrite(i); }
        """,
        """
        public sealed class Q : BackgroundService { private readonly Channel<string> _c =
            Channel.CreateBounded<string>(10); public ValueTask Add(string s) => _c.Writer.WriteAsync(s);
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
            await foreach (var s in _c.Reader.ReadAllAsync(stoppingToken)) Console.WriteLine(s); } }
        """,
        """
        public sealed class Q { private readonly Channel<int> _c = Channel.CreateBounded<int>(1);
            public ChannelWriter<int> Writer => _c.Writer; public async Task Run(CancellationToken t) {
            await foreach (var i in _c.Reader.ReadAllAsync(t)) Console.WriteLine(i); } }
        """,
        """
        public sealed class Q { private readonly Channel<int> _c = Channel.CreateBounded<int>(1);
            public async Task Run(CancellationToken t) { await foreach (var i in _c.Reader.ReadAllAsync(t))
            Console.WriteLine(i); } public void Stop() => Finish(_c.Writer);
            private static void Finish(ChannelWriter<int> writer) => writer.TryComplete();
            public bool Add(int i) => _c.Writer.TryWrite(i); }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class Q { private readonly Channel<int> _c = Channel.CreateBounded<int>(1);
            public async Task Run() { await foreach (var i in _c.Reader.ReadAllAsync()) Console.WriteLine(i); }
            public bool Add(int i) => _c.Writer.TryWrite(i); }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG2002", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG2002", code);
}
