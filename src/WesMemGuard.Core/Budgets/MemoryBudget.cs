namespace WesMemGuard.Budgets;

/// <summary>What a run must keep within: the limits of one budget file, in its order.</summary>
/// <param name="WarmUp">Cut from growth, growthPerHour and growthPer, from the process's start on, or its first
/// answer where no start is known; 5 minutes if the file doesn't say.</param>
/// <param name="Limits">At least one.</param>
/// <param name="File">The file's name as it was given to the reader.</param>
public sealed record MemoryBudget(TimeSpan WarmUp, IReadOnlyList<Limit> Limits, string File)
{
    /// <summary>The warm-up of a budget that doesn't declare one: 5 minutes.</summary>
    public static readonly TimeSpan DefaultWarmUp = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether warm-up counts from the run's first answer, not from the process's start: a node that runs already
    /// warms up under a new load.
    /// </summary>
    public bool WarmUpOfRun { get; init; }

    /// <summary>What the file says an editor completes it by (<c>$schema</c>); null: nothing.</summary>
    internal string? Schema { get; init; }

    /// <summary>
    /// Every mention of a phase in the file, in its order; whether they exist is the scenario's or recording's to say.
    /// </summary>
    public IReadOnlyList<PhaseReference> PhaseNames { get; init; } = [];
}
