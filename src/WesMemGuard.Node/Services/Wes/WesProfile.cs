namespace WesMemGuard.Node.Services.Wes;

/// <summary>The WES node: its memory endpoint with module reports, its chain, its diagnostics port.</summary>
internal static class WesProfile
{
    /// <summary>Its name.</summary>
    public const string Name = "wes";

    /// <summary>What every page of the node carries and no other service's does.</summary>
    private static readonly byte[][] Marks = [[.. "\nwes_"u8], [.. "\nweisyn_"u8]];

    /// <summary>The profile.</summary>
    public static ServiceProfile Profile { get; } = new(
        Name, new NodeRequest("GET", NodePaths.Metrics),
        [
            new PolledRequest(new NodeRequest("GET", NodePaths.Memory), null),
            new PolledRequest(JsonRpcCall.Request("wes_blockNumber"), TimeSpan.FromSeconds(30)),
        ])
    {
        Identity = JsonRpcCall.Request("wes_chainId"),
        Diagnostics = new NodeRequest("GET", NodePaths.Diagnostics),
    };

    /// <summary>Whether a page is the node's.</summary>
    public static bool Is(ReadOnlySpan<byte> page)
    {
        foreach (var mark in Marks)
        {
            if (page.IndexOf(mark) >= 0)
                return true;
        }

        return false;
    }
}
