using WesMemGuard.Node.Answers;
using WesMemGuard.Node.Services;
using WesMemGuard.Node.Services.Go;
using WesMemGuard.Node.Services.Wes;
using WesMemGuard.Runs;

namespace WesMemGuard.Node;

/// <summary>Which profile a service is: by what it answers, unless its name was given.</summary>
internal static class ServiceProbe
{
    /// <summary>The names that can be given.</summary>
    public static IReadOnlyList<string> Names { get; } = [WesProfile.Name, GoServiceProfile.Name];

    /// <summary>
    /// Asks the page first, which tells a WES node by its own figures; where there is none, or it tells nothing of a Go runtime, what else
    /// does. A service whose page can't be read is taken for a WES node, whose endpoints then say what is wrong; one that has neither page
    /// nor endpoints of a WES node is not.
    /// </summary>
    /// <param name="client">Asks it; no witness should see these requests.</param>
    /// <param name="name">The profile's name; null: it is found out.</param>
    /// <param name="cancellation">Stops the requests.</param>
    public static async Task<FoundService> FindAsync(NodeClient client, string? name, CancellationToken cancellation)
    {
        if (name == WesProfile.Name)
            return new FoundService(WesProfile.Profile);
        var page = await client.AskAsync(new NodeRequest("GET", NodePaths.Metrics), NodeClient.LargestPage, cancellation)
            .ConfigureAwait(false);
        if (page.Miss?.Kind is MissKind.TimedOut or MissKind.Refused)
            return new FoundService(name is null ? WesProfile.Profile : GoServiceProfile.Profile, IsSilent: true);
        return new FoundService(await OfAsync(page, client, name, cancellation).ConfigureAwait(false));
    }

    private static async Task<ServiceProfile> OfAsync(Reading<RawAnswer> page, NodeClient client, string? name,
        CancellationToken cancellation)
    {
        if (page.Sample is { } answered)
        {
            if (name is null && WesProfile.Is(answered.Body.Span))
                return WesProfile.Profile;
            if (HasGo(answered.Body.Span) || (await client.MetricsAsync(cancellation).ConfigureAwait(false)).Sample is not null)
                return GoServiceProfile.Profile;
        }
        // Who is not let in, or doesn't trust it, can't tell what it is; no WES node asks who asks.
        else if (page.Miss?.Kind is MissKind.Denied or MissKind.Untrusted)
        {
            return GoServiceProfile.Profile;
        }
        else if (name is null && page.Miss?.Kind != MissKind.NotFound)
        {
            return WesProfile.Profile;
        }

        string? found = (await client.VarsAsync(cancellation).ConfigureAwait(false)).Sample is not null ? NodePaths.Vars
            : (await client.HeapTextAsync(cancellation).ConfigureAwait(false)).Sample is not null ? NodePaths.HeapText : null;
        if (found is not null)
            return (await client.GoroutinesAsync(cancellation).ConfigureAwait(false)).Sample is null
                ? GoServiceProfile.Of(found) : GoServiceProfile.Counting(found);
        return name is null && await IsWesAsync(client, cancellation).ConfigureAwait(false) ? WesProfile.Profile : GoServiceProfile.Profile;
    }

    /// <summary>
    /// Whether a service without a page is a WES node: REST or JSON-RPC tells. Whatever else answers (a monitoring port, as of NATS) would
    /// only be told to switch on what it never had.
    /// </summary>
    private static async Task<bool> IsWesAsync(NodeClient client, CancellationToken cancellation) =>
        (await client.MemoryAsync(cancellation).ConfigureAwait(false)).Miss is null or { Kind: MissKind.RateLimited }
            || (await client.ChainIdAsync(cancellation).ConfigureAwait(false)).Sample is not null;

    private static bool HasGo(ReadOnlySpan<byte> page) =>
        page.StartsWith("go_"u8) || page.IndexOf("\ngo_"u8) >= 0 || page.IndexOf("\nprocess_runtime_go_"u8) >= 0;
}
