namespace WesMemGuard.Budgets;

/// <summary>A phase that a budget or scenario names, and where.</summary>
/// <param name="Name">The name as written; it may end in * (<c>rest*</c>).</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its column, from 1.</param>
public sealed record PhaseReference(string Name, int Line, int Column)
{
    /// <summary>Whether the name stands for all phases that begin so.</summary>
    public bool IsPattern => Name.EndsWith("*", StringComparison.Ordinal);

    /// <summary>Whether a phase of that name is meant.</summary>
    public bool Matches(string phase) => IsPattern
        ? phase.StartsWith(Name.Substring(0, Name.Length - 1), StringComparison.Ordinal)
        : string.Equals(phase, Name, StringComparison.Ordinal);
}
