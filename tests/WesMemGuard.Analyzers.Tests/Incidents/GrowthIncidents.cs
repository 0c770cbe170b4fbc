namespace WesMemGuard.Analyzers.Tests.Incidents;

/// <summary>Growth and pending requests out of public history.</summary>
internal static class GrowthIncidents
{
    public static IReadOnlyList<Incident> All { get; } =
    [
        new(
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
                public void OnResult(Guid key, byte[] result) { lock (_sync) if (_activeCalls.TryGetValue(key,
                    out var call)) { call.Result = result; call.WaitHandle.Set(); } }
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
                public void OnResult(Guid key, byte[] result) { lock (_sync) if (_activeCalls.TryGetValue(key,
                    out var call)) { call.Result = result; call.WaitHandle.Set(); } }
                public void Disconnect() { lock (_sync) _activeCalls.Clear(); }
            }
            """),
        new(
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
            """),
        new(
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
            """),
        new(
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
            """),
        new(
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
            """),
        new(
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
                    try { await waiter.Task.WaitAsync(token).ConfigureAwait(false); }
                        catch (OperationCanceledException) { lock (_waiters) _waiters.Remove(waiter); throw; }
                }
                public void Release() { lock (_waiters) { if (_waiters.Count > 0) {
                    var first = _waiters.First!.Value; _waiters.RemoveFirst(); first.SetResult(true); }
                    else _count++; } }
            }
            """),
        new(
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
                    var tcs = _pendingRequests.GetOrAdd(key, static _ => new
                        TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously));
                    if (_items.TryGetValue(key, out var item)) { _pendingRequests.TryRemove(key, out _); return item; }
                    return await tcs.Task.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
                }
                public void AddItem(TKey key, TValue value) { _items[key] = value;
                    if (_pendingRequests.TryRemove(key, out var tcs)) tcs.TrySetResult(value); }
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
                    var tcs = _pendingRequests.GetOrAdd(key, static _ => new
                        TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously));
                    if (_items.TryGetValue(key, out var item)) { _pendingRequests.TryRemove(key, out _); return item; }
                    try { return await tcs.Task.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false); }
                        finally { _pendingRequests.TryRemove(key, out _); }
                }
                public void AddItem(TKey key, TValue value) { _items[key] = value;
                    if (_pendingRequests.TryRemove(key, out var tcs)) tcs.TrySetResult(value); }
                public void Remove(TKey key) => _items.Remove(key);
            }
            """),
        new(
            "Queues_of_waits_by_key",
            "jpdillingham/Soulseek.NET issue 132",
            "WMG1002",
            """
            public sealed class Waiter(HttpClient http)
            {
                private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _waits = new();
                public string Name => http.ToString()!;
                public async Task WaitAsync(string key) { var queue = _waits.GetOrAdd(key,
                    _ => new ConcurrentQueue<string>()); queue.Enqueue(key); await Task.Yield(); }
                public void Complete(string key) { if (_waits.TryGetValue(key, out var queue)) queue.TryDequeue(out _); }
            }
            """,
            """
            public sealed class Waiter(HttpClient http)
            {
                private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _waits = new();
                public string Name => http.ToString()!;
                public async Task WaitAsync(string key) { var queue = _waits.GetOrAdd(key,
                    _ => new ConcurrentQueue<string>()); queue.Enqueue(key); await Task.Yield(); }
                public void Complete(string key) { if (_waits.TryGetValue(key,
                    out var queue) && queue.TryDequeue(out _) && queue.IsEmpty) _waits.TryRemove(key, out _); }
            }
            """),
        new(
            "Subscribers_of_a_subscription_manager",
            "radu-matei/websocket-manager pull request 88 (never removed)",
            "WMG1002",
            """
            public sealed class ConnectionManager : BackgroundService
            {
                private readonly ConcurrentDictionary<string, WebSocket> _sockets = new();
                public async Task HandleAsync(WebSocket socket, Func<WebSocket, Task> handler) {
                    var id = Guid.NewGuid().ToString(); _sockets.TryAdd(id, socket); await handler(socket); }
                protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
            }
            """,
            """
            public sealed class ConnectionManager : BackgroundService
            {
                private readonly ConcurrentDictionary<string, WebSocket> _sockets = new();
                public async Task HandleAsync(WebSocket socket, Func<WebSocket, Task> handler) {
                    var id = Guid.NewGuid().ToString(); _sockets.TryAdd(id, socket); try { await handler(socket); }
                    finally { _sockets.TryRemove(id, out _); } }
                protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
            }
            """),
    ];
}
