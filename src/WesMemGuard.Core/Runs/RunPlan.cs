namespace WesMemGuard.Runs;

/// <summary>What a run is to do, told before it begins: what of it was not done is seen by that.</summary>
/// <param name="Phases">The phases in their order; none: it goes on until it is ended.</param>
public sealed record RunPlan(IReadOnlyList<PlannedPhase> Phases)
{
    /// <summary>The whole time of the phases.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public TimeSpan Length => TimeSpan.FromSeconds(Phases.Sum(p => p.Seconds));
}

/// <summary>A phase that is to be run.</summary>
/// <param name="Name">The phase's name.</param>
/// <param name="Kind">What is done in it.</param>
/// <param name="Seconds">How long it is to last.</param>
public sealed record PlannedPhase(string Name, string Kind, double Seconds);
