namespace WesMemGuard.Scenarios;

/// <summary>
/// A phase of a scenario. In a replay only its name counts; in a live scenario kind and duration are set, and what its kind needs.
/// </summary>
internal sealed record ScenarioPhase
{
    /// <summary>Its name, once in a scenario.</summary>
    public string Name { get; init; } = "";

    /// <summary>The line of its name, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The column of its name, from 1.</summary>
    public int Column { get; init; }

    /// <summary>What is done; null only in a replay.</summary>
    public PhaseKind? Kind { get; init; }

    /// <summary>The kind as files write it: <c>mine-on</c>; empty only in a replay.</summary>
    public string KindName => Kind is { } kind ? PhaseKinds.Of(kind).Name : "";

    /// <summary>What is known of its kind; idle's row in a replay.</summary>
    internal PhaseKindRow KindRow => PhaseKinds.Of(Kind ?? PhaseKind.Idle);

    /// <summary>How long; null only in a replay.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>When it begins, after the phase that it is a part of; 0 but in parts.</summary>
    public TimeSpan After { get; init; }

    /// <summary>
    /// What is done at the same time in it, each part with a name of its own; empty but in phases of kind <see cref="PhaseKind.Together"/>.
    /// </summary>
    public IReadOnlyList<ScenarioPhase> Together { get; init; } = [];

    /// <summary>Requests a second (at the start of a ramp); of connections how many are opened a second.</summary>
    public double? Rate { get; init; }

    /// <summary>Requests a second at the end of a ramp; null: the rate stays.</summary>
    public double? RateTo { get; init; }

    /// <summary>How the rate goes on from <see cref="Rate"/>, stage by stage; empty: by <see cref="RateTo"/>.</summary>
    public IReadOnlyList<LoadStage> Stages { get; init; } = [];

    /// <summary>Whether requests come at random moments (a Poisson process by the scenario's seed), not evenly.</summary>
    public bool IsPoisson { get; init; }

    /// <summary>How many requests may wait for their answers; null: 2,000.</summary>
    public int? InFlight { get; init; }

    /// <summary>How long an answer may take; null: 10 s.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What is asked for, each as often as its weight says; empty: one thing.</summary>
    public IReadOnlyList<LoadTarget> Targets { get; init; } = [];

    /// <summary>The most requests a second that it asks for at any moment.</summary>
    public double MostRate => Stages.Select(s => s.RateTo).Append(Rate ?? 0).Append(RateTo ?? 0).Max();

    /// <summary>The JSON-RPC method of <see cref="PhaseKind.Rpc"/> and <see cref="PhaseKind.Reads"/>.</summary>
    public string? Method { get; init; }

    /// <summary>Its parameters, an array or object, as compact JSON.</summary>
    public string? ParamsJson { get; init; }

    /// <summary>The path of <see cref="PhaseKind.Rest"/> and <see cref="PhaseKind.Custom"/>, beginning with /.</summary>
    public string? Path { get; init; }

    /// <summary>The HTTP method of <see cref="PhaseKind.Custom"/>; null is GET.</summary>
    public string? HttpMethod { get; init; }

    /// <summary>The body of <see cref="PhaseKind.Custom"/>.</summary>
    public string? Body { get; init; }

    /// <summary>Sending addresses of transfers, or client addresses.</summary>
    public int? Addresses { get; init; }

    /// <summary>The amount of a transfer in base units.</summary>
    public long? Amount { get; init; }

    /// <summary>WebSocket connections held.</summary>
    public int? Connections { get; init; }

    /// <summary>Subscriptions of each connection.</summary>
    public int? SubscriptionsPerConnection { get; init; }

    /// <summary>Bytes of text in each deployment.</summary>
    public double? TextSize { get; init; }

    /// <summary>The address that mining pays to.</summary>
    public string? Miner { get; init; }

    /// <summary>The engine that drives the load of <see cref="PhaseKind.Engine"/>.</summary>
    public LoadEngine? Engine { get; init; }

    /// <summary>Its script, from the scenario's folder.</summary>
    public string? Script { get; init; }

    /// <summary>Where the senders' private keys come from.</summary>
    public KeySource? Keys { get; init; }
}
