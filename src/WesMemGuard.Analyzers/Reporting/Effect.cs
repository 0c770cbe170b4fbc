namespace WesMemGuard.Analyzers.Reporting;

/// <summary>
/// The four effects a message may name; each was measured on this runtime (tests/WesMemGuard.GroundTruth.Tests).
/// </summary>
internal enum Effect
{
    /// <summary>Retained for the life of the process.</summary>
    Process,

    /// <summary>Retained until the token, timer or connection ends.</summary>
    Source,

    /// <summary>Connections or a pool are exhausted.</summary>
    Pool,

    /// <summary>Clean-up never runs.</summary>
    CleanUp,
}
