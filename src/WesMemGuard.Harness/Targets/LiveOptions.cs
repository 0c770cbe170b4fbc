using WesMemGuard.Budgets;
using WesMemGuard.Harness.Live;
using WesMemGuard.Node;
using WesMemGuard.Node.Access;
using WesMemGuard.Node.Services;
using WesMemGuard.Reasons;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Scenarios;
using WesMemGuard.Secrets;

namespace WesMemGuard.Harness.Targets;

/// <summary>What a live run takes beside its scenario.</summary>
internal sealed record LiveOptions
{
    /// <summary>The node to drive in place of the scenario's, like <c>http://127.0.0.1:28680</c>; null: the scenario's.</summary>
    public Uri? Url { get; init; }

    /// <summary>The diagnostics port of <see cref="Url"/>; null: it has none.</summary>
    public Uri? DiagnosticsUrl { get; init; }

    /// <summary>
    /// What kind of service it is; null: it is found out (<see cref="LiveService.FitAsync"/>), a started node is a WES node.
    /// </summary>
    public ServiceProfile? Service { get; init; }

    /// <summary>The kind of service that was named in place of the scenario's; null: none was.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Time between two forced collections in place of the scenario's; null: the scenario's.</summary>
    public TimeSpan? Gc { get; init; }

    /// <summary>Time between two pages in place of the scenario's; null: the scenario's.</summary>
    public TimeSpan? MetricsInterval { get; init; }

    /// <summary>How the service is reached beyond its address.</summary>
    public ServiceAccess Access { get; init; } = ServiceAccess.Usual;

    /// <summary>Hosts that may be driven although they aren't this machine (<c>--allow-remote</c>).</summary>
    public IReadOnlyCollection<string> AllowRemote { get; init; } = [];

    /// <summary>The budget that decides whether the run is extended; null: it isn't.</summary>
    public MemoryBudget? Budget { get; init; }

    /// <summary>
    /// Whether a phase ends as soon as the limits on growth in it are decided; the looks share half of the judge's error.
    /// </summary>
    public bool IsUntilDecided { get; init; }

    /// <summary>How long the run may take in place of the scenario's <c>timeBudget</c>; null: the scenario's.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>The folder that relative files of the scenario start from.</summary>
    public string ScenarioFolder { get; init; } = ".";

    /// <summary>Environment variables, for keys.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The file that takes the output of a started node; null: only its last lines are kept.</summary>
    public string? NodeOutput { get; init; }

    /// <summary>How long one answer may take; 10 s unless told.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Looks at the process; null: <c>/proc</c> when the node is on this machine.</summary>
    public IProcessSource? Process { get; init; }

    /// <summary>Knows the run's secrets, and takes them out of all that is kept.</summary>
    public Scrubber Scrubber { get; init; } = new();

    /// <summary>Takes the whole conversation with the node; null: it isn't recorded.</summary>
    public RecordingWriter? Recording { get; init; }

    /// <summary>Whether profiles are captured now and then, as a recording has them.</summary>
    public bool ProfileMarks { get; init; }

    /// <summary>
    /// The node's log, of which a recording keeps the tail; null: the one that its process has open, where that can be seen.
    /// </summary>
    public string? LogFile { get; init; }

    /// <summary>
    /// Whether a recording keeps every line of the log, without what looks like a secret, and not only what a reader of logs understands.
    /// </summary>
    public bool WholeLog { get; init; }

    /// <summary>Told what who waits for the run should know at once, as that the node doesn't answer; null: nobody is.</summary>
    public Action<Reason>? Said { get; init; }

    /// <summary>Told when a phase begins.</summary>
    public Action<ScenarioPhase>? Began { get; init; }

    /// <summary>Whether the diagnostics port of a node on this machine is looked for when none is named.</summary>
    public bool FindsDiagnostics { get; init; } = true;

    /// <summary>Told about each second how the run stands; null: nobody asks.</summary>
    public Action<LiveProgress>? Progress { get; init; }

    /// <summary>Told of every address that is connected to; null: nobody is.</summary>
    public Action<System.Net.IPEndPoint>? Opening { get; init; }

    /// <summary>
    /// Waits for the runs that are driven beside this one, before it is sampled and before each phase; null: it is alone.
    /// </summary>
    internal Func<CancellationToken, Task>? Together { get; init; }

    /// <summary>How clients ask that sample the node.</summary>
    internal NodeClientSettings Sampling => new()
    {
        Timeout = Patience,
        Witness = Recording?.Exchanges,
        Scrub = Scrubber.Text,
        Connections = new Connections(AllowRemote) { Opening = Opening },
        Access = Access,
    };
}
