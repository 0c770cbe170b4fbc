using WesMemGuard.Logs.Entries;
using WesMemGuard.Logs.Lines;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Collecting;

/// <summary>Makes a sample of a parsed <c>memory_sample</c> line.</summary>
internal static class SampleLine
{
    /// <summary>The message of every sample.</summary>
    public const string Message = "memory_sample";

    /// <summary>The sample.</summary>
    /// <exception cref="UnreadableLineException">A figure that limits read is missing or no number from 0, or the
    /// line has no time.</exception>
    public static LogSample Read(LineRecord record)
    {
        var at = record.Time ?? record.WrittenAt
            ?? throw new UnreadableLineException("neither time nor timestamp can be read");
        var sample = new MemorySample(
            Needed(record, "rss_bytes"), Needed(record, "heap_alloc_bytes"), Needed(record, "heap_inuse_bytes"),
            Needed(record, "gc"), Needed(record, "goroutines"), record.Modules ?? []);
        return new LogSample(at, sample, Extra(record));
    }

    private static LogSampleExtra Extra(LineRecord record) => new()
    {
        WrittenAt = record.WrittenAt,
        RssMiB = record.Figure("rss_mb"),
        HeapMiB = record.Figure("heap_mb"),
        HeapSys = record.Figure("heap_sys_bytes"),
        StackInuse = record.Figure("stack_inuse_bytes"),
        MspanInuse = record.Figure("mspan_inuse_bytes"),
        McacheInuse = record.Figure("mcache_inuse_bytes"),
        Sys = record.Figure("sys_bytes"),
        ModulesCount = record.Figure("modules_count"),
    };

    private static double Needed(LineRecord record, string name) => record.Figure(name) switch
    {
        >= 0 and < 1e300 and var value => value,
        null => throw new UnreadableLineException($"{name} is missing or no number"),
        { } value => throw new UnreadableLineException($"{name} is {value}, a number from 0 is needed"),
    };
}
