namespace WesMemGuard.Diagnosis;

/// <summary>
/// A problem of a node's memory that can be told from its symptoms. Its words stand in <c>DiagnosisText.resx</c> under its id.
/// </summary>
/// <param name="Id">Its name on the command line: <c>pool-not-drained</c>.</param>
/// <param name="Rank">What it is: harm is told before what can't be measured, and that before explanations.</param>
/// <param name="Holder">The module or holder it belongs to; null when it belongs to none or to whichever grew.</param>
/// <param name="InLog">Whether the node's log alone shows it.</param>
internal sealed record Problem(string Id, ProblemRank Rank, string? Holder, bool InLog);

/// <summary>What a problem is.</summary>
internal enum ProblemRank
{
    /// <summary>Memory, or the chain, goes wrong.</summary>
    Harm,

    /// <summary>Something keeps the node from being measured.</summary>
    Measuring,

    /// <summary>What looks like harm and is none.</summary>
    Explanation,
}
