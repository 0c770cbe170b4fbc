using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace WesMemGuard.Recording;

/// <summary>Sends what was recorded.</summary>
internal static class ReplayedAnswer
{
    private static readonly HashSet<string> OfTheConnection =
        new(StringComparer.OrdinalIgnoreCase) { "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive" };

    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>An exchange as recorded; one without an answer is a connection that breaks.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="exchange">What was answered.</param>
    /// <param name="id">The id of a JSON-RPC call, which goes into the answer in the recorded one's place; null: as
    /// recorded.</param>
    public static Task SendAsync(HttpContext context, Exchange exchange, JsonNode? id = null)
    {
        if (exchange.Error is not null)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.StatusCode = exchange.Status;
        foreach (var (name, value) in exchange.Headers)
        {
            if (!OfTheConnection.Contains(name))
                context.Response.Headers[name] = value;
        }

        return exchange.Status is 204 or 205 or 304
            ? Task.CompletedTask : SendAsync(context, id is null ? exchange.Body : WithId(exchange.Body, id));
    }

    public static Task SendAsync(HttpContext context, RecordedProfile profile)
    {
        context.Response.ContentType = profile.Name.EndsWith(".txt", StringComparison.Ordinal)
            ? "text/plain; charset=utf-8" : "application/octet-stream";
        return SendAsync(context, profile.Content);
    }

    public static Task SendAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return SendAsync(context, Encoding.UTF8.GetBytes(text));
    }

    private static Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static ReadOnlyMemory<byte> WithId(ReadOnlyMemory<byte> body, JsonNode id)
    {
        try
        {
            if (JsonNode.Parse(body.Span, documentOptions: Once) is not JsonObject answer || !answer.ContainsKey("id"))
                return body;
            answer["id"] = id.DeepClone();
            return Encoding.UTF8.GetBytes(answer.ToJsonString());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return body; // as torn as it was, or with a name twice, or with half a surrogate pair
        }
    }
}
