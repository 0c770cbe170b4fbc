namespace WesMemGuard.Diagnosis;

/// <summary>
/// What holds memory in the node (commit f9f07a8): the twelve that report, the three whose report is never
/// registered, and those without one (node.md 3).
/// </summary>
internal static class KnownHolders
{
    /// <summary>All of them, reporting ones first.</summary>
    public static IReadOnlyList<KnownHolder> All { get; } =
    [
        new("event", HolderReport.Registered, ["event/"], ["event/eventbus.go:1267", "event/module.go:54"]),
        new("storage", HolderReport.Registered, ["badger/", "storage/", "memory/"],
            ["storage/provider.go:179", "storage/memory/store.go:29", "badger/store.go:64"]),
        new("network", HolderReport.Registered, ["facade/", "network/", "pubsub/"],
            ["network/facade/service.go:2030", "network/module.go:225"]),
        new("p2p.addr_manager", HolderReport.Registered, ["discovery/"], ["p2p/discovery/addr_manager.go:256", "discovery/service.go:302"]),
        new("mempool.txpool", HolderReport.Registered, ["txpool/", "mempool/"],
            ["txpool.go:1490 (queue)", "txpool.go:1513 (confirmed)", "txpool.go:1093 (expired)", "config/txpool/defaults.go:14"]),
        new("eutxo", HolderReport.Registered, ["eutxo/", "writer/"], ["eutxo/writer/service.go:112"]),
        new("block", HolderReport.Registered, ["builder/", "block/", "processor/"], ["block/builder/service.go:180"]),
        new("chain", HolderReport.Registered, ["chain/", "sync/"], ["chain/sync/manager.go:51"]),
        new("ures", HolderReport.Registered, ["ures/", "cas/"], ["ures/cas/service.go:94"]),
        new("resourcesvc.view", HolderReport.Registered, ["resourcesvc/"], ["resourcesvc/service.go:668"]),
        new("tx", HolderReport.Registered, ["tx/", "draft/", "validator/", "verifier/"], ["tx/draft/service.go:157"]),
        new("ispc", HolderReport.Registered, ["ispc/", "coordinator/", "context/", "zkproof/"],
            ["ispc/context/isolation.go:73", "ispc/coordinator/async_zk_proof.go:284"]),
        new("consensus.miner", HolderReport.NeverRegistered, ["orchestrator/", "miner/", "quorum/", "pow_handler/"],
            ["consensus/miner/manager.go:319", "wait_confirmation.go:76"]),
        new("consensus.aggregator", HolderReport.NeverRegistered, ["controller/", "aggregator/", "election/"],
            ["consensus/aggregator/manager.go:518", "aggregator/controller/start_aggregation.go:670"]),
        new("api.websocket", HolderReport.NeverRegistered, ["websocket/"], ["api/websocket/server.go:247", "websocket/subscription.go:62"]),
        new("api", HolderReport.None, ["http/", "handlers/", "methods/", "middleware/", "jsonrpc/", "api/"],
            ["middleware/ratelimit.go:79", "jsonrpc/methods/nonce_manager.go"]),
        new("crypto.hash", HolderReport.None, ["hash/"], ["crypto/hash/hash.go:217"]),
        new("mempool.candidatepool", HolderReport.None, ["candidatepool/"], ["config/candidatepool/defaults.go:12"]),
        new("kademlia", HolderReport.None, ["kademlia/"], ["infrastructure/kademlia/manager.go:769"]),
        new("p2p", HolderReport.None, ["p2p/", "host/", "diagnostics/"], ["p2p/config.go:715", "host/options.go:408"]),
        new("persistence", HolderReport.None, ["persistence/", "query/"], ["persistence/query/block"]),
        new("log", HolderReport.None, ["log/"], ["infrastructure/log/log.go:98"]),
        new("metrics", HolderReport.None, ["metrics/"], ["metrics/memory_doctor.go:73"]),
        new("consensus", HolderReport.None, ["consensus/"], ["consensus/module.go:491"]),
        new("crypto", HolderReport.None, ["crypto/", "pow/"], ["crypto/pow"]),
    ];

    /// <summary>The holder of that name, or null; names of the node's documents are resolved (<c>block.builder</c>).</summary>
    public static KnownHolder? Find(string name)
    {
        var resolved = Modules.NodeModules.Resolve(name).Name;
        return All.FirstOrDefault(h => string.Equals(h.Name, resolved, StringComparison.Ordinal));
    }
}
