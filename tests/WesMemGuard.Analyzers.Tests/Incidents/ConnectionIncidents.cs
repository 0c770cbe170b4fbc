namespace WesMemGuard.Analyzers.Tests.Incidents;

/// <summary>Channels, calls, registrations and delays out of public history.</summary>
internal static class ConnectionIncidents
{
    public static IReadOnlyList<Incident> All { get; } =
    [
        new(
            "Linked_and_timed_sources_of_a_request",
            "restsharp/RestSharp issue 1685",
            "WMG4005",
            """
            public sealed class Rest(HttpClient http)
            {
                public async Task<string> ExecuteAsync(string url, int timeout, CancellationToken cancellationToken)
                {
                    var timeoutCts = new CancellationTokenSource(timeout > 0 ? timeout : int.MaxValue);
                    var cts = CancellationTokenSource.CreateLinkedTokenSource(timeoutCts.Token, cancellationToken);
                    using var response = await http.GetAsync(url, cts.Token).ConfigureAwait(false);
                    return await response.Content.ReadAsStringAsync(cts.Token);
                }
            }
            """,
            """
            public sealed class Rest(HttpClient http)
            {
                public async Task<string> ExecuteAsync(string url, int timeout, CancellationToken cancellationToken)
                {
                    using var timeoutCts = new CancellationTokenSource(timeout > 0 ? timeout : int.MaxValue);
                    using var cts = CancellationTokenSource.CreateLinkedTokenSource(timeoutCts.Token, cancellationToken);
                    using var response = await http.GetAsync(url, cts.Token).ConfigureAwait(false);
                    return await response.Content.ReadAsStringAsync(cts.Token);
                }
            }
            """),
        new(
            "Registrations_of_an_async_lock",
            "kekyo/FlashCap issue 142",
            "WMG4004",
            """
            public sealed class AsyncLock
            {
                private readonly Queue<TaskCompletionSource> _queue = new();
                private bool _taken;
                public ValueTask LockAsync(CancellationToken ct)
                {
                    lock (_queue)
                    {
                        if (!_taken) { _taken = true; return default; }
                        var tcs = new TaskCompletionSource();
                        ct.Register(() => { if (tcs.TrySetCanceled()) Drop(tcs); });
                        _queue.Enqueue(tcs);
                        return new ValueTask(tcs.Task);
                    }
                }
                public void Release() { lock (_queue) { if (_queue.Count == 0) _taken = false; else _queue.Dequeue().TrySetResult(); } }
                private void Drop(TaskCompletionSource gone) { lock (_queue) {
                    var rest = _queue.Where(t => t != gone).ToArray(); _queue.Clear();
                    foreach (var t in rest) _queue.Enqueue(t); } }
            }
            """,
            """
            public sealed class AsyncLock
            {
                private readonly Queue<TaskCompletionSource> _queue = new();
                private bool _taken;
                public ValueTask LockAsync(CancellationToken ct)
                {
                    lock (_queue)
                    {
                        if (!_taken) { _taken = true; return default; }
                        var tcs = new TaskCompletionSource();
                        var registration = ct.Register(() => { if (tcs.TrySetCanceled()) Drop(tcs); });
                        _ = tcs.Task.ContinueWith(_ => registration.Dispose(), TaskContinuationOptions.ExecuteSynchronously);
                        _queue.Enqueue(tcs);
                        return new ValueTask(tcs.Task);
                    }
                }
                public void Release() { lock (_queue) { if (_queue.Count == 0) _taken = false; else _queue.Dequeue().TrySetResult(); } }
                private void Drop(TaskCompletionSource gone) { lock (_queue) {
                    var rest = _queue.Where(t => t != gone).ToArray(); _queue.Clear();
                    foreach (var t in rest) _queue.Enqueue(t); } }
            }
            """),
        new(
            "Interrupted_waits_in_a_loop",
            "dotnet/runtime issue 120767",
            "WMG2004",
            """
            public sealed class Poller
            {
                private readonly SemaphoreSlim _interrupter = new(0, 1);
                public void Interrupt() => _interrupter.Release();
                public async Task RunAsync(Func<Task> poll)
                {
                    while (true)
                    {
                        var interrupted = _interrupter.WaitAsync();
                        await Task.WhenAny(interrupted, Task.Delay(5000));
                        await poll();
                    }
                }
            }
            """,
            """
            public sealed class Poller
            {
                private readonly SemaphoreSlim _interrupter = new(0, 1);
                public void Interrupt() => _interrupter.Release();
                public async Task RunAsync(Func<Task> poll)
                {
                    while (true)
                    {
                        await _interrupter.WaitAsync(5000);
                        await poll();
                    }
                }
            }
            """),
        new(
            "Services_read_while_others_end",
            "fo-dicom/fo-dicom issue 2009",
            "WMG2004",
            """
            public sealed class Server
            {
                private readonly Channel<string> _services = Channel.CreateBounded<string>(10);
                private readonly CancellationToken _cancellationToken = default;
                public async Task RemoveUnusedAsync(List<Task> running)
                {
                    while (running.Count > 0)
                    {
                        var another = _services.Reader.ReadAsync(_cancellationToken).AsTask();
                        var first = await Task.WhenAny(running.Append(another));
                        if (first != another) running.Remove(first);
                    }
                }
                public bool Add(string service) => _services.Writer.TryWrite(service);
                public void Stop() => _services.Writer.TryComplete();
            }
            """,
            """
            public sealed class Server
            {
                private readonly Channel<string> _services = Channel.CreateBounded<string>(10);
                private readonly CancellationToken _cancellationToken = default;
                public async Task RemoveUnusedAsync(List<Task> running)
                {
                    Task<string>? another = null;
                    while (running.Count > 0)
                    {
                        another ??= _services.Reader.ReadAsync(_cancellationToken).AsTask();
                        var first = await Task.WhenAny(running.Append(another));
                        if (first != another) running.Remove(first); else { await another; another = null; }
                    }
                }
                public bool Add(string service) => _services.Writer.TryWrite(service);
                public void Stop() => _services.Writer.TryComplete();
            }
            """),
        new(
            "Streaming_calls_of_a_client",
            "JalexSocial/SpiceDb issue 29",
            "WMG3002",
            """
            public sealed class Relations(NodeClient client)
            {
                public async IAsyncEnumerable<Block> ReadAsync(string filter)
                {
                    var call = client.Watch(filter);
                    await foreach (var item in Grpc.Core.AsyncStreamReaderExtensions.ReadAllAsync(call.ResponseStream))
                        yield return item;
                }
            }
            """,
            """
            public sealed class Relations(NodeClient client)
            {
                public async IAsyncEnumerable<Block> ReadAsync(string filter)
                {
                    using var call = client.Watch(filter);
                    await foreach (var item in Grpc.Core.AsyncStreamReaderExtensions.ReadAllAsync(call.ResponseStream))
                        yield return item;
                }
            }
            """),
        new(
            "Responses_of_an_rpc_client",
            "bmresearch/Solnet pull request 72 (streamed variant)",
            "WMG3001",
            """
            public abstract class JsonRpcClient(HttpClient http)
            {
                protected async Task<string> SendRequest(HttpRequestMessage request)
                {
                    var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
                    return await Handle(response).ConfigureAwait(false);
                }
                private static async Task<string> Handle(HttpResponseMessage response) =>
                    response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "";
            }
            """,
            """
            public abstract class JsonRpcClient(HttpClient http)
            {
                protected async Task<string> SendRequest(HttpRequestMessage request)
                {
                    using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
                    return await Handle(response).ConfigureAwait(false);
                }
                private static async Task<string> Handle(HttpResponseMessage response) =>
                    response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "";
            }
            """),
        new(
            "Completed_handlers_of_a_socket_client",
            "pusher/pusher-websocket-dotnet pull request 27",
            "WMG4003",
            """
            public sealed class PusherClient(INodeFeed connection) : IDisposable
            {
                private int _events;
                public async Task KeepAsync(Func<Task> lost) { while (true) { await lost(); Reconnect(); } }
                public void Reconnect()
                {
                    connection.Closed += OnClosed;
                    connection.BlockReceived += OnBlock;
                }
                public void Dispose() { connection.Closed -= OnClosed; connection.BlockReceived -= OnBlock; }
                private void OnClosed() => _events++;
                private void OnBlock(object? sender, Block block) => _events++;
            }
            """,
            """
            public sealed class PusherClient(INodeFeed connection) : IDisposable
            {
                private int _events;
                public async Task KeepAsync(Func<Task> lost) { while (true) { await lost(); Reconnect(); } }
                public void Reconnect()
                {
                    Dispose();
                    connection.Closed -= OnClosed;
                    connection.BlockReceived -= OnBlock;
                    connection.Closed += OnClosed;
                    connection.BlockReceived += OnBlock;
                }
                public void Dispose() { connection.Closed -= OnClosed; connection.BlockReceived -= OnBlock; }
                private void OnClosed() => _events++;
                private void OnBlock(object? sender, Block block) => _events++;
            }
            """),
        new(
            "Timeouts_of_a_web_stack",
            "mono/mono pull request 8016",
            "WMG4006",
            """
            public static class WebTasks
            {
                public static async Task<T> RunWithTimeout<T>(Task<T> work, int timeout, Action abort)
                {
                    var timer = Task.Delay(timeout);
                    var first = await Task.WhenAny(work, timer).ConfigureAwait(false);
                    if (first == timer) { abort(); throw new TimeoutException(); }
                    return await work;
                }
            }
            """,
            """
            public static class WebTasks
            {
                public static async Task<T> RunWithTimeout<T>(Task<T> work, int timeout, Action abort)
                {
                    using var cts = new CancellationTokenSource();
                    var timer = Task.Delay(timeout, cts.Token);
                    var first = await Task.WhenAny(work, timer).ConfigureAwait(false);
                    if (first == timer) { abort(); throw new TimeoutException(); }
                    cts.Cancel();
                    return await work;
                }
            }
            """),
    ];
}
