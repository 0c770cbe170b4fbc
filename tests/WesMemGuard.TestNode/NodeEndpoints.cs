using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace WesMemGuard.TestNodes;

/// <summary>The two ports' paths (node.md 4.1, 4.3).</summary>
internal sealed class NodeEndpoints
{
    private const int LargestRequest = 8 * 1024 * 1024;
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ClockJump = TimeSpan.FromHours(1);
    private static readonly byte[] TooMany = Encoding.UTF8.GetBytes(
        """{"error":{"code":"RATE_LIMIT_EXCEEDED","details":{"limit":100,"retryAfter":"1s"},"message":"Request rate limit exceeded"}}""");

    private readonly Lock _lock = new();
    private readonly TestNodeOptions _options;
    private readonly RateLimit _limit = new();
    private readonly BusiestSecond _busiest = new();
    private readonly List<(string Method, string Body)> _bodies = [];
    private NodeModel _node;
    private bool _replaced;
    private int _polled;

    public NodeEndpoints(TestNodeOptions options)
    {
        _options = options;
        _node = new NodeModel(options, options.StartedAt ?? options.Time.GetUtcNow());
    }

    public bool StandsStill { get; set; }

    public TimeSpan ClockAhead { get; set; }

    public int Limited { get; private set; }

    public int Received { get; private set; }

    public int BusiestSecond => _busiest.Most;

    public int Height
    {
        get
        {
            lock (_lock)
                return _node.Chain.Height;
        }
    }

    private NodeBehaviour Behaviour => _options.Behaviour;

    public string Bodies(string method)
    {
        lock (_lock)
            return string.Join('\n', _bodies.Where(b => b.Method == method).Select(b => b.Body));
    }

    public async Task HttpAsync(HttpContext context)
    {
        await UntilItGoesOnAsync(context);
        await StandAsync(context.RequestAborted);
        if (!Admit(context, out var now))
        {
            await Pages.SendAsync(context, 429, Pages.Json, TooMany);
            return;
        }

        if (IsDown(now))
        {
            context.Abort();
            return;
        }

        context.Response.Headers["X-Request-Id"] = context.TraceIdentifier;
        await (context.Request.Path.Value switch
        {
            "/metrics" => PageAsync(context, Pages.Text, n => MetricsPages.Of(n, Ahead(n))),
            "/jsonrpc" or "/rpc" when HttpMethods.IsPost(context.Request.Method) => RpcAsync(context),
            "/ws" => SocketAsync(context),
            { } path when path.StartsWith("/api/v1/", StringComparison.Ordinal)
                && Behaviour != NodeBehaviour.RestDisabled =>
                RestAsync(context, path),
            _ => Pages.NotFoundAsync(context),
        });
    }

    public async Task DiagnosticsAsync(HttpContext context)
    {
        await UntilItGoesOnAsync(context);
        var query = context.Request.QueryString.Value ?? "";
        await (context.Request.Path.Value switch
        {
            "/debug/memory/json" => PlainAsync(context, "application/json", DiagnosticsPages.Memory),
            "/debug/pprof/heap" when query.Contains("gc=1", StringComparison.Ordinal) => PlainAsync(context, Pages.Text,
                n =>
            {
                n.Heap.Collect(1);
                return DiagnosticsPages.Heap(n);
            }),
            "/debug/pprof/goroutine" when query.Contains("debug=2", StringComparison.Ordinal) =>
                PlainAsync(context, Pages.Text, ProfilePages.Dump),
            "/debug/pprof/heap" or "/debug/pprof/goroutine" =>
                ProfileAsync(context, context.Request.Path.Value!["/debug/pprof/".Length..]),
            _ => Pages.NotFoundAsync(context),
        });
    }

    private async Task UntilItGoesOnAsync(HttpContext context)
    {
        while (StandsStill)
            await Task.Delay(TimeSpan.FromMilliseconds(20), context.RequestAborted);
    }

    private Task ProfileAsync(HttpContext context, string kind)
    {
        if (ProfilePages.Of(_options.Profiles, kind, Read(n => n.Age)) is not { } profile)
            return Pages.NotFoundAsync(context);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{kind}\"";
        return Pages.SendAsync(context, 200, "application/octet-stream", profile);
    }

    private Task RestAsync(HttpContext context, string path) => path switch
    {
        "/api/v1/system/memory" => PageAsync(context, Pages.Json, n => n.Sample),
        "/api/v1/health/live" => PlainAsync(context, Pages.Json, n => Utf8($$"""
            {"status":"ok","timestamp":"{{Now + Ahead(n):yyyy-MM-ddTHH:mm:ssZ}}"}
            """)),
        "/api/v1/txpool/status" => PlainAsync(context, Pages.Json, n => Utf8($$"""
            {"pending":{{n.Chain.Pending + n.Chain.Stuck}},"queued":0}
            """)),
        "/api/v1/node/status" => PlainAsync(context, Pages.Json, n => Utf8($$"""
            {"is_consensus_eligible":true,"is_fully_synced":true,"is_online":false,"is_proposer_candidate":false,
            "is_voter_in_round":true,"mining_enabled":{{(n.Chain.Miner is null ? "false" : "true")}},
            "sync_mode":"full","sync_status":"synced"}
            """)),
        "/api/v1/health/ready" => Pages.SendAsync(context, 503, Pages.Json, Utf8($"{{\"status\":\"not_ready\"}}")),
        _ => Pages.NotFoundAsync(context),
    };

