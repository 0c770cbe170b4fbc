namespace WesMemGuard.Runs;

/// <summary>What became of a phase's load, request by request.</summary>
/// <param name="Due">Requests or connections that were due, whether they left or not.</param>
/// <param name="Results">How they ended, by kind; a kind that did not occur is left out.</param>
public sealed record LoadCounts(long Due, IReadOnlyList<LoadResult> Results)
{
    /// <summary>How much later than due requests left: the harness's own delay, none of the node's; null where none left.</summary>
    public Latency? Lateness { get; init; }

    /// <summary>Accepted transfers found in a block; null where they were not followed.</summary>
    public long? Mined { get; init; }

    /// <summary>Client addresses that requests came from, where a phase invents them; null else.</summary>
    public long? Addresses { get; init; }

    /// <summary>Whether both say the same of every kind.</summary>
    public bool Equals(LoadCounts? other) =>
        other is not null && (Due, Lateness, Mined, Addresses) == (other.Due, other.Lateness, other.Mined, other.Addresses)
        && Results.SequenceEqual(other.Results);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Due, Results.Count, Mined);
}
