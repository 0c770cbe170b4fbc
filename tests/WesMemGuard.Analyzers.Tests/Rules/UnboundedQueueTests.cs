using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class UnboundedQueueTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Outbox { private static readonly ConcurrentQueue<byte[]> Waiting = new();
            public static void Put(byte[] bytes) => Waiting.Enqueue(bytes);
            public static int Send() => Waiting.TryDequeue(out var bytes) ? bytes.Length : 0; }
        """,
        """
        public sealed class Sender : BackgroundService {
            private readonly ConcurrentQueue<string> _lines = new();
            public void Put(string line) => _lines.Enqueue(line);
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (true) {
            if (_lines.TryDequeue(out var line)) await Console.Out.WriteLineAsync(line); await Task.Delay(100,
            stoppingToken); } } }
        """,
        """
        public sealed class Lines { private readonly System.Threading.Tasks.Dataflow.ActionBlock<string> _print
            = new(Console.WriteLine, new() { BoundedCapacity =
            System.Threading.Tasks.Dataflow.DataflowBlockOptions.Unbounded });
            public bool On(string line) => System.Threading.Tasks.Dataflow.DataflowBlock.Post(_print, line); }
        """,
        """
        using System.IO.Pipelines;
        public sealed class Q { private readonly Pipe _p = new(new PipeOptions(pauseWriterThreshold: 0));
            public Task Feed(Stream s) => s.CopyToAsync(_p.Writer.AsStream()); }
        """,
        """
        public sealed class Q { private readonly BlockingCollection<Block> _q = new(new
            ConcurrentQueue<Block>()); public void OnBlock(Block b) => _q.Add(b); public void Run() {
            foreach (var b in _q.GetConsumingEnumerable()) Console.WriteLine(b); } }
        """,
        """
        using System.Threading.Tasks.Dataflow;
        public sealed class Q { private readonly ActionBlock<Block> _b = new(b => Task.Delay(1));
            public bool Publish(Block b) => _b.Post(b); }
        """,
        """
        using System.Threading.Tasks.Dataflow;
        public sealed class Q { private readonly BufferBlock<string> _b; public Q(INodeFeed f) {
            _b = new BufferBlock<string>(new DataflowBlockOptions { EnsureOrdered = true }); f.Closed += OnClosed;
            f.Closed -= OnClosed; } private void OnClosed() { } public void OnBlock(Block e) => _b.Post(e.Hash); }
        """,
        """
        using System.Reactive.Subjects;
        public sealed class Q { private readonly ReplaySubject<Block> _s = new();
            public void OnBlock(Block b) => _s.OnNext(b); public IObservable<Block> Blocks => _s; }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public static class PagePool { private static readonly ConcurrentQueue<byte[]> Pages = new();
            public static byte[] Rent() => Pages.TryDequeue(out var page) ? page : new byte[4096];
            public static void Return(byte[] page) => Pages.Enqueue(page); }
        """,
        """
        public sealed class Sender : BackgroundService {
            private readonly ConcurrentQueue<string> _lines = new();
            private readonly SemaphoreSlim _room = new(100); public async Task PutAsync(string line) {
            await _room.WaitAsync(); _lines.Enqueue(line); }
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (true) {
            if (_lines.TryDequeue(out var line)) _room.Release(); await Task.Delay(100, stoppingToken); } } }
        """,
        """
        public sealed class Sender : BackgroundService {
            private readonly ConcurrentQueue<string> _lines = new(); public bool Put(string line) {
            if (_lines.Count > 1000) return false; _lines.Enqueue(line); return true; }
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) { while (true) {
            if (_lines.TryDequeue(out var line)) await Console.Out.WriteLineAsync(line); await Task.Delay(100,
            stoppingToken); } } }
        """,
        """
        using System.IO.Pipelines;
        public sealed class Q { private readonly Pipe _p = new(new PipeOptions(pauseWriterThreshold: 65536));
            private readonly Pipe _d = new(); public Task Feed(Stream s) => s.CopyToAsync(_p.Writer.AsStream()); }
        """,
        """
        public sealed class Q { private readonly BlockingCollection<Block> _q = new(100);
            public void OnBlock(Block b) => _q.Add(b); public Block Next() => _q.Take(); }
        """,
        """
        using System.Threading.Tasks.Dataflow;
        public sealed class Q { private readonly ActionBlock<Block> _b = new(b => Task.Delay(1),
            new ExecutionDataflowBlockOptions { BoundedCapacity = 10 }); public bool Publish(Block b) => _b.Post(b);
            }
        """,
        """
        using System.Threading.Tasks.Dataflow;
        public static class Q { public static async Task Run(int[] items) {
            var b = new ActionBlock<int>(i => Task.Delay(i)); foreach (var i in items) b.Post(i); b.Complete();
            await b.Completion; } }
        """,
        """
        using System.Reactive.Subjects;
        public sealed class Q { private readonly ReplaySubject<Block> _s = new(1); public void OnBlock(Block b) => _s.OnNext(b); }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG2005", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [Test]
    public void A_plain_queue_between_two_members_is_a_suggestion() =>
        Snippet.ShouldSuggest("WMG2005",
            "public sealed class Jobs { private readonly ConcurrentQueue<Action> _jobs = new(); private readonly "
                + "SemaphoreSlim _there = new(0); public void Post(Action job) { _jobs.Enqueue(job); "
                    + "_there.Release(); } public async Task RunAsync(CancellationToken token) { while (true) { await "
                        + "_there.WaitAsync(token); if (_jobs.TryDequeue(out var job)) job(); } } }");

    [Test]
    public void A_plain_queue_that_is_counted_is_none() =>
        Snippet.Diagnose(
            "public sealed class Jobs { private readonly ConcurrentQueue<Action> _jobs = new(); public bool "
                + "Post(Action job) { if (_jobs.Count > 100) return false; _jobs.Enqueue(job); return true; } public "
                    + "void Run() { while (_jobs.TryDequeue(out var job)) job(); } }").ShouldBeEmpty();
}