    private DateTimeOffset Now => _options.Time.GetUtcNow();

    private static byte[] Utf8(FormattableString text) =>
        Encoding.UTF8.GetBytes(text.ToString(CultureInfo.InvariantCulture));

    private TimeSpan Ahead(NodeModel node) =>
        Behaviour == NodeBehaviour.ClockJump && node.Struck ? ClockJump : ClockAhead;

    /// <summary>
    /// What comes while the process stands still waits in the kernel, and is worked off at once when it goes on.
    /// </summary>
    private Task StandAsync(CancellationToken ct)
    {
        var age = Now - _node.StartedAt;
        return _options.StallsAt is { } at && age >= at && age < at + _options.StallFor
            ? Task.Delay(at + _options.StallFor - age, _options.Time, ct) : Task.CompletedTask;
    }

    private bool Admit(HttpContext context, out DateTimeOffset now)
    {
        var address = context.Request.Headers["X-Forwarded-For"].FirstOrDefault()
            ?? context.Connection.RemoteIpAddress!.ToString();
        lock (_lock)
        {
            now = Now;
            Received++;
            _busiest.Count(address, now);
            var eaten = Behaviour == NodeBehaviour.RateLimited && Received % 3 == 0;
            var allowed = (!_options.Limits || _limit.Allows(address, now)) && !eaten;
            Limited += allowed ? 0 : 1;
            _node.Addresses = _limit.Addresses;
            return allowed;
        }
    }

    private bool IsDown(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (Behaviour != NodeBehaviour.Restart || _replaced)
                return false;
            return now - _node.StartedAt >= _options.Strikes && now - _node.StartedAt < _options.Strikes + Down;
        }
    }

    /// <summary>Reads the process that answers now, under the lock.</summary>
    private T Read<T>(Func<NodeModel, T> read)
    {
        lock (_lock)
        {
            Replace();
            _node.AdvanceTo(Now);
            return read(_node);
        }
    }

    private void Replace()
    {
        var since = Now - _node.StartedAt;
        if (_replaced || Behaviour is not (NodeBehaviour.Restart or NodeBehaviour.WrongNode)
            || since < _options.Strikes)
            return;
        _replaced = true;
        _node = Behaviour == NodeBehaviour.Restart
            ? new NodeModel(_options, _node.StartedAt + _options.Strikes + TimeSpan.FromSeconds(2))
            : new NodeModel(_options with { ChainId = 1, Seed = 99 }, _node.StartedAt + (_options.Strikes / 2));
    }

    private Task PageAsync(HttpContext context, string type, Func<NodeModel, byte[]> page)
    {
        var (body, struck) = Read(n => (page(n), n.Struck));
        context.Response.ContentType = type;
        var number = Interlocked.Increment(ref _polled);
        return struck ? Faults.SendAsync(context, body, Behaviour, number) : Pages.SendAsync(context, 200, type, body);
    }

    private Task PlainAsync(HttpContext context, string type, Func<NodeModel, byte[]> page) =>
        Pages.SendAsync(context, 200, type, Read(page));

    private async Task RpcAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var piece = new byte[16 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(piece, context.RequestAborted)) > 0
            && body.Length < LargestRequest;)
            body.Write(piece, 0, read);
        var request = body.ToArray();
        var answer = Read(n =>
        {
            Keep(request);
            return RpcMethods.Answer(n, request, Now);
        });
        await Pages.SendAsync(context, 200, "application/json", answer);
    }

    private void Keep(byte[] request)
    {
        var text = Encoding.UTF8.GetString(request.AsSpan(0, Math.Min(request.Length, 4096)));
        var at = text.IndexOf("\"method\":\"", StringComparison.Ordinal);
        if (at < 0)
            return;
        var method = text[(at + 10)..];
        _bodies.Add((method[..Math.Max(0, method.IndexOf('"', StringComparison.Ordinal))], text));
        if (_bodies.Count > 1000)
            _bodies.RemoveRange(0, 500);
    }

    private async Task SocketAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Pages.SendAsync(context, 400, "text/plain", Encoding.UTF8.GetBytes("Bad Request\n"));
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        Read(n => n.Connections++);
        try
        {
            await Subscriptions.ServeAsync(socket, context.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ConnectionAbortedException)
        {
            context.Abort();
        }
        finally
        {
            Read(n => n.Connections--);
        }
    }
}
