using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WesMemGuard.Recording;

/// <summary>
/// Kestrel on ports of this machine with one answer for all requests, and nothing else: no routes, configuration or
/// log.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application)
    {
        _application = application;
        Addresses = [.. application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(a => new Uri(a))];
    }

    /// <summary>Where it listens, in the order in which it was asked to.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Listens on these addresses; port 0 is a free one.</summary>
    /// <exception cref="System.IO.IOException">A port is in use.</exception>
    public static LoopbackServer Start(IReadOnlyList<string> urls, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseShutdownTimeout(LongestStop).UseUrls([.. urls]);
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = MostBody;
            // Who is slow here is this machine: a pace that is asked of strangers would end a replay with answers that nobody recorded.
            o.Limits.MinRequestBodyDataRate = null;
            o.Limits.MinResponseDataRate = null;
        });
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Run(answer);
        application.StartAsync().GetAwaiter().GetResult();
        return new LoopbackServer(application);
    }

    // A request to a node is a line; who sends more is no client of a node.
    private const long MostBody = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public void Dispose()
    {
        _application.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_application).Dispose();
    }
}
