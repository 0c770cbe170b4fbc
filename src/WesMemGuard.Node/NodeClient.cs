using System.Text.Json;
using WesMemGuard.Node.Access;
using WesMemGuard.Node.Answers;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>
/// Asks a node, one reading per request, dated by the given clock when the request is sent. Whatever the node does becomes a
/// <see cref="Miss"/>; only cancellation throws.
/// </summary>
internal sealed class NodeClient : IDisposable
{
    /// <summary>Largest memory or JSON-RPC answer that is read: 4 MiB; a real one has 2 KB.</summary>
    public const int LargestJson = 4 * 1024 * 1024;

    /// <summary>Largest page that is read: 8 MiB; a real one has 60 KB.</summary>
    public const int LargestPage = 8 * 1024 * 1024;

    /// <summary>Largest answer of a few fields that is read: 256 KiB.</summary>
    private const int LargestSmall = 256 * 1024;

    /// <summary>Largest profile that is read: 32 MiB; a real one has 500 KB.</summary>
    public const int LargestBody = 32 * 1024 * 1024;

    private readonly NodeAddress _address;
    private readonly NodeCall _call;
    private readonly SharedNames _names = new();
    private readonly Lock _reading = new();
    private readonly ServiceAccess _access;

    /// <summary>A client of one node.</summary>
    /// <param name="address">Where it answers.</param>
    /// <param name="time">Dates the readings.</param>
    /// <param name="settings">How to connect; null for plain TCP and 10 s an answer.</param>
    public NodeClient(NodeAddress address, TimeProvider time, NodeClientSettings? settings = null)
    {
        _address = address;
        settings ??= new NodeClientSettings();
        _access = settings.Access;
        _call = new NodeCall(time, settings);
    }

    /// <inheritdoc/>
    public void Dispose() => _call.Dispose();

    /// <summary><c>GET /api/v1/system/memory</c>: the node's last own sample.</summary>
    public Task<Reading<MemorySample>> MemoryAsync(CancellationToken ct, string? mark = null) =>
        GetAsync(NodePaths.Memory, LargestJson, Memory, mark, ct);

    /// <summary><c>GET /metrics</c>: live figures of the Go runtime and the process.</summary>
    public Task<Reading<MetricsSample>> MetricsAsync(CancellationToken ct, string? mark = null) =>
        GetAsync(NodePaths.Metrics, LargestPage, MetricsPage.Read, mark, ct);

    /// <summary><c>GET /debug/vars</c>: the runtime's figures by expvar, where there is no page.</summary>
    public Task<Reading<MetricsSample>> VarsAsync(CancellationToken ct, string? mark = null) =>
        GetAsync(NodePaths.Vars, LargestBody, ExpvarAnswer.Read, mark, ct);

    /// <summary>
    /// <c>GET /debug/pprof/heap?debug=1</c>: the runtime's figures at the end of a heap in text, where there is no page; collects nothing.
    /// </summary>
    public Task<Reading<MetricsSample>> HeapTextAsync(CancellationToken ct, string? mark = null) =>
        GetAsync(NodePaths.HeapText, LargestBody, HeapTextPage.Read, mark, ct);

    /// <summary><c>GET /debug/pprof/goroutine?debug=1</c>: how many goroutines there are.</summary>
    public Task<Reading<GoroutineCount>> GoroutinesAsync(CancellationToken ct) =>
        GetAsync(NodePaths.GoroutineText, LargestBody, SmallAnswers.Goroutines, null, ct);

    /// <summary><c>GET /debug/memory/json</c>: live figures, whole MiB.</summary>
    public Task<Reading<DiagnosticsSample>> DiagnosticsAsync(CancellationToken ct, string? mark = null) =>
        GetAsync(NodePaths.Diagnostics, LargestSmall, SmallAnswers.Diagnostics, mark, ct);

    /// <summary>
    /// <c>GET /debug/pprof/heap?gc=1&amp;debug=1</c>: collects, then reads the exact live heap. Disturbs the node:
    /// ask only where a scenario says so.
    /// </summary>
    public Task<Reading<CollectedHeapSample>> CollectedHeapAsync(CancellationToken ct, string? mark = null) =>
        GetAsync(NodePaths.CollectedHeap, LargestBody, CollectedHeapText.Read, mark, ct);

