using System.Collections.Frozen;
using System.Text.Json;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Known;

/// <summary>
/// The node's configuration as it is written: what bears on memory and load (node.md 2.1, 6, 7.2), no accounts and no
/// keys.
/// </summary>
internal static class KnownConfiguration
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "environment", "network", "chain_id", "network_id", "network_name", "chain_mode", "sync", "startup_mode", "api",
            "http_enabled", "http_port", "http_enable_rest",
        "http_enable_jsonrpc", "http_enable_websocket", "grpc_enabled", "grpc_port", "mining", "target_block_time",
            "enable_aggregator", "max_mining_threads",
        "min_network_quorum_total", "allow_single_node_mining", "network_discovery_timeout_seconds",
            "enable_tip_freshness_check", "enable_network_alignment_check",
        "blockchain", "block", "min_block_interval", "node", "host", "diagnostics_enabled", "diagnostics_port",
            "expected_min_peers", "single_node_mode", "enable_mdns",
        "enable_dht", "log", "level", "memory_monitoring", "mode", "memory_guard", "enabled", "soft_limit_mb", "hard_limit_mb",
            "check_interval_seconds", "auto_profile",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Its known fields; none when it can't be read.</summary>
    public static string Of(string config, Scrubber scrubber)
    {
        try
        {
            using var parsed = JsonDocument.Parse(config, new JsonDocumentOptions { MaxDepth = 32 });
            return parsed.RootElement.ValueKind == JsonValueKind.Object
                ? KnownFields.Of(parsed.RootElement, Names, scrubber) : "{}";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a surrogate pair in a text
        {
            return "{}";
        }
    }
}
