using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Reasons;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Asks whose the diagnostics port is before anything that it says is used: its heap would be taken for the node's.
/// </summary>
internal static class DiagnosticsOwner
{
    /// <summary>A page is a moment older than the other answer: what doesn't fit is asked again before it is believed.</summary>
    private const int Times = 2;

    /// <summary>Why the port is not the node's; null when it is, or when that can't be told.</summary>
    /// <param name="client">Asks the node.</param>
    /// <param name="address">Where it answers.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Reason?> WhyOtherAsync(NodeClient client, NodeAddress address, CancellationToken ct)
    {
        var (node, owner) = (DiagnosticsIdentity.OwnerOf(address.Http), DiagnosticsIdentity.OwnerOf(address.Diagnostics));
        if (DiagnosticsIdentity.IsNodes(node, owner, []) == true)
            return null;
        for (var i = 1; ; i++)
        {
            var (before, seen, after) = await DiagnosticsIdentity.AskAsync(client, ct).ConfigureAwait(false);
            if (seen is null)
                return null; // there is no such port, or it says nothing
            var fits = DiagnosticsIdentity.Fits(before, seen, after);
            if (DiagnosticsIdentity.IsNodes(node, owner, [fits]) != false)
                return null;
            if (fits == false && i < Times)
                continue;
            var shown = address.Diagnostics.GetLeftPart(UriPartial.Authority);
            return node is { } own && owner is { } other
                ? LiveReasons.OtherDiagnostics(shown, other, own)
                : LiveReasons.OtherCounts(shown, seen.NumGc, before!.GcCount!.Value, after!.GcCount!.Value);
        }
    }
}
