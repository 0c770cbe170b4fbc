namespace WesMemGuard.Node;

/// <summary>The node's paths that the client knows (node.md 4.1, 4.3).</summary>
internal static class NodePaths
{
    /// <summary>What the paths of the diagnostics port begin with.</summary>
    public const string DebugPrefix = "/debug/";

    /// <summary>What the paths of Go's profiles begin with.</summary>
    public const string Pprof = "/debug/pprof";

    /// <summary>The node's own memory sample, renewed every 10 s.</summary>
    public const string Memory = "/api/v1/system/memory";

    /// <summary>The Prometheus page, live.</summary>
    public const string Metrics = "/metrics";

    /// <summary>Counts of the transaction pool.</summary>
    public const string Pool = "/api/v1/txpool/status";

    /// <summary>Whether the process answers.</summary>
    public const string Health = "/api/v1/health/live";

    /// <summary>Synchronisation and mining state.</summary>
    public const string Status = "/api/v1/node/status";

    /// <summary>JSON-RPC, by POST.</summary>
    public const string JsonRpc = "/jsonrpc";

    /// <summary>The runtime's live figures, whole MiB.</summary>
    public const string Diagnostics = "/debug/memory/json";

    /// <summary>The runtime's figures as JSON, where a Go service publishes them with expvar.</summary>
    public const string Vars = "/debug/vars";

    /// <summary>The heap as text with the runtime's figures at its end; collects nothing.</summary>
    public const string HeapText = "/debug/pprof/heap?debug=1";

    /// <summary>The heap profile, gzipped pprof.</summary>
    public const string HeapProfile = "/debug/pprof/heap";

    /// <summary>The goroutine profile, gzipped pprof.</summary>
    public const string GoroutineProfile = "/debug/pprof/goroutine";

    /// <summary>
    /// The goroutines that nothing can wake any more, gzipped pprof; Go 1.26 offers it by an experiment, later ones by themselves. Collects.
    /// </summary>
    public const string GoroutineLeaks = "/debug/pprof/goroutineleak";

    /// <summary>How many goroutines there are, then the stacks that several share.</summary>
    public const string GoroutineText = "/debug/pprof/goroutine?debug=1";

    /// <summary>All goroutines as text, with what each waits for and how long.</summary>
    public const string GoroutineDump = "/debug/pprof/goroutine?debug=2";

    /// <summary>Collects, then says the heap as text.</summary>
    public const string CollectedHeap = "/debug/pprof/heap?gc=1&debug=1";
}
