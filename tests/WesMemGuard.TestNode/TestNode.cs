using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WesMemGuard.TestNodes;

/// <summary>
/// A node for tests: the real one's endpoints on loopback ports, its collector and its limiter, with a named curve or
/// fault.
/// </summary>
public sealed class TestNode : IAsyncDisposable
{
    private const int PortsTried = 20;
    private readonly NodeEndpoints _endpoints;
    private readonly List<WebApplication> _servers = [];

    private TestNode(TestNodeOptions options) => _endpoints = new NodeEndpoints(options);

    /// <summary>The HTTP port's address.</summary>
    public Uri Http { get; private set; } = null!;

    /// <summary>
    /// The diagnostics port's address; null when it is off or its port was busy, as on a second node.
    /// </summary>
    public Uri? Diagnostics { get; private set; }

    /// <summary>Requests answered 429.</summary>
    public int Limited => _endpoints.Limited;

    /// <summary>Requests received.</summary>
    public int Received => _endpoints.Received;

    /// <summary>The most that one client address sent within one second of the node's clock.</summary>
    public int BusiestSecond => _endpoints.BusiestSecond;

    /// <summary>The bodies of JSON-RPC requests that called this method, of the last thousand of all.</summary>
    public string Bodies(string method) => _endpoints.Bodies(method);

    /// <summary>Blocks mined.</summary>
    public int Height => _endpoints.Height;

    /// <summary>Whether it stands still as after SIGSTOP: connections are taken, nothing is answered.</summary>
    public bool StandsStill
    {
        get => _endpoints.StandsStill;
        set => _endpoints.StandsStill = value;
    }

    /// <summary>How far the clock of its machine has been set ahead.</summary>
    public TimeSpan ClockAhead
    {
        get => _endpoints.ClockAhead;
        set => _endpoints.ClockAhead = value;
    }

    /// <summary>Starts it.</summary>
    public static Task<TestNode> StartAsync(NodeBehaviour behaviour, TimeProvider time) =>
        StartAsync(new TestNodeOptions { Behaviour = behaviour, Time = time });

    /// <summary>Starts it.</summary>
    public static async Task<TestNode> StartAsync(TestNodeOptions options)
    {
        var node = new TestNode(options);
        node.Http = await node.ListenAsync(FreeFrom(options.HttpPort), node._endpoints.HttpAsync);
        if (options.DiagnosticsPort is { } port && IsFree(port))
            node.Diagnostics = await node.ListenAsync(port, node._endpoints.DiagnosticsAsync);
        return node;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await server.StopAsync(patience.Token);
            await server.DisposeAsync();
        }

        _servers.Clear();
    }

    private static int FreeFrom(int port)
    {
        for (var i = 0; port != 0 && i < PortsTried; i++)
        {
            if (IsFree(port + i))
                return port + i;
        }

        return port;
    }

    private static bool IsFree(int port)
    {
        if (port == 0)
            return true;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<Uri> ListenAsync(int port, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var server = builder.Build();
        server.UseWebSockets();
        server.Run(answer);
        await server.StartAsync();
        _servers.Add(server);
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new Uri(addresses.Addresses.First());
    }
}
