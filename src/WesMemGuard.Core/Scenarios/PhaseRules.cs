namespace WesMemGuard.Scenarios;

/// <summary>The properties that phases may have.</summary>
internal static class PhaseRules
{
    internal static readonly IReadOnlyList<string> Always = ["phase", "kind", "for"];

    internal static readonly IReadOnlyList<string> Known =
    [
        .. Always, "rate", "rateTo", "method", "params", "path", "httpMethod", "body", "addresses", "amount",
        "connections", "subscriptionsPerConnection", "textSize", "miner", "keys",
    ];
}
