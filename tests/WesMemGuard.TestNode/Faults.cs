using System.Text;
using Microsoft.AspNetCore.Http;

namespace WesMemGuard.TestNodes;

/// <summary>What a faulty node does to the body of a page.</summary>
internal static class Faults
{
    private const int HugeBody = 100_000_000;
    private static readonly TimeSpan LongestDrip = TimeSpan.FromSeconds(30);

    /// <summary>Sends a page with the fault in it.</summary>
    public static Task SendAsync(HttpContext context, byte[] body, NodeBehaviour behaviour,
        int number) => behaviour switch
        {
            NodeBehaviour.TornJson => TornAsync(context, body, number % 2 == 0),
            NodeBehaviour.Huge => HugeAsync(context, body, chunked: number % 2 == 0),
            NodeBehaviour.SlowLoris => DripAsync(context, body),
            _ => Pages.SendAsync(context, 200, context.Response.ContentType!, body),
        };

    private static async Task TornAsync(HttpContext context, byte[] body, bool withConnection)
    {
        var half = body.AsMemory(0, (body.Length / 2) - 1);
        context.Response.ContentLength = withConnection ? body.Length : half.Length;
        await context.Response.Body.WriteAsync(half, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        if (withConnection)
            context.Abort();
    }

    private static async Task HugeAsync(HttpContext context, byte[] body, bool chunked)
    {
        var piece = Encoding.ASCII.GetBytes(new string(' ', 1_000_000));
        context.Response.ContentLength = chunked ? null : HugeBody;
        for (var sent = 0; sent < HugeBody && !context.RequestAborted.IsCancellationRequested; sent += piece.Length)
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        _ = body;
    }

    /// <summary>In real time, whatever the node's clock says: the client's patience is real too.</summary>
    private static async Task DripAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        for (var i = 0; i < body.Length && TimeSpan.FromSeconds(i) < LongestDrip; i++)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(i, 1), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(TimeSpan.FromSeconds(1), context.RequestAborted);
        }
    }
}

/// <summary>Plain answers.</summary>
internal static class Pages
{
    public const string Json = "application/json; charset=utf-8";
    public const string Text = "text/plain; charset=utf-8";

    public static async Task SendAsync(HttpContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    public static Task NotFoundAsync(HttpContext context) =>
        SendAsync(context, 404, "text/plain", Encoding.UTF8.GetBytes("404 page not found"));
}
