namespace WesMemGuard.Verdicts;

/// <summary>The sources' names, as people know them.</summary>
internal static class MetricSource
{
    public const string MemoryPath = "/api/v1/system/memory";
    public const string MetricsPath = "/metrics";
    public const string ProcessPath = "/proc";
    public const string CollectedPath = "gc=1";
}
