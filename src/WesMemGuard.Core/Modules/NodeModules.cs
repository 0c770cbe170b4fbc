using WesMemGuard.Measurement;
using WesMemGuard.Texts;

namespace WesMemGuard.Modules;

/// <summary>
/// The modules of the WES node (commit f9f07a8): the twelve that report, those whose report is never registered, and the names that
/// documents use for them. Paths are the node's own, below its <c>internal/core</c>.
/// </summary>
internal static class NodeModules
{
    private const string Infrastructure = "L2-Infrastructure";
    private const string Coordination = "L3-Coordination";
    private const string Business = "L4-CoreBusiness";

    /// <summary>
    /// The most that collections scan of the node's own variables: 0.6 MB in every recording (next_gc of quiet
    /// collections less twice their HeapAlloc).
    /// </summary>
    public const double MostGlobals = 1024 * 1024;

    /// <summary>The modules that the node reports, in every configuration; <c>p2p.addr_manager</c> once P2P has started.</summary>
    public static IReadOnlyList<NodeModule> All { get; } =
    [
        new("event", Infrastructure, [Metric.Bytes, Metric.CacheItems, Metric.QueueLength], [],
            "objects: WES subscriptions only; ordinary handlers and WebSocket subscriptions are not counted"),
        new("storage", Infrastructure, [Metric.Bytes, Metric.QueueLength], [],
            "objects: store instances, constant, normally 4; cacheItems: an estimate, half of BigCache's length"),
        new("network", Infrastructure, [Metric.Bytes, Metric.QueueLength], [],
            "objects: libp2p connections and local topic subscriptions; cacheItems: registered protocols, topics and "
                + "handles, nearly constant"),
        new("p2p.addr_manager", Infrastructure, [],
            [
                new(Metric.Objects, 20_000, "p2p/discovery/service.go:302, 5,000 unless it is a DHT server"),
                new(Metric.QueueLength, 100, "p2p/discovery/service.go:302, 50 unless it is a DHT server"),
            ],
            "objects: peers in the peerstore; cacheItems: pending lookups; queueLength: rediscovery queue; absent until P2P has started")
        {
            BytesMeaning = BytesMeaning.SampledText,
        },
        new("mempool.txpool", Coordination, [Metric.CacheItems],
            [
                new(Metric.Objects, 10_000, "config/txpool/defaults.go:14"),
                new(Metric.QueueLength, 10_000, "config/txpool/defaults.go:14"),
                new(Metric.Bytes, 512.0 * 1024 * 1024, "config/txpool/defaults.go:14"),
            ],
            "objects: all entries, expired ones too; queueLength: pending ones; confirmed transactions that its queue "
                + "keeps are not counted")
        {
            BytesMeaning = BytesMeaning.Formula,
            BytesZeroInMinimalMode = true,
        },
        new("eutxo", Business, [Metric.QueueLength],
            [new(Metric.Objects, 1000, "eutxo/writer/service.go:112"), new(Metric.CacheItems, 1000, "eutxo/writer/service.go:112")],
            "objects and cacheItems: its cache of unspent outputs")
        {
            BytesMeaning = BytesMeaning.EncodedSize,
            BytesZeroInMinimalMode = true,
        },
        new("block", Business, [Metric.QueueLength],
            [new(Metric.Objects, 100, "block/builder/service.go:180"), new(Metric.CacheItems, 100, "block/builder/service.go:180")],
            "objects and cacheItems: its cache of candidate blocks, which the node empties when it sees pressure")
        {
            BytesMeaning = BytesMeaning.EncodedSize,
            BytesZeroInMinimalMode = true,
        },
        new("chain", Business, [], [new(Metric.QueueLength, 1, "chain/sync/manager.go:51")],
            "objects: cached synced peers, and 1 while a sync runs; queueLength: 1 while a sync runs; 0 on a node alone"),
        new("ures", Business, [Metric.Bytes, Metric.Objects, Metric.CacheItems, Metric.QueueLength], [], "a constant row of zeros"),
        new("resourcesvc.view", Business, [Metric.Bytes, Metric.Objects, Metric.QueueLength],
            [new(Metric.CacheItems, 1000, "resourcesvc/service.go:668")], "cacheItems: its cache of resource views"),
        new("tx", Business, [Metric.Bytes, Metric.CacheItems, Metric.QueueLength],
            [new(Metric.Objects, 1000, "tx/draft/service.go:157")], "objects: open drafts"),
        new("ispc", Business, [Metric.Bytes, Metric.CacheItems], [],
            "objects: running executions and all proof tasks ever stored; queueLength: all proof tasks ever stored, not a queue"),
    ];

    /// <summary>Modules that implement a report which the node never registers: no answer holds them.</summary>
    public static IReadOnlyList<NodeModule> NeverRegistered { get; } =
    [
        new("consensus.miner", Coordination, [Metric.Bytes, Metric.Objects, Metric.CacheItems, Metric.QueueLength], [],
            "consensus/miner/manager.go:319"),
        new("consensus.aggregator", Coordination, [Metric.Bytes, Metric.Objects, Metric.CacheItems, Metric.QueueLength], [],
            "consensus/aggregator/manager.go:518"),
        new("api.websocket", Infrastructure, [], [], "internal/api/websocket/server.go:247"),
    ];

    /// <summary>Names that the node's documents use, and the names in its answers.</summary>
    public static IReadOnlyDictionary<string, string> Aliases { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["block.builder"] = "block",
        ["chain.sync"] = "chain",
        ["network.facade"] = "network",
    };

    /// <summary>The reporting module of that name, or null; aliases are not resolved.</summary>
    public static NodeModule? Find(string name) => Find(All, name);

    /// <summary>The names of the modules that report a metric as a constant 0.</summary>
    public static IReadOnlyList<string> BlindTo(Metric metric) =>
        [.. All.Where(module => module.Blind.Contains(metric)).Select(module => module.Name)];

    /// <summary>What a name means: a module, an alias of one, one that is never registered, or unknown.</summary>
    public static ModuleName Resolve(string name)
    {
        if (Find(All, name) is { } known)
            return new ModuleName(name, known);
        if (Aliases.TryGetValue(name, out var actual))
            return new ModuleName(actual, Find(All, actual)) { Notice = ModuleReasons.Alias(name, actual) };
        if (Find(NeverRegistered, name) is not null)
        {
            return new ModuleName(name, null)
            {
                NeverRegistered = true,
                Notice = ModuleReasons.NeverRegistered(name),
            };
        }

        var names = All.Concat(NeverRegistered).Select(module => module.Name).Concat(Aliases.Keys);
        return new ModuleName(name, null) { Unknown = true, Nearest = NearestName.Of(name, names) };
    }

    private static NodeModule? Find(IReadOnlyList<NodeModule> modules, string name) =>
        modules.FirstOrDefault(module => string.Equals(module.Name, name, StringComparison.Ordinal));
}
