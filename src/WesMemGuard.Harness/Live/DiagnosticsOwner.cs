using WesMemGuard.Harness.Targets;
using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Reasons;

namespace WesMemGuard.Harness.Live;

/// <summary>
/// Whose is the diagnostics port? A busy port makes a node move on, and 28686 then belongs to the first node of the machine: its heap
/// would be taken for
/// this one's. Two owners alone prove nothing, as a container's ports are held open by a process each; then the counts of collections tell.
/// </summary>
public static class DiagnosticsOwner
{
    /// <summary>A page is a moment older than the other answer: what doesn't fit is asked again before it is believed.</summary>
    private const int Times = 2;

    /// <summary>Why the port is not the node's; null when it is, or when that can't be told.</summary>
    /// <param name="client">Asks the node.</param>
    /// <param name="address">Where it answers.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Reason?> WhyOtherAsync(NodeClient client, NodeAddress address, CancellationToken ct)
    {
        var shown = address.Diagnostics.GetLeftPart(UriPartial.Authority);
        var (http, diagnostics) = (Owner(address.Http), Owner(address.Diagnostics));
        if (http is not null && http == diagnostics)
            return null;
        for (var i = 0; i < Times; i++)
        {
            var before = (await client.MetricsAsync(ct).ConfigureAwait(false)).Sample;
            var seen = (await client.DiagnosticsAsync(ct).ConfigureAwait(false)).Sample;
            var after = (await client.MetricsAsync(ct).ConfigureAwait(false)).Sample;
            if (seen is null)
                return null; // there is no such port, or it says nothing
            if (before?.GcCount is not { } from || after?.GcCount is not { } to)
                return http is { } node && diagnostics is { } owner ? LiveReasons.OtherDiagnostics(shown, owner, node) : null;
            if (seen.NumGc >= from && seen.NumGc <= to)
                return null;
            if (i == Times - 1)
            {
                return http is { } own && diagnostics is { } other
                    ? LiveReasons.OtherDiagnostics(shown, other, own)
                    : LiveReasons.OtherCounts(shown, seen.NumGc, from, to);
            }
        }

        return null;
    }

    private static int? Owner(Uri address) => LiveTarget.IsLoopback(address) ? Ports.OwnerOf(address.Port) : null;
}