    /// <summary><c>GET /api/v1/txpool/status</c>.</summary>
    public Task<Reading<PoolSample>> PoolAsync(CancellationToken ct) =>
        GetAsync(NodePaths.Pool, LargestSmall, SmallAnswers.Pool, null, ct);

    /// <summary><c>GET /api/v1/health/live</c>.</summary>
    public Task<Reading<HealthSample>> HealthAsync(CancellationToken ct) =>
        GetAsync(NodePaths.Health, LargestSmall, SmallAnswers.Health, null, ct);

    /// <summary><c>GET /api/v1/node/status</c>.</summary>
    public Task<Reading<NodeStatusSample>> StatusAsync(CancellationToken ct) =>
        GetAsync(NodePaths.Status, LargestSmall, SmallAnswers.Status, null, ct);

    /// <summary><c>wes_blockNumber</c>: the height of the chain.</summary>
    public Task<Reading<BlockSample>> BlockNumberAsync(CancellationToken ct, string? mark = null) =>
        CallAsync("wes_blockNumber", SmallAnswers.Block, mark, ct);

    /// <summary><c>wes_chainId</c>: which chain this is.</summary>
    public Task<Reading<ChainSample>> ChainIdAsync(CancellationToken ct, string? mark = null) =>
        CallAsync("wes_chainId", SmallAnswers.Chain, mark, ct);

    /// <summary><c>GET /debug/pprof/heap</c>, gzipped pprof.</summary>
    public Task<Reading<ProfileAnswer>> HeapProfileAsync(CancellationToken ct) =>
        GetAsync(NodePaths.HeapProfile, LargestBody, SmallAnswers.Profile, null, ct);

    /// <summary><c>GET /debug/pprof/goroutine</c>, gzipped pprof.</summary>
    public Task<Reading<ProfileAnswer>> GoroutineProfileAsync(CancellationToken ct) =>
        GetAsync(NodePaths.GoroutineProfile, LargestBody, SmallAnswers.Profile, null, ct);

    /// <summary><c>GET /debug/pprof/goroutineleak</c>, gzipped pprof, where the service offers it.</summary>
    public Task<Reading<ProfileAnswer>> GoroutineLeaksAsync(CancellationToken ct) =>
        GetAsync(NodePaths.GoroutineLeaks, LargestBody, SmallAnswers.Profile, null, ct);

    /// <summary>Where a path of this product's is found at this service.</summary>
    public string PathOf(string path) => path == NodePaths.Metrics ? _access.MetricsPath ?? path
        : _access.PprofPath is { } pprof && path.StartsWith(NodePaths.Pprof, StringComparison.Ordinal)
            ? pprof.TrimEnd('/') + path[NodePaths.Pprof.Length..] : path;

    /// <summary>Any other request: its body unread, a miss unless the status is 200.</summary>
    public Task<Reading<RawAnswer>> AskAsync(NodeRequest request, CancellationToken ct) =>
        AskAsync(request, LargestBody, ct);

    /// <summary>The same, where less than the largest body is all that makes sense.</summary>
    internal Task<Reading<RawAnswer>> AskAsync(NodeRequest request, int largest, CancellationToken ct) =>
        _call.AskAsync(request, AddressOf(request.Path), largest, body => new RawAnswer(body), ct);

    private MemorySample Memory(ReadOnlyMemory<byte> body)
    {
        lock (_reading)
            return MemoryAnswer.Read(body, _names);
    }

    /// <summary>The port is that of the usual path, the path its own.</summary>
    private Uri AddressOf(string path) => _address.Of(path, PathOf(path));

    private Task<Reading<T>> GetAsync<T>(string path, int largest, Func<ReadOnlyMemory<byte>, T> read, string? mark,
        CancellationToken ct)
        where T : class =>
        _call.AskAsync(new NodeRequest("GET", path, Mark: mark), AddressOf(path), largest, read, ct);

    private Task<Reading<T>> CallAsync<T>(string method, Func<JsonElement, T> read, string? mark, CancellationToken ct)
        where T : class =>
        _call.AskAsync(JsonRpcCall.Request(method, mark: mark), _address.Of(NodePaths.JsonRpc),
            LargestJson, body => JsonRpcAnswer.Read(body, read), ct);
}
