using WesMemGuard.Harness.Live;
using WesMemGuard.Node;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Diagnosing;

/// <summary>One look at a running node after the other.</summary>
internal sealed class Looker(NodeSampler sampler, NodeSilence silence)
{
    private static readonly NodeRequest Height = new("POST", NodePaths.JsonRpc, """{"jsonrpc":"2.0","id":1,"method":"wes_blockNumber","params":[]}""");
    private static readonly NodeRequest Chain = new("POST", NodePaths.JsonRpc, """{"jsonrpc":"2.0","id":1,"method":"wes_chainId","params":[]}""");

    /// <summary>Whether the diagnostics port is the node's.</summary>
    public bool HasDiagnostics { get; set; } = true;

    /// <summary>Asks for each figure once; a node that hangs is not asked for the next one.</summary>
    /// <returns>Whether it answered in time.</returns>
    public async Task<bool> LookAsync(bool collects, CancellationToken ct)
    {
        List<NodeRequest> requests = [new("GET", NodePaths.Memory), new("GET", NodePaths.Metrics), new("GET", NodePaths.Diagnostics), Height, Chain];
        if (collects)
            requests.Insert(0, new NodeRequest("GET", NodePaths.CollectedHeap, Mark: "live-heap"));
        foreach (var request in requests.Where(r => HasDiagnostics || !r.Path.StartsWith("/debug/", StringComparison.Ordinal)))
        {
            using var asked = silence.Asked();
            var miss = await sampler.TakeAsync(request, ct).ConfigureAwait(false);
            if (miss?.Kind == MissKind.TimedOut)
                return false;
            if (miss?.Kind == MissKind.Refused)
                silence.Missed(MissKind.Refused);
            else
                silence.Answered();
        }

        return true;
    }

    public async Task ProfilesAsync(int number, CancellationToken ct)
    {
        await sampler.TakeProfileAsync(RunProfiles.Heap, $"profiles/{number:00000}-heap.pb.gz", ct).ConfigureAwait(false);
        await sampler.TakeProfileAsync(RunProfiles.Goroutine, $"profiles/{number:00000}-goroutine.pb.gz", ct).ConfigureAwait(false);
    }
}
