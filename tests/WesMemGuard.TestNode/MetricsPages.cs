using System.Globalization;
using System.Text;

namespace WesMemGuard.TestNodes;

/// <summary>The body of <c>/metrics</c>, with the names, types and number format of the real page.</summary>
internal static class MetricsPages
{
    /// <param name="node">The process.</param>
    /// <param name="clockAhead">How far the machine's clock was set forward.</param>
    public static byte[] Of(NodeModel node, TimeSpan clockAhead)
    {
        var page = new StringBuilder(
            "# HELP go_gc_duration_seconds A summary of the wall-time pause duration in garbage collection cycles.\n# "
                + "TYPE go_gc_duration_seconds summary\n")
            .Append("go_gc_duration_seconds{quantile=\"0\"} 5.6204e-05\ngo_gc_duration_seconds{quantile=\"1\"} "
                + "0.000366076\ngo_gc_duration_seconds_sum 0.000778833\n")
            .Append("go_gc_duration_seconds_count ").Append(Number(node.Heap.NumGc)).Append("\ngo_info{version=\"go1.26.8\"} 1\n");
        foreach (var (name, kind, value) in Figures(node, clockAhead))
            page.Append("# TYPE ").Append(name).Append(' ').Append(kind).Append('\n').Append(name).Append(' ')
                .Append(Number(value)).Append('\n');
        if (node.Chain.Rounds(node.Now) is { } mined)
            page.Append("weisyn_mining_quorum_check_total{node_id=\"12D3KooWTestNode\",result=\"allowed\"} ").Append(Number(mined.Rounds))
                .Append("\nweisyn_mining_quorum_tip_age_seconds{node_id=\"12D3KooWTestNode\"} ").Append(Number(mined.TipAge)).Append('\n');
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private static (string Name, string Kind, double Value)[] Figures(NodeModel node, TimeSpan clockAhead) =>
    [
        ("go_gc_gogc_percent", "gauge", 100),
        ("go_gc_gomemlimit_bytes", "gauge", 9.223372036854776e+18),
        ("go_goroutines", "gauge", node.Goroutines),
        ("go_memstats_alloc_bytes", "gauge", node.Heap.HeapAlloc),
        ("go_memstats_alloc_bytes_total", "counter", node.Heap.TotalAlloc),
        ("go_memstats_heap_alloc_bytes", "gauge", node.Heap.HeapAlloc),
        ("go_memstats_heap_idle_bytes", "gauge", node.Heap.HeapIdle),
        ("go_memstats_heap_inuse_bytes", "gauge", node.Heap.HeapInuse),
        ("go_memstats_heap_released_bytes", "gauge", node.Heap.Released),
        ("go_memstats_heap_sys_bytes", "gauge", node.Heap.HeapSys),
        ("go_memstats_last_gc_time_seconds", "gauge", Seconds(node.Heap.LastGc + clockAhead)),
        ("go_memstats_next_gc_bytes", "gauge", node.Heap.NextGc),
        ("go_memstats_stack_inuse_bytes", "gauge", node.Heap.StackInuse),
        ("go_memstats_sys_bytes", "gauge", node.Heap.Sys),
        ("go_sched_gomaxprocs_threads", "gauge", 2),
        ("go_threads", "gauge", 8),
        ("process_cpu_seconds_total", "counter", node.Age.TotalSeconds / 50),
        ("process_max_fds", "gauge", 1048576),
        ("process_open_fds", "gauge", 24 + node.Connections),
        ("process_resident_memory_bytes", "gauge", node.Heap.Rss),
        ("process_start_time_seconds", "gauge", Math.Round(Seconds(node.StartedAt + clockAhead), 2)),
        ("wes_sync_local_height", "gauge", node.Chain.Height),
    ];

    private static double Seconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>
    /// As Go's strconv writes it: an exponent from 21 digits on, here from a million on, as the real page does.
    /// </summary>
    private static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 1e6 ? "0.################e+00" : "0.################",
            CultureInfo.InvariantCulture);
}
