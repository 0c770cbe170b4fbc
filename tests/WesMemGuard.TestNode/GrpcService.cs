using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace WesMemGuard.TestNodes;

/// <summary>A gRPC service, which the node has none of: each call is answered with a height, as one message of 8 bytes.</summary>
internal static class GrpcService
{
    private const int PrefixBytes = 5;

    /// <summary>Listens on any free port of this machine, by HTTP/2 without TLS.</summary>
    public static async Task<(IAsyncDisposable Server, Uri Url)> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return (server, new Uri(addresses.Addresses.First()));
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.ContentType = "application/grpc";
        context.Response.AppendTrailer("grpc-status", "0");
        // A byte says that it isn't compressed, four how long it is.
        var message = new byte[PrefixBytes + sizeof(long)];
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(PrefixBytes), 181);
        await context.Response.Body.WriteAsync(message, context.RequestAborted);
    }
}
