using System.Globalization;
using WesMemGuard.Logs.Entries;

namespace WesMemGuard.Logs.Writing;

/// <summary>
/// The columns in which samples are written; the first ones carry the names that a series is read by, so that the file
/// can be judged again.
/// </summary>
internal static class SampleColumns
{
    public static readonly (string Name, Func<LogSample, double?> Value)[] Process =
    [
        ("rss_bytes", s => s.Sample.RssBytes),
        ("heap_alloc", s => s.Sample.HeapAlloc),
        ("heap_inuse", s => s.Sample.HeapInuse),
        ("num_gc", s => s.Sample.NumGc),
        ("num_goroutine", s => s.Sample.Goroutines),
        ("rss_mb", s => s.Extra.RssMiB),
        ("heap_mb", s => s.Extra.HeapMiB),
        ("heap_sys", s => s.Extra.HeapSys),
        ("stack_inuse", s => s.Extra.StackInuse),
        ("mspan_inuse", s => s.Extra.MspanInuse),
        ("mcache_inuse", s => s.Extra.McacheInuse),
        ("sys", s => s.Extra.Sys),
        ("modules_count", s => s.Extra.ModulesCount),
    ];

    public static readonly (string Name, Func<Runs.ModuleSample, double> Value)[] Module =
    [
        ("objects", m => m.Objects),
        ("approx_bytes", m => m.ApproxBytes),
        ("cache_items", m => m.CacheItems),
        ("queue_length", m => m.QueueLength),
    ];

    /// <summary>When the sample was taken, UTC, to the digits it has.</summary>
    public static string At(LogSample sample) =>
        sample.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z";

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
