namespace WesMemGuard.Diagnosis;

/// <summary>What is known of a part of the node that holds memory; its words stand in <c>DiagnosisText.resx</c>.</summary>
/// <param name="Name">Its name, as the node's answers or heap profiles call it.</param>
/// <param name="Reports">Whether the node's answers hold it.</param>
/// <param name="Callers">How the callers of its log lines begin: folder and file, as zap shortens them. The log's own
/// routing is broken (node.md 0.12).</param>
/// <param name="Look">Where to look in the node's source.</param>
internal sealed record KnownHolder(string Name, HolderReport Reports, IReadOnlyList<string> Callers, IReadOnlyList<string> Look);

/// <summary>Whether a holder reports its memory.</summary>
internal enum HolderReport
{
    /// <summary>One of the twelve in the node's answers.</summary>
    Registered,

    /// <summary>Implements a report that the node never registers.</summary>
    NeverRegistered,

    /// <summary>Has none: only heap profiles show it.</summary>
    None,
}
