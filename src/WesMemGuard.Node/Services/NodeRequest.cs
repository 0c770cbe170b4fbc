namespace WesMemGuard.Node.Services;

/// <summary>One request of a poll.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Path">Path and query; <c>/debug/…</c> goes to the diagnostics port.</param>
/// <param name="Body">A JSON body as sent; null without one.</param>
/// <param name="Mark">What asked for it when it is not the regular poll: <c>live-heap</c>, <c>after-gc</c>.</param>
internal sealed record NodeRequest(string Method, string Path, string? Body = null, string? Mark = null)
{
    /// <summary>
    /// Sent as <c>X-Forwarded-For</c>: the client address that the node counts the request for (node.md 6.6); null: the connection's.
    /// </summary>
    public string? ForwardedFor { get; init; }

    /// <summary>How long its answer may take; null: as long as the client allows.</summary>
    public TimeSpan? Timeout { get; init; }
}
