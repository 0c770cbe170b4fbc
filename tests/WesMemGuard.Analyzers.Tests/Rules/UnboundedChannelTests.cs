using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class UnboundedChannelTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Feed : BackgroundService
        {
            private readonly Channel<Block> _freezes = Channel.CreateUnbounded<Block>();
            public Feed(INodeFeed feed) => feed.BlockReceived += (_, block) => _freezes.Writer.TryWrite(block);
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
                await foreach (var b in _freezes.Reader.ReadAllAsync(stoppingToken)) Console.WriteLine(b.Hash); }
        }
        """,
        """
        public abstract class Pump { protected readonly Channel<string> Queue =
            Channel.CreateUnbounded<string>(); public async Task RunAsync(CancellationToken token) {
            await foreach (var one in Queue.Reader.ReadAllAsync(token)) await UseAsync(one); }
            protected abstract Task UseAsync(string one); public void Stop() => Queue.Writer.TryComplete(); }
        public sealed class Ticks : Pump { public void OnTick(string tick) => Queue.Writer.TryWrite(tick);
            protected override Task UseAsync(string one) => Task.CompletedTask; }
        """,
        """
        public sealed class Push(INodeFeed feed) { public async Task ToAsync(Func<Block, Task> client,
            CancellationToken token) { var blocks = Channel.CreateUnbounded<Block>(); void Take(object? sender,
            Block block) => blocks.Writer.TryWrite(block); feed.BlockReceived += Take; try {
            await foreach (var block in blocks.Reader.ReadAllAsync(token)) await client(block); } finally {
            feed.BlockReceived -= Take; blocks.Writer.TryComplete(); } } }
        """,
        """
        public sealed class Feed : BackgroundService
        {
            private readonly Channel<Block> _queue = Channel.CreateUnbounded<Block>(new UnboundedChannelOptions { SingleReader = true });
            public Feed(INodeFeed feed) => feed.BlockReceived += (_, block) => _queue.Writer.TryWrite(block);
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
                await foreach (var b in _queue.Reader.ReadAllAsync(stoppingToken)) Console.WriteLine(b.Hash); }
        }
        """,
        """
        public sealed class Pump(WebSocket socket)
        {
            private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>();
            public async Task RunAsync(CancellationToken token)
            {
                var buffer = new byte[1024];
                try { while (true) { var r = await socket.ReceiveAsync(new Memory<byte>(buffer), token);
                    await _frames.Writer.WriteAsync(buffer[..r.Count], token); } }
                finally { _frames.Writer.TryComplete(); }
            }
            public IAsyncEnumerable<byte[]> Frames(CancellationToken token) => _frames.Reader.ReadAllAsync(token);
        }
        """,
        """
        public sealed class Log
        {
            private static readonly Channel<string> Lines = Channel.CreateBounded<string>(int.MaxValue);
            public static void Write(string line) => Lines.Writer.TryWrite(line);
            public static void Stop() => Lines.Writer.TryComplete();
        }
        """,
        """
        public sealed class Streams(NodeClient client)
        {
            private Channel<Block> Blocks { get; } = Channel.CreateUnbounded<Block>();
            public async Task RunAsync(CancellationToken token)
            {
                using var call = client.Watch("all");
                try { while (await call.ResponseStream.MoveNext(token)) Blocks.Writer.TryWrite(call.ResponseStream.Current); }
                finally { Blocks.Writer.TryComplete(); }
            }
            public ValueTask<Block> NextAsync(CancellationToken token) => Blocks.Reader.ReadAsync(token);
        }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public static class Once { public static async Task<int> SumAsync(int[] items) {
            var c = Channel.CreateUnbounded<int>(); foreach (var i in items) c.Writer.TryWrite(i);
            c.Writer.Complete(); var s = 0; await foreach (var i in c.Reader.ReadAllAsync()) s += i; return s; } }
        """,
        """
        public sealed class Q { private readonly Channel<Block> _c = Channel.CreateUnbounded<Block>();
            public bool Put(Block b) { if (_c.Reader.Count > 100) return false; return _c.Writer.TryWrite(b); }
            public ValueTask<Block> Next() => _c.Reader.ReadAsync(); public void Stop() => _c.Writer.TryComplete();
            }
        """,
        """
        public sealed class Q { private readonly Channel<Block> _c = Channel.CreateBounded<Block>(10);
            public ValueTask Put(Block b) => _c.Writer.WriteAsync(b);
            public ValueTask<Block> Next() => _c.Reader.ReadAsync(); public void Stop() => _c.Writer.TryComplete();
            }
        """,
        """
        public sealed class Q { private readonly Channel<Block> _c = Channel.CreateUnbounded<Block>();
            private readonly SemaphoreSlim _gate = new(10); public async Task Put(Block b) {
            await _gate.WaitAsync(); _c.Writer.TryWrite(b); } public async Task<Block> Next() {
            var b = await _c.Reader.ReadAsync(); _gate.Release(); return b; }
            public void Stop() => _c.Writer.TryComplete(); }
        """,
        """
        public sealed class Wake { private readonly Channel<bool> _c = Channel.CreateUnbounded<bool>();
            public void Set(int n) => _c.Writer.TryWrite(true);
            public ValueTask<bool> Next() => _c.Reader.ReadAsync(); public void Stop() => _c.Writer.TryComplete(); }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class Bus
        {
            private readonly ChannelWriter<Block> _writer;
            private readonly ChannelReader<Block> _reader;
            public Bus() { var channel = Channel.CreateUnbounded<Block>(); _writer = channel.Writer; _reader = channel.Reader; }
            public bool Publish(Block block) => _writer.TryWrite(block);
            public async Task DrainAsync() { while (await _reader.WaitToReadAsync()) while (_reader.TryRead(out _)) { } }
            public void Stop() => _writer.Complete();
        }
        """,
        """
        public sealed class Pool { private readonly Channel<Block> _idle = Channel.CreateUnbounded<Block>();
            public ValueTask<Block> Rent() => _idle.Reader.ReadAsync();
            public void Return(Block block) => _idle.Writer.TryWrite(block);
            public void Stop() => _idle.Writer.TryComplete(); }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG2001", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG2001", code);
}
