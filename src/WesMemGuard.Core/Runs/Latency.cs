namespace WesMemGuard.Runs;

/// <summary>How long something took, in milliseconds.</summary>
/// <param name="P50">The median.</param>
/// <param name="P90">The 90th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Max">The longest.</param>
public sealed record Latency(double P50, double P90, double P99, double Max);
