using WesMemGuard.Node;
using WesMemGuard.Node.Processes;
using WesMemGuard.Runs;

namespace WesMemGuard.Harness.Targets;

/// <summary>
/// Whether a diagnostics port is that of the node whose page is read: the one place that decides it, for whoever looks.
/// A busy port makes a node move on, and 28686 then belongs to the first node of the machine. Two owners alone prove
/// nothing, as a container's ports are held open by a process each that passes on; then the counts of collections tell.
/// </summary>
internal static class DiagnosticsIdentity
{
    /// <summary>
    /// Whether an answer can be of the process whose pages stand around it: its collections lie between theirs, and
    /// with no collection in between its goal is theirs. Null where the pages don't tell.
    /// </summary>
    /// <param name="before">The page before it.</param>
    /// <param name="seen">The answer.</param>
    /// <param name="after">The page after it.</param>
    public static bool? Fits(MetricsSample? before, DiagnosticsSample seen, MetricsSample? after)
    {
        if (before?.GcCount is not { } from || after?.GcCount is not { } to
            || before.StartTimeSeconds != after.StartTimeSeconds)
            return null;
        if (seen.NumGc < from || seen.NumGc > to)
            return false;
        return from != to || before.NextGc is not { } goal || before.NextGc != after.NextGc
            || Math.Abs(Math.Floor(goal / ByteSize.MiB) - seen.NextGcMiB) <= 1;
    }

    /// <summary>Whether the port is the node's, of all that is known; null where that doesn't tell.</summary>
    /// <param name="node">The process that listens on the node's port; null: it can't be seen.</param>
    /// <param name="owner">The process that listens on the diagnostics port; null: it can't be seen.</param>
    /// <param name="fits">What <see cref="Fits"/> says of each answer.</param>
    public static bool? IsNodes(int? node, int? owner, IReadOnlyCollection<bool?> fits)
    {
        if (node is not null && node == owner)
            return true;
        if (fits.Contains(false))
            return false;
        if (fits.Contains(true))
            return true;
        return node is not null && owner is not null ? false : null;
    }

    /// <summary>The process that listens at an address of this machine; null when it can't be seen.</summary>
    public static int? OwnerOf(Uri address) => LiveTarget.IsLoopback(address) ? Ports.OwnerOf(address.Port) : null;

    /// <summary>What a port says, and the node's page before and after it.</summary>
    public static async Task<(MetricsSample? Before, DiagnosticsSample? Seen, MetricsSample? After)> AskAsync(NodeClient client,
        CancellationToken ct)
    {
        var before = await client.MetricsAsync(ct).ConfigureAwait(false);
        var seen = await client.DiagnosticsAsync(ct).ConfigureAwait(false);
        if (seen.Sample is null)
            return (before.Sample, null, null);
        return (before.Sample, seen.Sample, (await client.MetricsAsync(ct).ConfigureAwait(false)).Sample);
    }
}
