namespace WesMemGuard.Scenarios;

/// <summary>The properties that phases may have.</summary>
internal static class PhaseRules
{
    internal static readonly IReadOnlyList<string> Always = ["phase", "kind", "for"];

    /// <summary>What a part of a phase may have beside: it begins later, and may end earlier.</summary>
    internal static readonly IReadOnlyList<string> OfParts = ["after"];

    internal static readonly IReadOnlyList<string> Known =
    [
        .. Always, "rate", "rateTo", "method", "params", "path", "httpMethod", "body", "addresses", "amount",
        "connections", "subscriptionsPerConnection", "textSize", "miner", "keys", "stages", "arrivals", "inFlight", "timeout",
            "targets", "together", "engine", "script",
    ];
}
