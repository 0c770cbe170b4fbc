using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prometheus;
using WesMemGuard.Input;

namespace WesMemGuard.Cli.Exporting;

/// <summary>Serves a registry at <c>/metrics</c>, on this machine alone unless an address says otherwise.</summary>
internal sealed class MetricsServer : IDisposable
{
    private const string Path = "/metrics";

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(1);

    private readonly WebApplication _application;

    private MetricsServer(WebApplication application)
    {
        _application = application;
        var listening = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Url = new Uri(new Uri(listening), Path);
    }

    /// <summary>Where the page is.</summary>
    public Uri Url { get; }

    /// <summary>Serves at a port or an address.</summary>
    /// <param name="given"><c>9464</c> for a port of this machine, 0 for a free one; <c>0.0.0.0:9464</c> or <c>[::]:9464</c>.</param>
    /// <param name="registry">What is served.</param>
    /// <exception cref="BadInputException">It is no address, or can't be listened on.</exception>
    public static MetricsServer Start(string given, CollectorRegistry registry)
    {
        var address = Address(given);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseShutdownTimeout(LongestStop).ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = 0; // who scrapes sends nothing
            o.Limits.MaxConcurrentConnections = 100;
            o.Listen(address);
        });
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.UseMetricServer(settings => settings.Registry = registry, Path);
        try
        {
            application.StartAsync().GetAwaiter().GetResult();
            return new MetricsServer(application);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            ((IDisposable)application).Dispose();
            throw new BadInputException("--serve", ExportingReasons.NotServed(given));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _application.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)_application).Dispose();
    }

    private static IPEndPoint Address(string given)
    {
        if (ushort.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return new IPEndPoint(IPAddress.Loopback, port);
        return given.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(given, out var address)
            && given.EndsWith(string.Create(CultureInfo.InvariantCulture, $":{address.Port}"), StringComparison.Ordinal)
            ? address : throw new BadInputException("--serve", ExportingReasons.NoServed(given));
    }
}
