namespace WesMemGuard.Analyzers.Reporting;

/// <summary>
/// The four effects a message may name; each was measured on this runtime (tests/WesMemGuard.GroundTruth.Tests).
/// </summary>
internal static class Effects
{
    public const string Process = "retained for the life of the process";
    public const string Source = "retained until the token, timer or connection ends";
    public const string Pool = "connection or pool exhausted";
    public const string CleanUp = "clean-up never runs";
}
