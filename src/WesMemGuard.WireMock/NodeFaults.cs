using System.Text;
using Microsoft.AspNetCore.Http;
using WireMock;
using WireMock.ResponseBuilders;

namespace WesMemGuard.Testing;

/// <summary>
/// Responses that are none: what a node that dies or a network that fails leaves of one. For the server of a
/// <see cref="ReplayedNode"/>.
/// </summary>
public static class NodeFaults
{
    /// <summary>The connection is closed before anything was answered.</summary>
    public static IResponseBuilder ConnectionLost() => Response.Create().WithCallback(_ =>
    {
        CurrentCall.Context.Abort();
        return new ResponseMessage();
    });

    /// <summary>A status 200 and the beginning of a body; then the connection is closed.</summary>
    /// <param name="begin">What arrives of the body.</param>
    /// <param name="contentType">The type of the whole.</param>
    public static IResponseBuilder Torn(string begin, string contentType = "text/plain; charset=utf-8") =>
        Response.Create().WithCallback(async _ =>
        {
            var context = CurrentCall.Context;
            var bytes = Encoding.UTF8.GetBytes(begin);
            context.Response.ContentType = contentType;
            // More is promised than comes: else the beginning would be a whole answer.
            context.Response.ContentLength = bytes.Length + 1;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            // Not aborted: that would take the beginning back. A response that ends too early closes its connection.
            await context.Response.CompleteAsync().ConfigureAwait(false);
            return (IResponseMessage)new ResponseMessage();
        });
}
