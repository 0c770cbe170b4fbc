using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Incidents;

/// <summary>Leaks out of public history, rebuilt small from their descriptions: flagged before the fix, silent after it.</summary>
internal sealed class IncidentTests
{
    private static readonly (string Name, string Source, string Id, string Before, string After)[] All =
    [
        (
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
            """
        ),
        (
            "Active_calls_of_a_remoting_client",
            "theRainbird/CoreRemoting issue 37, pull request 38",
            "WMG1003",
            """
            public sealed class CallContext(Guid key) : IDisposable
            {
                public Guid Key => key;
                public EventWaitHandle WaitHandle { get; } = new(false, EventResetMode.ManualReset);
                public byte[]? Result { get; set; }
                public void Dispose() => WaitHandle.Dispose();
            }
            public sealed class RemotingClient
            {
                private readonly Dictionary<Guid, CallContext> _activeCalls = new();
                private readonly object _sync = new();
                private readonly Action<byte[]> _send = _ => { };
                public CallContext InvokeMethod(byte[] message)
                {
                    var call = new CallContext(Guid.NewGuid());
                    lock (_sync) _activeCalls.Add(call.Key, call);
                    _send.Invoke(message);
                    call.WaitHandle.WaitOne(1000);
                    return call;
                }
                public void OnResult(Guid key, byte[] result) { lock (_sync) if (_activeCalls.TryGetValue(key, out var call)) { call.Result = result; call.WaitHandle.Set(); } }
                public void Disconnect() { lock (_sync) _activeCalls.Clear(); }
            }
            """,
            """
            public sealed class CallContext(Guid key) : IDisposable
            {
                public Guid Key => key;
                public EventWaitHandle WaitHandle { get; } = new(false, EventResetMode.ManualReset);
                public byte[]? Result { get; set; }
                public void Dispose() => WaitHandle.Dispose();
            }
            public sealed class RemotingClient
            {
                private readonly Dictionary<Guid, CallContext> _activeCalls = new();
                private readonly object _sync = new();
                private readonly Action<byte[]> _send = _ => { };
                public CallContext InvokeMethod(byte[] message)
                {
                    var call = new CallContext(Guid.NewGuid());
                    lock (_sync) _activeCalls.Add(call.Key, call);
                    try
                    {
                        _send.Invoke(message);
                        call.WaitHandle.WaitOne(1000);
                        return call;
                    }
                    finally { lock (_sync) _activeCalls.Remove(call.Key); }
                }
                public void OnResult(Guid key, byte[] result) { lock (_sync) if (_activeCalls.TryGetValue(key, out var call)) { call.Result = result; call.WaitHandle.Set(); } }
                public void Disconnect() { lock (_sync) _activeCalls.Clear(); }
            }
            """
        ),
        (
            "Location_cache_of_a_client",
            "dotnet/orleans issue 10238",
            "WMG1002",
            """
            public readonly record struct GrainId(string Type, string Key);
            public sealed class RuntimeClient(HttpClient http)
            {
                private readonly ConcurrentDictionary<GrainId, string> _lastKnown = new();
                public async Task<string> SendAsync(GrainId id)
                {
                    if (_lastKnown.TryGetValue(id, out var silo)) return silo;
                    silo = await http.GetStringAsync("/silo");
                    _lastKnown[id] = silo;
                    return silo;
                }
            }
            """,
            """
            public readonly record struct GrainId(string Type, string Key);
            public sealed class RuntimeClient(HttpClient http)
            {
                private readonly ConcurrentDictionary<GrainId, string> _lastKnown = new();
                public async Task<string> SendAsync(GrainId id)
                {
                    if (_lastKnown.TryGetValue(id, out var silo)) return silo;
                    silo = await http.GetStringAsync("/silo");
                    if (_lastKnown.Count < 10_000) _lastKnown[id] = silo;
                    return silo;
                }
            }
            """
        ),
        (
            "Expressions_by_value",
            "zzzprojects/System.Linq.Dynamic.Core issue 764",
            "WMG1001",
            """
            using System.Linq.Expressions;
            internal static class ConstantExpressionHelper
            {
                private static readonly ConcurrentDictionary<object, Expression> Expressions = new();
                private static readonly ConcurrentDictionary<Expression, string> Literals = new();
                public static bool TryGetText(Expression expression, out string? text) => Literals.TryGetValue(expression, out text);
                public static Expression CreateLiteral(object value, string text)
                {
                    if (!Expressions.ContainsKey(value))
                    {
                        var constant = Expression.Constant(value);
                        Expressions.TryAdd(value, constant);
                        Literals.TryAdd(constant, text);
                    }
                    return Expressions[value];
                }
            }
            """,
            """
            using System.Linq.Expressions;
            internal static class ConstantExpressionHelper
            {
                private static readonly ConcurrentDictionary<object, Expression> Expressions = new();
                private static readonly ConcurrentDictionary<Expression, string> Literals = new();
                public static bool TryGetText(Expression expression, out string? text) => Literals.TryGetValue(expression, out text);
                public static Expression CreateLiteral(object value, string text)
                {
                    if (!Expressions.ContainsKey(value))
                    {
                        var constant = Expression.Constant(value);
                        if (Expressions.Count > 1000) { Expressions.Clear(); Literals.Clear(); }
                        Expressions.TryAdd(value, constant);
                        Literals.TryAdd(constant, text);
                    }
                    return Expressions[value];
                }
            }
            """
        ),
        (
            "Regexes_by_url",
            "ThreeMammals/Ocelot issue 2246",
            "WMG1001",
            """
            using System.Text.RegularExpressions;
            public class PathTemplate
            {
                private static readonly ConcurrentDictionary<string, Regex> _regex = new();
                public Regex Pattern { get; }
                public PathTemplate(string template) => Pattern = _regex.AddOrUpdate(template, t => new Regex(t), (_, old) => old);
                public static bool Matches(string url) => _regex.GetOrAdd(url, u => new Regex(u)).IsMatch(url);
            }
            """,
            """
            using System.Text.RegularExpressions;
            public class PathTemplate
            {
                private readonly Lazy<Regex> _none = new();
                public Regex Pattern { get; }
                public PathTemplate(string template) => Pattern = new Regex(template);
                public static bool Matches(string url) => new Regex("^/").IsMatch(url);
            }
            """
        ),
        (
            "Method_cache_by_request",
            "edjCase/JsonRpc issue 129",
            "WMG1001",
            """
            public sealed record Signature(string Method, string Parameters);
            internal sealed class RequestMatcher
            {
                private static readonly ConcurrentDictionary<Signature, string[]> requestToMethodCache = new();
                public string[] Match(Signature signature)
                {
                    if (!requestToMethodCache.TryGetValue(signature, out var methods))
                    {
                        methods = [signature.Method];
                        requestToMethodCache.TryAdd(signature, methods);
                    }
                    return methods;
                }
            }
            """,
            """
            public sealed record Signature(string Method, string Parameters);
            internal sealed class RequestMatcher
            {
                private static readonly ConcurrentDictionary<Signature, string[]> requestToMethodCache = new();
                public string[] Match(Signature signature)
                {
                    if (!requestToMethodCache.TryGetValue(signature, out var methods))
                    {
                        methods = [signature.Method];
                        if (requestToMethodCache.Count < 100) requestToMethodCache.TryAdd(signature, methods);
                    }
                    return methods;
                }
            }
            """
        ),
        (
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
                private void Drop(TaskCompletionSource gone) { lock (_queue) { var rest = _queue.Where(t => t != gone).ToArray(); _queue.Clear(); foreach (var t in rest) _queue.Enqueue(t); } }
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
                private void Drop(TaskCompletionSource gone) { lock (_queue) { var rest = _queue.Where(t => t != gone).ToArray(); _queue.Clear(); foreach (var t in rest) _queue.Enqueue(t); } }
            }
            """
        ),
        (
            "Cancelled_waiters_of_a_semaphore",
            "webappsuk/CoreLibraries issue 55",
            "WMG1003",
            """
            public class AsyncSemaphore
            {
                private readonly Queue<TaskCompletionSource<bool>> _waiters = new();
                private int _count;
                public async Task WaitAsync(CancellationToken token = default)
                {
                    TaskCompletionSource<bool> waiter;
                    lock (_waiters)
                    {
                        if (_count > 0) { _count--; return; }
                        waiter = new TaskCompletionSource<bool>();
                        _waiters.Enqueue(waiter);
                    }
                    await waiter.Task.WaitAsync(token).ConfigureAwait(false);
                }
                public void Release() { lock (_waiters) { if (_waiters.Count > 0) _waiters.Dequeue().SetResult(true); else _count++; } }
            }
            """,
            """
            public class AsyncSemaphore
            {
                private readonly LinkedList<TaskCompletionSource<bool>> _waiters = new();
                private int _count;
                public async Task WaitAsync(CancellationToken token = default)
                {
                    TaskCompletionSource<bool> waiter;
                    lock (_waiters)
                    {
                        if (_count > 0) { _count--; return; }
                        waiter = new TaskCompletionSource<bool>();
                        _waiters.AddLast(waiter);
                    }
                    try { await waiter.Task.WaitAsync(token).ConfigureAwait(false); } catch (OperationCanceledException) { lock (_waiters) _waiters.Remove(waiter); throw; }
                }
                public void Release() { lock (_waiters) { if (_waiters.Count > 0) { var first = _waiters.First!.Value; _waiters.RemoveFirst(); first.SetResult(true); } else _count++; } }
            }
            """
        ),
        (
            "Pending_dictionary_of_a_browser_client",
            "hardkoded/puppeteer-sharp pull request 2297",
            "WMG1003",
            """
            public sealed class AsyncDictionary<TKey, TValue> where TKey : notnull
            {
                private readonly ConcurrentDictionary<TKey, TaskCompletionSource<TValue>> _pendingRequests = new();
                private readonly Dictionary<TKey, TValue> _items = new();
                public async Task<TValue> GetItemAsync(TKey key)
                {
                    var tcs = _pendingRequests.GetOrAdd(key, static _ => new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously));
                    if (_items.TryGetValue(key, out var item)) { _pendingRequests.TryRemove(key, out _); return item; }
                    return await tcs.Task.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
                }
                public void AddItem(TKey key, TValue value) { _items[key] = value; if (_pendingRequests.TryRemove(key, out var tcs)) tcs.TrySetResult(value); }
                public void Remove(TKey key) => _items.Remove(key);
            }
            """,
            """
            public sealed class AsyncDictionary<TKey, TValue> where TKey : notnull
            {
                private readonly ConcurrentDictionary<TKey, TaskCompletionSource<TValue>> _pendingRequests = new();
                private readonly Dictionary<TKey, TValue> _items = new();
                public async Task<TValue> GetItemAsync(TKey key)
                {
                    var tcs = _pendingRequests.GetOrAdd(key, static _ => new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously));
                    if (_items.TryGetValue(key, out var item)) { _pendingRequests.TryRemove(key, out _); return item; }
                    try { return await tcs.Task.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false); } finally { _pendingRequests.TryRemove(key, out _); }
                }
                public void AddItem(TKey key, TValue value) { _items[key] = value; if (_pendingRequests.TryRemove(key, out var tcs)) tcs.TrySetResult(value); }
                public void Remove(TKey key) => _items.Remove(key);
            }
            """
        ),
        (
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
            """
        ),
        (
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
            """
        ),
        (
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
            """
        ),
        (
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
                private static async Task<string> Handle(HttpResponseMessage response) => response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "";
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
                private static async Task<string> Handle(HttpResponseMessage response) => response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "";
            }
            """
        ),
        (
            "Completed_handlers_of_a_socket_client",
            "pusher/pusher-websocket-dotnet pull request 27",
            "WMG4003",
            """
            public sealed class PusherClient(INodeFeed connection) : IDisposable
            {
                private int _events;
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
            """
        ),
        (
            "Queues_of_waits_by_key",
            "jpdillingham/Soulseek.NET issue 132",
            "WMG1002",
            """
            public sealed class Waiter(HttpClient http)
            {
                private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _waits = new();
                public string Name => http.ToString()!;
                public async Task WaitAsync(string key) { var queue = _waits.GetOrAdd(key, _ => new ConcurrentQueue<string>()); queue.Enqueue(key); await Task.Yield(); }
                public void Complete(string key) { if (_waits.TryGetValue(key, out var queue)) queue.TryDequeue(out _); }
            }
            """,
            """
            public sealed class Waiter(HttpClient http)
            {
                private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _waits = new();
                public string Name => http.ToString()!;
                public async Task WaitAsync(string key) { var queue = _waits.GetOrAdd(key, _ => new ConcurrentQueue<string>()); queue.Enqueue(key); await Task.Yield(); }
                public void Complete(string key) { if (_waits.TryGetValue(key, out var queue) && queue.TryDequeue(out _) && queue.IsEmpty) _waits.TryRemove(key, out _); }
            }
            """
        ),
        (
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
            """
        ),
        (
            "Subscribers_of_a_subscription_manager",
            "radu-matei/websocket-manager pull request 88 (never removed)",
            "WMG1002",
            """
            public sealed class ConnectionManager : BackgroundService
            {
                private readonly ConcurrentDictionary<string, WebSocket> _sockets = new();
                public async Task HandleAsync(WebSocket socket, Func<WebSocket, Task> handler) { var id = Guid.NewGuid().ToString(); _sockets.TryAdd(id, socket); await handler(socket); }
                protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
            }
            """,
            """
            public sealed class ConnectionManager : BackgroundService
            {
                private readonly ConcurrentDictionary<string, WebSocket> _sockets = new();
                public async Task HandleAsync(WebSocket socket, Func<WebSocket, Task> handler) { var id = Guid.NewGuid().ToString(); _sockets.TryAdd(id, socket); try { await handler(socket); } finally { _sockets.TryRemove(id, out _); } }
                protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
            }
            """
        ),
    ];

    private static IEnumerable<TestCaseData> Cases => All.Select(incident => new TestCaseData(incident.Id, incident.Before, incident.After).SetArgDisplayNames(incident.Name, incident.Source));

    [TestCaseSource(nameof(Cases))]
    public void It_is_flagged_before_the_fix(string id, string before, string after)
    {
        _ = after;
        Snippet.ShouldWarn(id, before);
    }

    [TestCaseSource(nameof(Cases))]
    public void It_is_silent_after_the_fix(string id, string before, string after)
    {
        _ = (id, before);
        Snippet.ShouldBeSilent(after);
    }
}
