using WesMemGuard.Harness.Live;
using WesMemGuard.Node;
using WesMemGuard.Node.Profiles;
using WesMemGuard.Node.Services;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Diagnosing;

/// <summary>One look at a running node after the other.</summary>
internal sealed class Looker(NodeSampler sampler, NodeSilence silence, ServiceProfile service)
{
    /// <summary>Whether the diagnostics port is the node's.</summary>
    public bool HasDiagnostics { get; set; } = true;

    /// <summary>Asks for each figure once; a node that hangs is not asked for the next one.</summary>
    /// <returns>Whether it answered in time.</returns>
    public async Task<bool> LookAsync(bool collects, IProcessSource? process, CancellationToken ct)
    {
        if (process is not null)
            await sampler.TakeAsync(process, ct).ConfigureAwait(false);
        var answers = false;
        foreach (var request in Requests(collects))
        {
            using var asked = silence.Asked();
            var miss = await sampler.TakeAsync(request, ct).ConfigureAwait(false);
            if (miss?.Kind == MissKind.TimedOut)
                return false;
            if (miss?.Kind == MissKind.Refused)
                silence.Missed(MissKind.Refused);
            else
                silence.Answered();
            answers |= miss?.Kind != MissKind.Refused;
        }

        return answers;
    }

    private IEnumerable<NodeRequest> Requests(bool collects)
    {
        NodeRequest?[] requests =
        [
            collects && HasDiagnostics ? new NodeRequest("GET", NodePaths.CollectedHeap, Mark: "live-heap") : null,
            .. service.Polled.Take(1).Select(p => p.Request), service.BeforePage, service.Page, HasDiagnostics ? service.Diagnostics : null,
            .. service.Polled.Skip(1).Select(p => p.Request), service.Identity,
        ];
        return requests.OfType<NodeRequest>();
    }

    /// <summary>Captures profiles; the last ones with the goroutines that leaked, where the service tells, as that collects.</summary>
    public async Task ProfilesAsync(int number, bool isLast, CancellationToken ct)
    {
        await sampler.TakeProfileAsync(ProfileKind.Heap, ProfileName.PathOf(number, ProfileKind.Heap), ct).ConfigureAwait(false);
        await sampler.TakeProfileAsync(ProfileKind.Goroutine, ProfileName.PathOf(number, ProfileKind.Goroutine), ct).ConfigureAwait(false);
        if (isLast)
            await sampler.TakeProfileAsync(ProfileKind.GoroutineLeaks, ProfileName.PathOf(number, ProfileKind.GoroutineLeaks), ct)
                .ConfigureAwait(false);
    }
}
