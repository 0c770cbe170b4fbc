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
    public async Task<Miss?> TakeAsync(NodeRequest request, CancellationToken ct) => (request.Method, request.Path) switch
    {
        ("GET", NodePaths.Memory) => Keep(await _client.MemoryAsync(ct, request.Mark)),
        ("GET", NodePaths.Metrics) => Keep(await _client.MetricsAsync(ct, request.Mark)),
        ("GET", NodePaths.GoroutineText) => Keep(Other(request, Counted(await _client.GoroutinesAsync(ct)))),
        ("GET", NodePaths.Vars) => Keep(WithGoroutines(await _client.VarsAsync(ct, request.Mark))),
        ("GET", NodePaths.HeapText) => Keep(WithGoroutines(await _client.HeapTextAsync(ct, request.Mark))),
        ("GET", NodePaths.Diagnostics) => Keep(await _client.DiagnosticsAsync(ct, request.Mark)),
        ("GET", NodePaths.CollectedHeap) => Keep(await _client.CollectedHeapAsync(ct, request.Mark)),
        ("GET", NodePaths.Pool) => Keep(Other(request, await _client.PoolAsync(ct))),
        ("GET", NodePaths.Health) => Keep(Other(request, await _client.HealthAsync(ct))),
        ("GET", NodePaths.Status) => Keep(Other(request, await _client.StatusAsync(ct))),
        ("POST", NodePaths.JsonRpc) => await CallAsync(request, ct),
        _ => Keep(Other(request, await _client.AskAsync(request, ct))),
    };

    /// <summary>Looks at the process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="ct">Stops it.</param>
    /// <param name="mark">What asks for it when it is not the regular poll; null: what the look itself says.</param>
    public async Task TakeAsync(IProcessSource process, CancellationToken ct, string? mark = null)
    {
        var reading = await process.ReadAsync(ct);
        _recorder.Add(reading with { Mark = mark ?? reading.Mark });
    }

    /// <summary>Captures a profile; a miss leaves no profile behind.</summary>
    /// <param name="kind">What it shows, of a Go process.</param>
    /// <param name="file">Its file, relative to the run's folder.</param>
    /// <param name="ct">Stops the request.</param>
    public async Task<Miss?> TakeProfileAsync(ProfileKind kind, string file, CancellationToken ct)
    {
        if (kind == ProfileKind.GoroutineDump)
        {
            var dump = await _client.AskAsync(new NodeRequest("GET", NodePaths.GoroutineDump), ct);
            if (dump.Sample is { } text)
                _recorder.Add(new ProfileCapture(dump.At, kind, file, text.Body));
            return dump.Miss;
        }

        var reading = await (kind switch
        {
            ProfileKind.Heap => _client.HeapProfileAsync(ct),
            ProfileKind.GoroutineLeaks => _client.GoroutineLeaksAsync(ct),
            _ => _client.GoroutineProfileAsync(ct),
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

    private async Task<Miss?> CallAsync(NodeRequest request, CancellationToken ct) => MethodOf(request.Body) switch
    {
        "wes_blockNumber" => Keep(await _client.BlockNumberAsync(ct, request.Mark)),
        "wes_chainId" => Keep(await _client.ChainIdAsync(ct, request.Mark)),
        _ => Keep(Other(request, await _client.AskAsync(request, ct))),
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
