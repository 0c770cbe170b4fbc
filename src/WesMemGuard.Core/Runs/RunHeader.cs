using WesMemGuard.Texts;

namespace WesMemGuard.Runs;

/// <summary>What a run is, and where it came from.</summary>
/// <param name="Id">Folder name under <c>runs/</c>: UTC start and name, <c>20261122-153916-idle</c>.</param>
/// <param name="Name">The scenario's or recording's name.</param>
/// <param name="StartedAt">When the run began, UTC.</param>
/// <param name="Origin">Where its readings came from.</param>
/// <param name="Mode"><c>memory_monitoring.mode</c> when the configuration is known: <c>minimal</c>,
/// <c>heuristic</c>, <c>accurate</c>.</param>
/// <param name="MetricsInterval">Declared seconds between two <c>/metrics</c>; null: read off the answers.</param>
/// <param name="MemoryInterval">Declared seconds between two memory answers; null: read off the answers.</param>
/// <param name="Empty">Why the source holds no memory readings at all, as a log at level <c>warn</c>; null when it
/// holds some or should.</param>
public sealed record RunHeader(
    string Id, string Name, DateTimeOffset StartedAt, RunOrigin Origin, string? Mode = null,
    double? MemoryInterval = null, double? MetricsInterval = null, EmptySource? Empty = null)
{
    /// <summary>The scenario's or recording's name, on one line.</summary>
    public string Name { get; init => field = OneLine.Name(value); } = OneLine.Name(Name);

    /// <summary>What the configuration calls the mode, on one line.</summary>
    public string? Mode { get; init => field = value is null ? null : OneLine.Name(value); } = Mode is null ? null : OneLine.Name(Mode);

    /// <summary>What the run is to do; null: that was not told.</summary>
    public RunPlan? Plan { get; init; }
}
