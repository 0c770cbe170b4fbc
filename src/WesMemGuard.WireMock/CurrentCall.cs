using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace WesMemGuard.Testing;

/// <summary>
/// The call that a response is made for: WireMock shows the request, not the connection that a fault has to break.
/// </summary>
internal static class CurrentCall
{
    private static readonly AsyncLocal<HttpContext?> Current = new();

    /// <summary>The call.</summary>
    /// <exception cref="InvalidOperationException">The response is made by another server than a
    /// <see cref="ReplayedNode"/>'s.</exception>
    public static HttpContext Context => Current.Value
        ?? throw new InvalidOperationException("this response breaks the connection, which only the server of a ReplayedNode can");

    /// <summary>Put in front of WireMock's own middleware.</summary>
    public static void Install(object application) => ((IApplicationBuilder)application).Use(next => context =>
    {
        Current.Value = context;
        return next(context);
    });
}
