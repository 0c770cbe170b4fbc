using WesMemGuard.Runs;

namespace WesMemGuard.Verdicts;

/// <summary>The sources' names, as people know them.</summary>
internal static class MetricSource
{
    public const string MemoryPath = "/api/v1/system/memory";
    public const string MetricsPath = "/metrics";
    public const string ProcessPath = "/proc";
    public const string PairedPath = "/proc with /metrics";
    public const string CollectedPath = "gc=1";
    public const string LogLines = "memory_sample lines";

    /// <summary>Whether the run was read from a node's log.</summary>
    public static bool IsLog(MemoryRun run) => run.Header.Origin == RunOrigin.Log;
}
