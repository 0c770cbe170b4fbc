using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Node.Services;
using WesMemGuard.Node.Services.Go;
using WesMemGuard.Reasons;

namespace WesMemGuard.Harness.Live;

/// <summary>Whether the process that listens on a service's port is the service: before a proxy it isn't.</summary>
internal static class ServiceOwner
{
    /// <summary>Why its memory is not taken; null when it is the service's own, or nothing tells.</summary>
    public static async Task<Reason?> WhyOtherAsync(
        NodeClient client, ServiceProfile service, IProcessSource? process, CancellationToken ct)
    {
        if (process is null || service.Name != GoServiceProfile.Name || service.Page.Path != NodePaths.Metrics)
            return null;
        var page = (await client.MetricsAsync(ct).ConfigureAwait(false)).Sample;
        var seen = (await process.ReadAsync(ct).ConfigureAwait(false)).Sample;
        return page is null || seen is null || LocalProcess.IsOf(page, seen) ? null : LiveReasons.OtherProcess((int)seen.Pid);
    }
}
