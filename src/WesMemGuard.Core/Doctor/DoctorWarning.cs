namespace WesMemGuard.Doctor;

/// <summary>A moment at which the node's own MemoryDoctor warns, or will have warned.</summary>
/// <param name="At">The sample's time, UTC.</param>
/// <param name="Kind">Which rule.</param>
/// <param name="Value">Growth of rss in bytes, goroutines, or goroutines per minute.</param>
/// <param name="WindowStart">The oldest sample of the doctor's window, UTC.</param>
internal readonly record struct DoctorWarning(DateTimeOffset At, DoctorRule Kind, double Value, DateTimeOffset WindowStart);

/// <summary>The rules of MemoryDoctor (node.md 2.1).</summary>
internal enum DoctorRule
{
    /// <summary>内存趋势警告: rss of the window's last sample over 100 MiB above its first.</summary>
    RssGrowth,

    /// <summary><c>goroutine_count_high</c>: 5,000 or more.</summary>
    GoroutinesHigh,

    /// <summary><c>goroutine_count_critical</c>: 10,000 or more.</summary>
    GoroutinesCritical,

    /// <summary><c>goroutine_growth_rate_high</c>: over 500 a minute across the window.</summary>
    GoroutineGrowth,
}
