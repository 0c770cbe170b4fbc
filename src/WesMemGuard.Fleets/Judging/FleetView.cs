namespace WesMemGuard.Fleets.Judging;

/// <summary>How a fleet is looked at.</summary>
/// <param name="BudgetPath">What messages call the budget.</param>
/// <param name="EvidencePath">What messages call what the verdicts rest on.</param>
internal sealed record FleetView(string BudgetPath, string EvidencePath)
{
    /// <summary>The label that names nodes; null: as few as tell them apart.</summary>
    public string? NodeLabel { get; init; }

    /// <summary>The name of a node without labels; null: the source's.</summary>
    public string? Alone { get; init; }

    /// <summary>The end of what was asked for, UTC; null: the last sample of all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many nodes are judged at a time.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;
}
