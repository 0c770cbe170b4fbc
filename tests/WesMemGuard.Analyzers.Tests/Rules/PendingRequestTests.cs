using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class PendingRequestTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Transfer(Func<Guid, Task> open) { private readonly ConcurrentDictionary<Guid,
            Channel<string>> _in = new(); public async Task TakeAsync(CancellationToken token) {
            var id = Guid.NewGuid(); var parts = Channel.CreateBounded<string>(8); _in.TryAdd(id, parts); try {
            await open(id); } catch (InvalidOperationException) { _in.TryRemove(id, out _); throw; }
            await foreach (var part in parts.Reader.ReadAllAsync(token)) await Console.Out.WriteLineAsync(part); }
            public void Put(Guid id, string part) { if (_in.TryGetValue(id,
            out var parts)) parts.Writer.TryWrite(part); } public void End(Guid id) { if (_in.TryGetValue(id,
            out var parts)) parts.Writer.TryComplete(); } }
        """,
        """
        public sealed class Peer(Stream stream) { private sealed class Waiting { public Action<byte[]>? Done; }
            private readonly ConcurrentDictionary<uint, Waiting> _waiting = new(); private uint _next;
            public async Task<byte[]> AskAsync(byte[] body) { var id = Interlocked.Increment(ref _next);
            var got = new TaskCompletionSource<byte[]>(); _waiting.TryAdd(id, new Waiting {
            Done = answer => got.TrySetResult(answer) }); await stream.WriteAsync(body); return await got.Task; }
            public void On(uint id, byte[] body) { if (_waiting.TryRemove(id,
            out var waiting)) waiting.Done?.Invoke(body); } }
        """,
        """
        internal sealed class Inflight { public TaskCompletionSource<byte[]> Completion { get; } = new(); }
        public sealed class Mux(Stream stream) { private readonly ConcurrentDictionary<Guid,
            Inflight> _inflight = new(); public async Task<byte[]> AskAsync(byte[] body, TimeSpan time) {
            var id = Guid.NewGuid(); var call = new Inflight(); _inflight[id] = call; await stream.WriteAsync(body);
            return await call.Completion.Task.WaitAsync(time); } public void On(Guid id, byte[] body) {
            if (_inflight.TryRemove(id, out var call)) call.Completion.TrySetResult(body); } }
        """,
        """
        public sealed class Asker(UdpClient udp) { private readonly Dictionary<ushort,
            TaskCompletionSource<string>> _asked = new(); private ushort _id;
            public async Task<string> AskAsync(byte[] text) { var done = new TaskCompletionSource<string>();
            ushort id; lock (_asked) { id = ++_id; _asked[id] = done; } await udp.SendAsync(text, text.Length);
            try { return await done.Task.WaitAsync(TimeSpan.FromSeconds(4)); } catch (TimeoutException) {
            lock (_asked) _asked.Remove(id); return ""; } } public void On(ushort id, string text) {
            lock (_asked) if (_asked.Remove(id, out var done)) done.SetResult(text); } }
        """,
        """
        public sealed class Desk(Func<string, Task> send) { private static readonly ConcurrentDictionary<string,
            ConcurrentDictionary<string, TaskCompletionSource<string>>> All = new();
            public async Task<string> AskAsync(string line, string id) { var mine = All.GetOrAdd(line, _ => new());
            var source = new TaskCompletionSource<string>(); mine.TryAdd(id, source); await send(id);
            var answer = await source.Task; mine.TryRemove(id, out _); return answer; }
            public static void Close(string line) => All.TryRemove(line, out _); }
        """,
        """
        public sealed class Rpc { private readonly Dictionary<long, Action<string>> _map = new();
            private readonly Func<string, Task> _send; public Rpc(Func<string, Task> send) => _send = send;
            public async Task<string> AskAsync(long id, string text) {
            var source = new TaskCompletionSource<string>(); Action<string> answer = a => { _map.Remove(id);
            source.TrySetResult(a); }; _map.Add(id, answer); await _send(text); return await source.Task; }
            public void On(long id, string a) { if (_map.TryGetValue(id, out var answer)) answer(a); } }
        """,
        """
        public sealed class Uploads(HttpClient http) { private readonly Dictionary<Guid,
            byte[]> _running = new(); public async Task SendAsync(Guid id, byte[] body) { _running.Add(id, body);
            await http.PostAsync("/x", new ByteArrayContent(body)); _running.Remove(id); } }
        """,
        """
        public sealed class Desk(Func<long, Task> send) { private readonly ConcurrentDictionary<long,
            TaskCompletionSource<string>> _open = new(); private long _last;
            public async Task<string> AskAsync(TimeSpan time) { var (id, answer) = Begin(); await send(id);
            return await answer.WaitAsync(time); } private (long, Task<string>) Begin() { var id = ++_last;
            var source = new TaskCompletionSource<string>(); _open[id] = source; return (id, source.Task); }
            public void Answer(long id, string text) { if (_open.TryRemove(id,
            out var source)) source.SetResult(text); } }
        """,
        """
        public sealed class Link { private sealed class Ask { public readonly ManualResetEventSlim Done = new();
            public string? Answer; } private readonly Dictionary<int, Ask> _asks = new();
            public string? Query(int id, int time) { var ask = new Ask(); lock (_asks) _asks.Add(id, ask);
            if (!ask.Done.Wait(time)) throw new TimeoutException(); return ask.Answer; } public void Receive(int id,
            string text) { lock (_asks) { if (_asks.Remove(id, out var ask)) { ask.Answer = text; ask.Done.Set(); }
            } } }
        """,
        """
        public sealed class Control { private readonly ConcurrentDictionary<string,
            TaskCompletionSource<string>> _handlers = new(); private readonly Action<string> _post;
            public Control(Action<string> post) => _post = post; public string Ask(string id, string body) {
            var t = new TaskCompletionSource<string>(); if (!_handlers.TryAdd(id,
            t)) throw new InvalidOperationException(); _post(body); t.Task.Wait(5000); return t.Task.Result; }
            public void OnAnswer(string id, string v) { if (_handlers.TryRemove(id, out var t)) t.TrySetResult(v); }
            }
        """,
        """
        public sealed class Rpc(ClientWebSocket socket)
        {
            private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _pending = new();
            private int _id;
            public async Task<string> CallAsync(byte[] request, CancellationToken token)
            {
                var id = Interlocked.Increment(ref _id);
                var waiter = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
                _pending[id] = waiter;
                await socket.SendAsync(request, WebSocketMessageType.Text, true, token);
                return await waiter.Task.WaitAsync(token);
            }
            public void OnAnswer(int id, string text) { if (_pending.TryRemove(id, out var waiter)) waiter.TrySetResult(text); }
        }
        """,
        """
        public class Rpc
        {
            private readonly Dictionary<string, Pending> requests = new();
            private readonly object sync = new();
            private sealed record Pending(TaskCompletionSource<Block> Source, DateTime Started);
            public async Task<Block> GetAsync(string id, TimeSpan timeout)
            {
                var tcs = new TaskCompletionSource<Block>();
                lock (sync) { requests.Add(id, new Pending(tcs, DateTime.UnixEpoch)); }
                var done = await Task.WhenAny(tcs.Task, Task.Delay(5000));
                if (done != tcs.Task) throw new TimeoutException();
                return await tcs.Task;
            }
            public void Done(string id, Block block) { lock (sync) { if (requests.Remove(id,
                out var pending)) pending.Source.SetResult(block); } }
        }
        """,
        """
        public sealed class Rpc : IDisposable
        {
            private readonly ConcurrentDictionary<long, TaskCompletionSource<string>> _pending = new();
            private readonly Func<string, Task> _send = _ => Task.CompletedTask;
            public Task<string> CallAsync(long id, string text, CancellationToken token)
            {
                TaskCompletionSource<string> source = new();
                if (!_pending.TryAdd(id, source)) throw new InvalidOperationException();
                using var registration = token.Register(() => source.TrySetCanceled());
                _ = _send.Invoke(text);
                return source.Task;
            }
            public void Answer(long id, string text) { if (_pending.TryRemove(id, out var source)) source.SetResult(text); }
            public void Dispose() { foreach (var pair in _pending) pair.Value.TrySetCanceled(); _pending.Clear(); }
        }
        """,
        """
        public sealed class Gate
        {
            private readonly LinkedList<TaskCompletionSource> _waiters = new();
            public async Task EnterAsync(CancellationToken token)
            {
                var waiter = new TaskCompletionSource();
                lock (_waiters) _waiters.AddLast(waiter);
                await waiter.Task.WaitAsync(token).ConfigureAwait(false);
            }
            public void Leave() { lock (_waiters) { var first = _waiters.First; if (first is null) return;
                _waiters.RemoveFirst(); first.Value.TrySetResult(); } }
        }
        """,
        """
        public sealed class Streams
        {
            private readonly ConcurrentDictionary<string, Channel<Block>> _channels = new();
            public async Task<Block> FirstAsync(string id, CancellationToken token)
            {
                var channel = Channel.CreateBounded<Block>(8);
                _channels.TryAdd(id, channel);
                return await channel.Reader.ReadAsync(token);
            }
            public void End(string id) { if (_channels.TryRemove(id, out var channel)) channel.Writer.TryComplete(); }
        }
        """,
        """
        public sealed class Rpc
        {
            private readonly ConcurrentDictionary<string, Action<string>> _callbacks = new();
            public async Task<string> AskAsync(string id, Func<string, Task> send)
            {
                var answer = new TaskCompletionSource<string>();
                _callbacks[id] = text => answer.TrySetResult(text);
                await send(id);
                return await answer.Task;
            }
            public void On(string id, string text) { if (_callbacks.TryRemove(id, out var callback)) callback(text); }
        }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Peer(Stream stream) { private sealed class Waiting { public Action<byte[]>? Done; }
            private readonly ConcurrentDictionary<uint, Waiting> _waiting = new(); private uint _next;
            public async Task<byte[]> AskAsync(byte[] body) { var id = Interlocked.Increment(ref _next);
            var got = new TaskCompletionSource<byte[]>(); _waiting.TryAdd(id, new Waiting {
            Done = answer => got.TrySetResult(answer) }); try { await stream.WriteAsync(body);
            return await got.Task.WaitAsync(TimeSpan.FromSeconds(1)); } finally { _waiting.TryRemove(id, out _); } }
            public void On(uint id, byte[] body) { if (_waiting.TryRemove(id,
            out var waiting)) waiting.Done?.Invoke(body); } }
        """,
        """
        public sealed class Asker(UdpClient udp) { private readonly Dictionary<ushort,
            TaskCompletionSource<string>> _asked = new(); private ushort _id;
            public async Task<string> AskAsync(byte[] text) { var done = new TaskCompletionSource<string>();
            ushort id; lock (_asked) { id = ++_id; _asked[id] = done; } try { await udp.SendAsync(text,
            text.Length); return await done.Task.WaitAsync(TimeSpan.FromSeconds(4)); } catch {
            lock (_asked) _asked.Remove(id); throw; } } public void On(ushort id, string text) {
            lock (_asked) if (_asked.Remove(id, out var done)) done.SetResult(text); } }
        """,
        """
        public sealed class Rpc(Func<int, Task> send) { private readonly Dictionary<int,
            TaskCompletionSource<string>> _pending = new(); public async Task<string> CallAsync(int id,
            CancellationToken token) { var waiter = new TaskCompletionSource<string>(); _pending.Add(id, waiter);
            await send(id); try { return await waiter.Task.WaitAsync(token); } catch (OperationCanceledException) {
            _pending.Remove(id); throw; } } public void On(int id) { if (_pending.Remove(id,
            out var waiter)) waiter.TrySetResult(""); } }
        """,
        """
        public sealed class Signal { private readonly LinkedList<TaskCompletionSource> _waiters = new();
            public async Task<bool> WaitAsync(int time, CancellationTokenSource stop) {
            var waiter = new TaskCompletionSource(); lock (_waiters) _waiters.AddLast(waiter);
            var end = Task.Delay(time, stop.Token); var winner = await Task.WhenAny(waiter.Task, end);
            stop.Cancel(); if (winner == waiter.Task) return true; lock (_waiters) _waiters.Remove(waiter);
            return false; } public void Set() { lock (_waiters) { if (_waiters.First is { } first) {
            _waiters.RemoveFirst(); first.Value.TrySetResult(); } } } }
        """,
        """
        public sealed class Uploads(HttpClient http) { private readonly Dictionary<Guid,
            byte[]> _running = new(); public async Task SendAsync(Guid id, byte[] body) { _running.Add(id, body);
            try { await http.PostAsync("/x", new ByteArrayContent(body)); } finally { _running.Remove(id); } } }
        """,
        """
        public sealed class Sums : BackgroundService { private readonly Dictionary<string, int> _round = new();
            protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
            while (!stoppingToken.IsCancellationRequested) { _round.Clear(); for (var i = 0; i < 9;
            i++) _round["k" + i] = i; await Task.Delay(1000, stoppingToken); } } }
        """,
        """
        public sealed class Control { private readonly ConcurrentDictionary<string,
            TaskCompletionSource<string>> _handlers = new(); private readonly Action<string> _post;
            public Control(Action<string> post) => _post = post; public string Ask(string id, string body) {
            var t = new TaskCompletionSource<string>(); if (!_handlers.TryAdd(id,
            t)) throw new InvalidOperationException(); _post(body); if (!t.Task.Wait(5000)) {
            _handlers.TryRemove(id, out _); throw new TimeoutException(); } return t.Task.Result; }
            public void OnAnswer(string id, string v) { if (_handlers.TryRemove(id, out var t)) t.TrySetResult(v); }
            }
        """,
        """
        public sealed class Rpc(ClientWebSocket socket)
        {
            private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _pending = new();
            public async Task<string> CallAsync(int id, byte[] request, CancellationToken token)
            {
                var waiter = new TaskCompletionSource<string>();
                _pending[id] = waiter;
                try { await socket.SendAsync(request, WebSocketMessageType.Text, true, token); return await waiter.Task.WaitAsync(token); }
                finally { _pending.TryRemove(id, out _); }
            }
        }
        """,
        """
        public sealed class Rpc(Func<int, Task> send)
        {
            private readonly Dictionary<int, TaskCompletionSource<string>> _pending = new();
            public async Task<string> CallAsync(int id, CancellationToken token)
            {
                var waiter = new TaskCompletionSource<string>();
                _pending.Add(id, waiter);
                using var cancel = token.Register(() => { Forget(id); waiter.TrySetCanceled(); });
                await send(id);
                return await waiter.Task;
            }
            private void Forget(int id) => _pending.Remove(id);
        }
        """,
        """
        public sealed class Rpc(Func<int, Task> send)
        {
            private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _pending = new();
            public async Task<string> CallAsync(int id)
            {
                var waiter = new TaskCompletionSource<string>();
                _pending[id] = waiter;
                try { await send(id); } catch { _pending.TryRemove(id, out _); throw; }
                return await waiter.Task;
            }
        }
        """,
        """
        public sealed class Rpc(Func<int, Task> send)
        {
            private readonly ConcurrentDictionary<int, (TaskCompletionSource<string> Source, long Started)> _pending = new();
            public async Task<string> CallAsync(int id) { var source = new TaskCompletionSource<string>();
                _pending[id] = (source, 1); await send(id); return await source.Task; }
            private void Sweep(long now) { foreach (var pair in _pending) if (pair.Value.Started < now)
                _pending.TryRemove(pair.Key, out _); }
            public void Tick() => Sweep(5);
        }
        """,
        """
        public sealed class Rpc(Func<int, Task> send)
        {
            private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _pending = new();
            public async Task<string> CallAsync(int id) { using var slot = new Slot(_pending, id); await send(id); return await slot.Task; }
            private sealed class Slot : IDisposable
            {
                private readonly ConcurrentDictionary<int, TaskCompletionSource<string>> _map;
                    private readonly int _id; private readonly TaskCompletionSource<string> _source = new();
                public Slot(ConcurrentDictionary<int, TaskCompletionSource<string>> map, int id) { _map = map;
                    _id = id; map[id] = _source; }
                public Task<string> Task => _source.Task;
                public void Dispose() => _map.TryRemove(_id, out _);
            }
        }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_map_that_forgets_nothing_on_failure_is_a_warning(string code) => Snippet.ShouldWarn("WMG1003", code);

    [TestCaseSource(nameof(Good))]
    public void A_map_that_forgets_is_not(string code) => Snippet.ShouldBeSilent(code);
}
