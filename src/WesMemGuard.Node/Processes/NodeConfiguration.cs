using System.Text.Json;
using System.Text.Json.Nodes;

namespace WesMemGuard.Node.Processes;

/// <summary>A node's configuration with ports of its own (node.md 7.3).</summary>
/// <param name="Json">The file's text.</param>
/// <param name="Http">The HTTP port.</param>
/// <param name="Grpc">The gRPC port.</param>
/// <param name="Diagnostics">The diagnostics port; the node opens it only where <c>node.host.diagnostics_enabled</c> is
/// true.</param>
internal sealed record NodeConfiguration(string Json, int Http, int Grpc, int Diagnostics)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary><c>network.chain_mode</c>; <c>private</c> when the file doesn't say.</summary>
    public string ChainMode { get; private init; } = "private";

    /// <summary><c>network.chain_id</c>; null when the file doesn't say.</summary>
    public long? ChainId { get; private init; }

    /// <summary>The port that other nodes connect to.</summary>
    public int Peer { get; private init; }

    /// <summary>Whether the diagnostics port is asked for.</summary>
    public bool HasDiagnostics { get; private init; }

    /// <summary>Gives a configuration free ports; every port in the file is replaced.</summary>
    public static NodeConfiguration WithFreePorts(string? json)
    {
        var ports = Ports.Free(4);
        var root = json is null ? [] : JsonNode.Parse(json)!.AsObject();
        Set(root, ports[0], "api", "http_port");
        Set(root, ports[1], "api", "grpc_port");
        Set(root, ports[2], "node", "host", "diagnostics_port");
        if (root["node"]?["listen_addresses"] is JsonArray)
            root["node"]!["listen_addresses"] = new JsonArray($"/ip4/127.0.0.1/tcp/{ports[3]}",
                $"/ip4/127.0.0.1/udp/{ports[3]}/quic-v1");
        return new NodeConfiguration(root.ToJsonString(Indented), ports[0], ports[1], ports[2])
        {
            Peer = ports[3],
            ChainMode = Text(root["network"]?["chain_mode"]) ?? "private",
            ChainId = root["network"]?["chain_id"] is JsonValue id && id.TryGetValue(out long number) ? number : null,
            HasDiagnostics = root["node"]?["host"]?["diagnostics_enabled"] is JsonValue enabled && enabled.TryGetValue(out bool on) && on,
        };
    }

    /// <summary>
    /// A configuration whose node is not alone: it connects to others, or waits for them (node.md 7.9).
    /// </summary>
    /// <param name="json">The configuration; null: an empty one.</param>
    /// <param name="peers">Multiaddresses of the nodes that it joins; empty: it waits.</param>
    public static string Joining(string? json, IReadOnlyList<string> peers)
    {
        var root = json is null ? [] : JsonNode.Parse(json)!.AsObject();
        if (root["node"] is not JsonObject)
            root["node"] = new JsonObject();
        var node = root["node"]!.AsObject();
        node["single_node_mode"] = false;
        node["listen_addresses"] ??= new JsonArray("/ip4/127.0.0.1/tcp/0");
        if (peers.Count > 0)
            node["bootstrap_peers"] = new JsonArray([.. peers.Select(p => (JsonNode?)JsonValue.Create(p))]);
        return root.ToJsonString();
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static void Set(JsonObject root, int port, params ReadOnlySpan<string> path)
    {
        var at = root;
        foreach (var name in path[..^1])
        {
            if (at[name] is not JsonObject)
                at[name] = new JsonObject();
            at = at[name]!.AsObject();
        }

        at[path[^1]] = port;
    }
}
