using WesMemGuard.Budgets;

namespace WesMemGuard.Scenarios;

/// <summary>The kinds of phases, and which properties each needs and may have beside phase, kind and for.</summary>
internal static class PhaseRules
{
    internal static readonly IReadOnlyList<(string Name, PhaseKind Value)> Kinds =
    [
        ("idle", PhaseKind.Idle), ("mine-on", PhaseKind.MineOn), ("mine-off", PhaseKind.MineOff), ("transfers", PhaseKind.Transfers),
        ("deploys", PhaseKind.Deploys), ("reads", PhaseKind.Reads), ("ws", PhaseKind.WebSockets), ("ips", PhaseKind.ClientAddresses),
        ("stats", PhaseKind.Stats), ("rpc", PhaseKind.Rpc), ("rest", PhaseKind.Rest), ("sync", PhaseKind.Sync), ("custom", PhaseKind.Custom),
        ("restart", PhaseKind.Restart), ("kill", PhaseKind.Kill), ("pause", PhaseKind.Pause),
    ];

    internal static readonly IReadOnlyList<string> Always = ["phase", "kind", "for"];

    internal static readonly IReadOnlyList<string> Known =
    [
        .. Always, "rate", "rateTo", "method", "params", "path", "httpMethod", "body", "addresses", "amount",
        "connections", "subscriptionsPerConnection", "textSize", "miner", "keys",
    ];

    /// <summary>What a kind needs.</summary>
    internal static IReadOnlyList<string> Needs(PhaseKind kind) => kind switch
    {
        PhaseKind.Transfers or PhaseKind.Deploys or PhaseKind.Reads or PhaseKind.ClientAddresses or PhaseKind.Stats => ["rate"],
        PhaseKind.WebSockets => ["connections"],
        PhaseKind.Rpc => ["rate", "method"],
        PhaseKind.Rest or PhaseKind.Custom => ["rate", "path"],
        _ => [],
    };

    /// <summary>What a kind may have beside what it needs.</summary>
    internal static IReadOnlyList<string> May(PhaseKind kind) => kind switch
    {
        PhaseKind.MineOn => ["miner"],
        PhaseKind.Transfers => ["rateTo", "addresses", "amount", "keys"],
        PhaseKind.Deploys => ["rateTo", "textSize", "keys"],
        PhaseKind.Reads => ["rateTo", "method", "params"],
        PhaseKind.WebSockets => ["subscriptionsPerConnection"],
        PhaseKind.ClientAddresses => ["rateTo", "addresses"],
        PhaseKind.Rpc => ["rateTo", "params", "keys"],
        PhaseKind.Stats or PhaseKind.Rest => ["rateTo"],
        PhaseKind.Custom => ["rateTo", "httpMethod", "body"],
        _ => [],
    };

    internal static string NameOf(PhaseKind kind) => Kinds.First(known => known.Value == kind).Name;
}
