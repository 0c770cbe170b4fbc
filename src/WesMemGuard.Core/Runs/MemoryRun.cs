using WesMemGuard.Texts;

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

/// <summary>What a run is, and where it came from.</summary>
/// <param name="Id">Folder name under <c>runs/</c>: UTC start and name, <c>20261122-153916-idle</c>.</param>
/// <param name="Name">The scenario's or recording's name.</param>
/// <param name="StartedAt">When the run began, UTC.</param>
/// <param name="Origin"><c>replay</c>, <c>live</c>, <c>log</c> or <c>series</c>.</param>
/// <param name="Mode"><c>memory_monitoring.mode</c> when the configuration is known: <c>minimal</c>,
/// <c>heuristic</c>, <c>accurate</c>.</param>
/// <param name="MetricsInterval">Declared seconds between two <c>/metrics</c>; null: read off the answers.</param>
/// <param name="MemoryInterval">Declared seconds between two memory answers; null: read off the answers.</param>
/// <param name="Empty">Why the source holds no memory readings at all, as a log at level <c>warn</c>; null when it
/// holds some or should.</param>
public sealed record RunHeader(
    string Id, string Name, DateTimeOffset StartedAt, string Origin, string? Mode = null,
    double? MemoryInterval = null, double? MetricsInterval = null, EmptySource? Empty = null)
{
    /// <summary>The scenario's or recording's name, on one line.</summary>
    public string Name { get; init => field = OneLine.Name(value); } = OneLine.Name(Name);

    /// <summary>What the run is to do; null: that was not told.</summary>
    public RunPlan? Plan { get; init; }
}

/// <summary>A request outside the sources that limits read.</summary>
/// <param name="At">When it was sent, UTC.</param>
/// <param name="Path">The path asked.</param>
/// <param name="Miss">Why it failed; null when it was answered.</param>
public readonly record struct OtherAnswer(DateTimeOffset At, string Path, Miss? Miss);

/// <summary>A part of a run with its declared and achieved load.</summary>
/// <param name="Name">The phase's name.</param>
/// <param name="Kind">What was done: <c>idle</c>, <c>mine-on</c>, <c>transfers</c>, <c>deploys</c>, <c>reads</c>, <c>ws</c>, …</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC.</param>
/// <param name="Rate">Declared load, per second; meaningless where nothing is sent.</param>
/// <param name="Sent">Requests sent.</param>
/// <param name="Ok">Requests that the node accepted.</param>
/// <param name="Limited">Requests answered 429.</param>
/// <param name="Failed">Requests refused, timed out or not accepted.</param>
/// <param name="Error">The first failure, shortened.</param>
/// <param name="Latency">How long answers took, counted from when each request left, and in files without
/// <see cref="Load"/> from when it was due; null where it was not measured.</param>
public sealed record Phase(
    string Name, string Kind, DateTimeOffset StartedAt, DateTimeOffset EndedAt,
    double Rate, long Sent, long Ok, long Limited, long Failed, string? Error = null, Latency? Latency = null)
{
    /// <summary>The phase's name, on one line.</summary>
    public string Name { get; init => field = OneLine.Name(value); } = OneLine.Name(Name);

    /// <summary>The first failure in words, on one line; null when there was none.</summary>
    public string? Error { get; init => field = value is null ? null : OneLine.Of(value); } = Error is null ? null : OneLine.Of(Error);

    /// <summary>What became of its load; null where nothing was sent, and in files older than this.</summary>
    public LoadFigures? Load { get; init; }
}

/// <summary>How long something took, in milliseconds.</summary>
/// <param name="P50">The median.</param>
/// <param name="P90">The 90th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Max">The longest.</param>
public sealed record Latency(double P50, double P90, double P99, double Max);

/// <summary>Something that happened to the process or the harness.</summary>
/// <param name="At">UTC.</param>
/// <param name="Name">What happened, a name: <c>started</c>, <c>ready</c>, <c>kill9</c>, <c>term</c>, <c>exited</c>, <c>sigstop</c>,
/// <c>sigcont</c>, one of the constants here, one of the notices of <c>Recording/README.md</c>, or what a recording or a log says.</param>
/// <param name="Detail">The rest of the record, short.</param>
public sealed record RunEvent(DateTimeOffset At, string Name, string? Detail = null)
{
    /// <summary>Some three thousand years: no date that is told lies further from another.</summary>
    private const double MostSeconds = 1e11;

    /// <summary>What happened, a name.</summary>
    public string Name { get; init => field = OneLine.Name(value); } = OneLine.Name(Name);

    /// <summary>The rest of the record, with nothing in it that a terminal obeys.</summary>
    public string? Detail { get; init => field = value is null ? null : SafeText.Of(value); } = Detail is null ? null : SafeText.Of(Detail);

    /// <summary>
    /// Profiles were captured as a limit broke; the detail holds their files, relative to the run's folder, a space between two.
    /// </summary>
    public const string BreachProfiles = "breach-profiles";

    /// <summary>The run is over: everything before it was written.</summary>
    public const string End = "end";

    /// <summary>
    /// The run goes on until its limits are decided, and is looked at again and again: the looks take half of the judge's error.
    /// </summary>
    public const string UntilDecided = "until-decided";

    /// <summary>The run was ended before its time, by its user.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The client was started beside the node.</summary>
    public const string ClientStarted = "client-started";

    /// <summary>The client had done its work and ended; <see cref="Code"/> is its exit code, 0.</summary>
    public const string ClientEnded = "client-ended";

    /// <summary>The client ended with another exit code than 0, and nobody had asked it to; <see cref="Code"/> is the code.</summary>
    public const string ClientDied = "client-died";

    /// <summary>The process ended, and nobody of this harness had asked it to; <see cref="Code"/> is its exit code.</summary>
    public const string Died = "died";

    /// <summary>The process was seen to stand still (state T of <c>/proc</c>), and nobody of this harness had asked it to.</summary>
    public const string Stopped = "stopped";

    /// <summary>The diagnostics port was another process's, and was not used.</summary>
    public const string OtherDiagnostics = "other-diagnostics";

    /// <summary>The process that listens on the port is another one than the service's: it is not looked at.</summary>
    public const string OtherProcess = "other-process";

    /// <summary>A process that stood still goes on.</summary>
    public const string Continued = "continued";

    /// <summary>The system's clock was set; <see cref="Seconds"/> tells by how much. The run's own times go on evenly.</summary>
    public const string ClockStep = "clock-step";

    /// <summary>The exit code, where a process ended.</summary>
    public int? Code { get; init; }

    /// <summary>How far a clock was set, forwards above 0; null also for what no clock can be set by.</summary>
    public double? Seconds { get; init => field = value is >= -MostSeconds and <= MostSeconds ? value : null; }
}

/// <summary>A profile that was captured during the run.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Kind"><c>heap</c>, <c>goroutine</c>, <c>goroutine-dump</c> (text, with reasons to wait), or of a client
/// <see cref="HeapDump"/>.</param>
/// <param name="File">Its file, relative to the run's folder, with <c>/</c>.</param>
/// <param name="Content">The bytes as served.</param>
public sealed record ProfileCapture(DateTimeOffset At, string Kind, string File, ReadOnlyMemory<byte> Content)
{
    /// <summary>The kind of a dump of a .NET process's heap (<c>.gcdump</c>).</summary>
    public const string HeapDump = "gcdump";
}
