using System.Text.Json;
using WesMemGuard.Node.Answers;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>Takes one reading at a time into a run: the only way from a node, live or replayed, to a <see cref="MemoryRun"/>.</summary>
internal sealed class NodeSampler
{
    private readonly NodeClient _client;
    private readonly RunRecorder _recorder;
    private double? _goroutines;

    /// <summary>Samples one node into one run.</summary>
    public NodeSampler(NodeClient client, RunRecorder recorder)
    {
        _client = client;
        _recorder = recorder;
    }

    /// <summary>Sends one request and keeps what came of it in the list that its path belongs to.</summary>
    /// <returns>Why it gave no sample; null when it did.</returns>
    public async Task<Miss?> TakeAsync(NodeRequest request, CancellationToken cancellation) => (request.Method, request.Path) switch
    {
        ("GET", NodePaths.Memory) => Keep(await _client.MemoryAsync(cancellation, request.Mark)),
        ("GET", NodePaths.Metrics) => Keep(await _client.MetricsAsync(cancellation, request.Mark)),
        ("GET", NodePaths.GoroutineText) => Keep(Other(request, Counted(await _client.GoroutinesAsync(cancellation)))),
        ("GET", NodePaths.Vars) => Keep(WithGoroutines(await _client.VarsAsync(cancellation, request.Mark))),
        ("GET", NodePaths.HeapText) => Keep(WithGoroutines(await _client.HeapTextAsync(cancellation, request.Mark))),
        ("GET", NodePaths.Diagnostics) => Keep(await _client.DiagnosticsAsync(cancellation, request.Mark)),
        ("GET", NodePaths.CollectedHeap) => Keep(await _client.CollectedHeapAsync(cancellation, request.Mark)),
        ("GET", NodePaths.Pool) => Keep(Other(request, await _client.PoolAsync(cancellation))),
        ("GET", NodePaths.Health) => Keep(Other(request, await _client.HealthAsync(cancellation))),
        ("GET", NodePaths.Status) => Keep(Other(request, await _client.StatusAsync(cancellation))),
        ("POST", NodePaths.JsonRpc) => await CallAsync(request, cancellation),
        _ => Keep(Other(request, await _client.AskAsync(request, cancellation))),
    };

    /// <summary>Looks at the process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="mark">What asks for it when it is not the regular poll; null: what the look itself says.</param>
    public async Task TakeAsync(IProcessSource process, CancellationToken cancellation, string? mark = null)
    {
        var reading = await process.ReadAsync(cancellation);
        _recorder.Add(reading with { Mark = mark ?? reading.Mark });
    }

    /// <summary>Captures a profile; a miss leaves no profile behind.</summary>
    /// <param name="kind"><c>heap</c>, <c>goroutine</c>, <c>goroutine-leak</c> or <c>goroutine-dump</c>.</param>
    /// <param name="file">Its file, relative to the run's folder.</param>
    /// <param name="cancellation">Stops the request.</param>
    public async Task<Miss?> TakeProfileAsync(string kind, string file, CancellationToken cancellation)
    {
        if (kind == RunProfiles.GoroutineDump)
        {
            var dump = await _client.AskAsync(new NodeRequest("GET", NodePaths.GoroutineDump), cancellation);
            if (dump.Sample is { } text)
                _recorder.Add(new ProfileCapture(dump.At, kind, file, text.Body));
            return dump.Miss;
        }

        var reading = await (kind switch
        {
            RunProfiles.Heap => _client.HeapProfileAsync(cancellation),
            RunProfiles.GoroutineLeaks => _client.GoroutineLeaksAsync(cancellation),
            _ => _client.GoroutineProfileAsync(cancellation),
        });
        if (reading.Sample is { } profile)
            _recorder.Add(new ProfileCapture(reading.At, kind, file, profile.Content));
        return reading.Miss;
    }

    /// <summary>The JSON-RPC method that a body calls; null when it calls none.</summary>
    public static string? MethodOf(string? body)
    {
        if (body is null)
            return null;
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("method", out var method)
                && method.ValueKind == JsonValueKind.String ? method.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<Miss?> CallAsync(NodeRequest request, CancellationToken cancellation) => MethodOf(request.Body) switch
    {
        "wes_blockNumber" => Keep(await _client.BlockNumberAsync(cancellation, request.Mark)),
        "wes_chainId" => Keep(await _client.ChainIdAsync(cancellation, request.Mark)),
        _ => Keep(Other(request, await _client.AskAsync(request, cancellation))),
    };

    /// <summary>Figures that don't count goroutines get the count that was asked for before them.</summary>
    private Reading<MetricsSample> WithGoroutines(Reading<MetricsSample> page) =>
        page.Sample is { Goroutines: null } sample ? page with { Sample = sample with { Goroutines = _goroutines } } : page;

    private Reading<GoroutineCount> Counted(Reading<GoroutineCount> count)
    {
        _goroutines = count.Sample?.Total;
        return count;
    }

    private Miss? Keep(RunEntry entry)
    {
        _recorder.Add(entry);
        return EntryKinds.Of(entry).Miss(entry);
    }

    private static OtherAnswer Other<T>(NodeRequest request, Reading<T> reading) where T : class =>
        new(reading.At, request.Path, reading.Miss);
}
