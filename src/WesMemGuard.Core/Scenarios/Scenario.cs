using WesMemGuard.Reasons;
using WesMemGuard.Budgets;

namespace WesMemGuard.Scenarios;

/// <summary>
/// What is done to a node, and with which budget it is judged. Exactly one of <see cref="Recording"/> and <see cref="Node"/> is set.
/// </summary>
internal sealed record Scenario
{
    /// <summary>The file's name as it was given to the reader.</summary>
    public string File { get; init; } = "";

    /// <summary>What the scenario shows, in words.</summary>
    public string? Title { get; init; }

    /// <summary>The recording that is replayed; null in a live scenario.</summary>
    public PathReference? Recording { get; init; }

    /// <summary>The node of a live scenario; null in a replay.</summary>
    public NodeSource? Node { get; init; }

    /// <summary>The .NET client that is run beside the node and measured like it; null: none is.</summary>
    public StartedNode? Client { get; init; }

    /// <summary>Nodes that the measured one joins, started before it; empty: it is alone, or runs already.</summary>
    public IReadOnlyList<PeerNode> Peers { get; init; } = [];

    /// <summary>The budget, <c>budget.json</c> if the file doesn't say.</summary>
    public PathReference Budget { get; init; } = new("budget.json", 0, 0);

    /// <summary>Time between two readings of the memory endpoint: 5 s if the file doesn't say.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two readings of <c>/metrics</c>: 30 s if the file doesn't say.</summary>
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the file says <see cref="MetricsInterval"/>; else a service whose page is all that is heard is asked more often.
    /// </summary>
    public bool SaysMetricsInterval { get; init; }

    /// <summary>What kind of service is driven: <c>wes</c> or <c>go</c>; null: it is found out by what answers.</summary>
    public string? Profile { get; init; }

    /// <summary>Time between two forced collections (<c>gc=1</c>); null: none is forced.</summary>
    public TimeSpan? LiveHeapInterval { get; init; }

    /// <summary>How long the scenario may take when the judge asks for more; null: no longer than its phases.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>The seed of everything random in the load: 1 if the file doesn't say.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The phases in order, repeated ones written out; may be empty in a replay.</summary>
    public IReadOnlyList<ScenarioPhase> Phases { get; init; } = [];

    /// <summary>Whether it may stop the chain for ever, by deployments that no block takes.</summary>
    public bool StopsTheChain { get; init; }

    /// <summary>The phases in order, each followed by what is done at the same time in it.</summary>
    public IEnumerable<ScenarioPhase> AllPhases => Phases.SelectMany(phase => phase.Together.Prepend(phase));

    /// <summary>Settings that have no effect here, and loads that the node can't carry.</summary>
    public IReadOnlyList<Reason> Notices { get; init; } = [];

    /// <summary>Whether a recording is replayed; else a node is live.</summary>
    public bool IsReplay => Recording is not null;

    /// <summary>The phases it names, and where.</summary>
    public IReadOnlyList<PhaseReference> PhaseNames =>
        [.. AllPhases.Select(phase => new PhaseReference(phase.Name, phase.Line, phase.Column))];
}
