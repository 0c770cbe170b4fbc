namespace WesMemGuard.Budgets;

/// <summary>What is known of each metric: its name in files, whose it is, and whether it is a size or a count.</summary>
public static class Metrics
{
    /// <summary>The name that stands for the node's process in <c>of</c>.</summary>
    public const string Process = "process";

    private static readonly (string Name, Metric Metric, bool OfProcess, bool IsSize)[] Table =
    [
        ("liveHeap", Metric.LiveHeap, true, true),
        ("heapAlloc", Metric.HeapAlloc, true, true),
        ("heapInuse", Metric.HeapInuse, true, true),
        ("rss", Metric.Rss, true, true),
        ("rssAnon", Metric.RssAnon, true, true),
        ("goroutines", Metric.Goroutines, true, false),
        ("openFiles", Metric.OpenFiles, true, false),
        ("threads", Metric.Threads, true, false),
        ("bytes", Metric.Bytes, false, true),
        ("objects", Metric.Objects, false, false),
        ("cacheItems", Metric.CacheItems, false, false),
        ("queueLength", Metric.QueueLength, false, false),
        ("measuredBytes", Metric.MeasuredBytes, false, true),
    ];

    /// <summary>The name in files, like <c>liveHeap</c>.</summary>
    public static string Name(this Metric metric) => Row(metric).Name;

    /// <summary>Whether it is a size in bytes; else it is a count.</summary>
    public static bool IsSize(this Metric metric) => Row(metric).IsSize;

    /// <summary>Whether it belongs to the process; else to a module.</summary>
    public static bool IsOfProcess(this Metric metric) => Row(metric).OfProcess;

    /// <summary>The names of the process's metrics, or of a module's.</summary>
    public static IReadOnlyList<string> Names(bool ofProcess) => [.. Table.Where(row => row.OfProcess == ofProcess).Select(row => row.Name)];

    /// <summary>The metric of that name, or null.</summary>
    public static Metric? Find(string name)
    {
        foreach (var row in Table)
        {
            if (string.Equals(row.Name, name, StringComparison.Ordinal))
                return row.Metric;
        }

        return null;
    }

    private static (string Name, Metric Metric, bool OfProcess, bool IsSize) Row(Metric metric) => Array.Find(Table, row => row.Metric == metric);
}
