namespace WesMemGuard.Node;

/// <summary>
/// Where a node answers: <c>/debug/…</c> on its diagnostics port (default 28686, loopback only),
/// all else on its HTTP port (default 28680).
/// </summary>
/// <param name="Http">Base address of REST, JSON-RPC and <c>/metrics</c>.</param>
/// <param name="Diagnostics">Base address of <c>/debug/…</c>.</param>
internal sealed record NodeAddress(Uri Http, Uri Diagnostics)
{
    /// <summary>
    /// The absolute address of a path on the port that serves it, behind the path that the port's address has:
    /// <c>http://host/prom</c> and <c>/metrics</c>. A path is never read as an address, whatever it looks like.
    /// </summary>
    public Uri Of(string path) => Of(path, path);

    /// <summary>The same where the service has it elsewhere on the port of the usual path.</summary>
    internal Uri Of(string usual, string path)
    {
        var port = usual.StartsWith(NodePaths.DebugPrefix, StringComparison.Ordinal) ? Diagnostics : Http;
        var address =
            new Uri(port.GetLeftPart(UriPartial.Authority) + port.AbsolutePath.TrimEnd('/') + (path.StartsWith('/') ? "" : "/") + path);
        return address.Authority == port.Authority ? address : throw new ArgumentException($"\"{path}\" is no path", nameof(path));
    }
}
