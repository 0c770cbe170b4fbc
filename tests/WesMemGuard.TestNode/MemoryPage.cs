using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WesMemGuard.TestNodes;

/// <summary>The body of <c>/api/v1/system/memory</c>, in the real node's order of members and modules.</summary>
internal static class MemoryPage
{
    public static byte[] Of(NodeModel node) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        modules = Modules(node),
        runtime = new
        {
            heap_alloc = (long)node.Heap.HeapAlloc,
            heap_inuse = (long)node.Heap.HeapInuse,
            num_gc = (long)node.Heap.NumGc,
            num_goroutine = node.Goroutines - 4,
            rss_bytes = (long)node.Heap.Rss / 1024 * 1024,
            rss_mb = (long)(node.Heap.Rss / Sizes.MiB),
        },
    });

    private static object[] Modules(NodeModel node)
    {
        var minimal = node.Behaviour == NodeBehaviour.MinimalMode;
        var expired = node.Behaviour == NodeBehaviour.ExpiredTransactions && node.Struck ? 720 : 0;
        var crowded = node.Behaviour == NodeBehaviour.ManyPeers && node.Struck;
        var pending = node.Chain.Pending + node.Chain.Stuck;
        return
        [
            Module("event", "L2-Infrastructure", 0, 0, 0, 0),
            Module("storage", "L2-Infrastructure", 4, 0, 0, 0),
            Module("network", "L2-Infrastructure", crowded ? 81 : 1, 0, 17, 0),
            Module("eutxo", "L4-CoreBusiness", 0, 0, 0, 0),
            Module("resourcesvc.view", "L4-CoreBusiness", 0, 0, 0, 0),
            Module("mempool.txpool", "L3-Coordination", pending + expired, minimal ? 0 : (pending + expired) * 134, 0, pending),
            Module("ures", "L4-CoreBusiness", 0, 0, 0, 0),
            Module("tx", "L4-CoreBusiness", 0, 0, 0, 0),
            Module("ispc", "L4-CoreBusiness", 0, 0, 0, 0),
            Module("block", "L4-CoreBusiness", node.Chain.Cached, minimal ? 0 : node.Chain.Cached * 3600, node.Chain.Cached, 0),
            Module("chain", "L4-CoreBusiness", 0, 0, 0, 0),
            .. node.Age >= TimeSpan.FromSeconds(10)
                ? new[] { Module("p2p.addr_manager", "L2-Infrastructure", crowded ? 6000 : 1, crowded ? 6000 * 94 : 94, 0, 0) } : [],
        ];
    }

    private static object Module(string module, string layer, int objects, int approx_bytes, int cache_items,
        int queue_length) =>
        new { module, layer, objects, approx_bytes, cache_items, queue_length };
}

/// <summary>Texts of the diagnostics port.</summary>
internal static class DiagnosticsPages
{
    public static byte[] Memory(NodeModel node) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        rss_mb = (long)(node.Heap.Rss / Sizes.MiB),
        heap_alloc_mb = (long)(node.Heap.HeapAlloc / Sizes.MiB),
        heap_sys_mb = (long)(node.Heap.HeapSys / Sizes.MiB),
        heap_idle_mb = (long)(node.Heap.HeapIdle / Sizes.MiB),
        heap_inuse_mb = (long)(node.Heap.HeapInuse / Sizes.MiB),
        sys_mb = (long)(node.Heap.Sys / Sizes.MiB),
        total_alloc_mb = (long)(node.Heap.TotalAlloc / Sizes.MiB),
        num_gc = (long)node.Heap.NumGc,
        next_gc_mb = (long)(node.Heap.NextGc / Sizes.MiB),
        goroutines = node.Goroutines,
    });

    /// <summary>The heap as text, after a collection (Go, runtime/pprof writeHeapInternal).</summary>
    public static byte[] Heap(NodeModel node)
    {
        var last = (long)(node.Heap.LastGc - DateTimeOffset.UnixEpoch).TotalMicroseconds * 1000;
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"heap profile: 867: 746980800 [883: 748139200] @ heap/1048576\n\n# runtime.MemStats\n# Alloc = "
                + $"{node.Heap.HeapAlloc:0}\n# TotalAlloc = {node.Heap.TotalAlloc:0}\n# Sys = {node.Heap.Sys:0}\n# "
                    + $"HeapAlloc = {node.Heap.HeapAlloc + node.Noise:0}\n# NextGC = {node.Heap.NextGc:0}\n# LastGC = "
                        + $"{last}\n# NumGC = {node.Heap.NumGc:0}\n# NumForcedGC = 0\n"));
    }
}
