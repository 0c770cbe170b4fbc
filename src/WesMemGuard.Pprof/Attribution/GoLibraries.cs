namespace WesMemGuard.Pprof.Attribution;

/// <summary>
/// Tells the Go runtime, the standard library and third parties' libraries apart by their package paths.
/// </summary>
internal static class GoLibraries
{
    /// <summary>Hosts whose projects are named by two more segments: github.com/owner/project.</summary>
    private static readonly string[] HostsWithOwners = ["github.com", "gitlab.com", "bitbucket.org", "golang.org", "gopkg.in"];

    /// <summary>The kind of a package that isn't the node's, and the library it belongs to.</summary>
    internal static (ModuleKind Kind, string Library) Of(string package)
    {
        var segments = package.Split('/', 4);
        if (package.Length == 0)
            return (ModuleKind.Unknown, "unknown");
        if (segments[0] == "runtime" || package.StartsWith("internal/runtime/", StringComparison.Ordinal))
            return (ModuleKind.Runtime, "runtime");
        if (!segments[0].Contains('.', StringComparison.Ordinal))
            return (ModuleKind.StandardLibrary, "standard library");
        var length = HostsWithOwners.Contains(segments[0]) ? 3 : 2;
        return (ModuleKind.ThirdParty, string.Join('/', segments.Take(length)).Replace("%2e", ".",
            StringComparison.Ordinal));
    }

    /// <summary>
    /// The runtime's functions through which every allocation goes: they tell nothing about who allocates.
    /// </summary>
    internal static bool IsAllocator(string function) =>
        function is "runtime.newobject" or "runtime.makeslice" or "runtime.growslice"
            || function.StartsWith("runtime.mallocgc", StringComparison.Ordinal);
}
