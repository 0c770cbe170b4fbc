namespace WesMemGuard.Runs;

/// <summary>
/// Everything one run saw, in time order. What comes after it is pure: the same run gives the same verdict, byte for byte.
/// </summary>
public sealed class MemoryRun
{
    /// <summary>Starts an empty run.</summary>
    public MemoryRun(RunHeader header) => Header = header;

    /// <summary>What was run, when.</summary>
    public RunHeader Header { get; }

    /// <summary>Answers of <c>/api/v1/system/memory</c>.</summary>
    public List<Reading<MemorySample>> Memory { get; } = [];

    /// <summary>Answers of <c>/metrics</c>.</summary>
    public List<Reading<MetricsSample>> Metrics { get; } = [];

    /// <summary>Looks at the process itself; empty when the node is remote.</summary>
    public List<Reading<ProcessSample>> Process { get; } = [];

    /// <summary>Looks at the client beside the node; empty without one.</summary>
    public List<Reading<ClientSample>> Client { get; } = [];

    /// <summary>Collections that were asked for (<c>gc=1</c>); empty unless the scenario asks.</summary>
    public List<Reading<CollectedHeapSample>> LiveHeap { get; } = [];

    /// <summary>Heights of the chain.</summary>
    public List<Reading<BlockSample>> Blocks { get; } = [];

    /// <summary>Identities of the chain.</summary>
    public List<Reading<ChainSample>> Chain { get; } = [];

    /// <summary>Answers of the diagnostics port.</summary>
    public List<Reading<DiagnosticsSample>> Diagnostics { get; } = [];

    /// <summary>Other requests of the poll (health, status): only whether they were answered.</summary>
    public List<OtherAnswer> Others { get; } = [];

    /// <summary>What was done to the node, in order.</summary>
    public List<Phase> Phases { get; } = [];

    /// <summary>The load by spans of 10 s; empty in runs older than this, and in replays.</summary>
    public List<LoadSlice> Load { get; } = [];

    /// <summary>What happened to the process.</summary>
    public List<RunEvent> Events { get; } = [];

    /// <summary>Profiles that were captured.</summary>
    public List<ProfileCapture> Profiles { get; } = [];

    /// <summary>What is known to be missing, beside requests that failed.</summary>
    public List<RunLoss> Losses { get; } = [];
}
