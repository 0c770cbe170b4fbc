using WesMemGuard.Node;

namespace WesMemGuard.Recording.Importing;

/// <summary>Which paths of a capture are a node's, or any Go service's diagnostics.</summary>
internal static class ImportedPaths
{
    private static readonly string[] Beginnings = ["/api/v1/", NodePaths.DebugPrefix];

    private static readonly string[] Whole = [NodePaths.Metrics, NodePaths.JsonRpc];

    /// <summary>Whether a path, without its query, is one of them.</summary>
    public static bool AreOfANode(string path) =>
        Whole.Contains(path, StringComparer.Ordinal)
            || Beginnings.Any(b => path.StartsWith(b, StringComparison.Ordinal));
}
