using System.Globalization;
using System.Text.Json;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Harness.Live.Load;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// The nodes that the measured one joins: started before it, told to mine, stopped after it. Nothing of them is measured.
/// </summary>
internal sealed class PeerNodes : IAsyncDisposable
{
    private readonly List<NodeProcess> _nodes = [];

    private PeerNodes()
    {
    }

    /// <summary>Where the measured node finds them, as multiaddresses.</summary>
    public List<string> Addresses { get; } = [];

    /// <exception cref="NodeStartException">One can't be started, doesn't tell who it is, or doesn't mine.</exception>
    public static async Task<PeerNodes> StartAsync(Scenario scenario, LiveOptions options, TimeProvider time, CancellationToken ct)
    {
        var peers = new PeerNodes();
        try
        {
            foreach (var peer in scenario.Peers)
                await peers.AddAsync(peer, (StartedNode)scenario.Node!, options, time, ct);
            return peers;
        }
        catch
        {
            await peers.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    private async Task AddAsync(PeerNode peer, StartedNode measured, LiveOptions options, TimeProvider time, CancellationToken ct)
    {
        var start = NodeProcess.Joining((peer.Start ?? measured) with { WorkDirectory = peer.Start?.WorkDirectory }, Addresses);
        var node = await NodeProcess.StartAsync(start,
            new NodeStartOptions { Folder = options.ScenarioFolder, Scrub = options.Scrubber.Text }, time, ct);
        _nodes.Add(node);
        using var client = new NodeClient(node.Address, time, options.Sampling with { Witness = null });
        var id = await AskAsync(client, "wes_admin_getP2PStatus", "", options, ct);
        if (Text(id, "peerId") is not { } peerId)
            throw new NodeStartException(StartReasons.NoPeerId("wes_admin_getP2PStatus"));
        Addresses.Add(string.Create(CultureInfo.InvariantCulture, $"/ip4/127.0.0.1/tcp/{node.PeerPort}/p2p/{peerId}"));
        await AskAsync(client, "wes_startMining", $"\"{peer.Miner ?? WesKey.Test(1).Address}\"", options, ct);
    }

    private static async Task<ReadOnlyMemory<byte>> AskAsync(NodeClient client, string method, string parameter,
        LiveOptions options, CancellationToken ct)
    {
        var reading = await client.AskAsync(JsonRpcCall.Request(method, $"[{parameter}]"), ct);
        var end = reading.Miss is { } miss ? RequestEnd.Of(miss) : RpcAnswers.End(reading.Sample!.Body, options.Scrubber.Text);
        return end.Kind == LoadResultKind.Ok
            ? reading.Sample!.Body : throw new NodeStartException(StartReasons.PeerRefuses(method, end.Quote));
    }

    private static string? Text(ReadOnlyMemory<byte> answer, string field)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("result", out var result) && result.ValueKind == JsonValueKind.Object
            && result.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
    }
}
