using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Signs that an object stays for hours: it keeps a connection, a timer or a cache for others.</summary>
internal static class LongLife
{
    private static readonly HashSet<string> Anchors = new(StringComparer.Ordinal)
    {
        "System.Net.Http.HttpClient", "System.Net.Http.IHttpClientFactory", "Grpc.Net.Client.GrpcChannel", "Grpc.Core.ChannelBase", "System.Net.WebSockets.ClientWebSocket", "System.Net.WebSockets.WebSocket",
        "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpListener", "System.Net.Sockets.UdpClient", "System.Threading.Timer", "System.Timers.Timer", "System.Threading.PeriodicTimer",
        "Microsoft.AspNetCore.SignalR.Client.HubConnection", "StackExchange.Redis.IConnectionMultiplexer",
    };

    private static readonly string[] Names =
    [
        "Cache", "Client", "Service", "Tracker", "Registry", "Indexer", "Monitor", "Watcher", "Listener", "Subscriber", "Provider", "Hub", "Manager", "Store", "Pool", "Processor", "Dispatcher",
        "Repository", "Bus", "Feed", "Server", "Gateway", "Router", "Limiter", "Deduplicator", "Broker", "Connection", "Session", "Aggregator", "Collector", "Recorder", "Mempool", "Node", "Relay", "Poller", "Worker", "Throttle", "Throttler", "Locks", "Locker", "Scheduler", "Coordinator", "Resolver", "Index", "Journal", "Filter", "Consumer", "Handler",
    ];

    /// <summary>A field of a connection or timer, or a type of this program that keeps one.</summary>
    public static bool HasAnchor(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsStatic: false } field && (Anchors.Contains(TypeName.Of(field.Type)) || IsGrpcClient(field.Type)))
                return true;
        return false;
    }

    /// <summary>Named as things are that a program makes once.</summary>
    public static bool IsNamedSo(INamedTypeSymbol type)
    {
        foreach (var name in Names)
            if (type.Name.EndsWith(name, StringComparison.Ordinal))
                return true;
        return false;
    }

    private static bool IsGrpcClient(ITypeSymbol type) => TypeName.Derives(type, "Grpc.Core.ClientBase");
}
