using WesMemGuard.Node;
using WesMemGuard.Node.Processes;

namespace WesMemGuard.Harness.Targets;

/// <summary>
/// Finds the diagnostics port of a node on this machine that was named by its HTTP port alone: the ports that its
/// process listens on, else the usual one. Only what is the same process is taken.
/// </summary>
internal static class DiagnosticsPort
{
    /// <summary>The node's default.</summary>
    public const int Usual = 28686;

    /// <summary>
    /// A node listens on four or five; a process with many more is a host of several, whose ports are not gone through.
    /// </summary>
    private const int MostPorts = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The address; null when there is none, or it can't be told that it is this node's.</summary>
    /// <param name="http">The node's HTTP port.</param>
    /// <param name="declared">What the scenario says of a node that another one is driven in place of; null:
    /// nothing.</param>
    /// <param name="time">Dates the questions.</param>
    /// <param name="asking">How to ask.</param>
    /// <param name="ct">Ends the search.</param>
    public static async Task<Uri?> FindAsync(Uri http, Uri? declared, TimeProvider time, NodeClientSettings asking,
        CancellationToken ct)
    {
        if (!LiveTarget.IsLoopback(http))
            return null;
        var owner = Ports.OwnerOf(http.Port);
        if (owner == Environment.ProcessId)
            return null; // a node within this process stands beside replays and other nodes, which would count what they are asked
        var own = owner is { } pid ? Ports.Of(pid) : [];
        int[] likely = declared is null ? [Usual] : [declared.Port, Usual];
        var found = new List<Uri>();
        foreach (var port in likely.Concat(own.Count > MostPorts ? [] : own)
            .Where(p => p != http.Port && (own.Count == 0 || own.Contains(p))).Distinct())
        {
            var candidate = new UriBuilder(http) { Port = port }.Uri;
            using var client =
                new NodeClient(new NodeAddress(http, candidate), time, asking with { Timeout = Patience });
            var (before, seen, after) = await DiagnosticsIdentity.AskAsync(client, ct);
            if (seen is not null && DiagnosticsIdentity.Fits(before, seen, after) == true)
                found.Add(candidate);
        }

        return found.Count == 1 ? found[0] : null; // two that look alike can't be told apart
    }
}
