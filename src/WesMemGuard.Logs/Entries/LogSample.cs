using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Entries;

/// <summary>One <c>memory_sample</c> line: what the memory endpoint serves, and the figures that only the log has (node.md 5.2).</summary>
/// <param name="At">When the node sampled: the field <c>time</c>, UTC.</param>
/// <param name="Sample">The figures that limits read, with all modules.</param>
/// <param name="Extra">The figures that only the line carries.</param>
internal sealed record LogSample(DateTimeOffset At, MemorySample Sample, LogSampleExtra Extra);

/// <summary>Figures of a <c>memory_sample</c> line that the memory endpoint doesn't serve; null when the line lacks them.</summary>
internal sealed record LogSampleExtra
{
    /// <summary>When the line was written (<c>timestamp</c>), UTC; a little later than the sample.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary><c>rss_mb</c>, whole MiB.</summary>
    public double? RssMiB { get; init; }

    /// <summary><c>heap_mb</c>, whole MiB.</summary>
    public double? HeapMiB { get; init; }

    /// <summary><c>heap_sys_bytes</c>: heap taken from the system.</summary>
    public double? HeapSys { get; init; }

    /// <summary><c>stack_inuse_bytes</c>.</summary>
    public double? StackInuse { get; init; }

    /// <summary><c>mspan_inuse_bytes</c>.</summary>
    public double? MspanInuse { get; init; }

    /// <summary><c>mcache_inuse_bytes</c>.</summary>
    public double? McacheInuse { get; init; }

    /// <summary><c>sys_bytes</c>: everything the Go runtime took from the system.</summary>
    public double? Sys { get; init; }

    /// <summary><c>modules_count</c>, as the line says it.</summary>
    public double? ModulesCount { get; init; }
}
