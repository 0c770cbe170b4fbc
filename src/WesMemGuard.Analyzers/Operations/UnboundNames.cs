namespace WesMemGuard.Analyzers.Operations;

/// <summary>
/// Full names of types of packages by their own name: what code says when the package isn't restored.
/// </summary>
internal static class UnboundNames
{
    private static readonly string[] Known =
    [
        "Microsoft.Extensions.Hosting.BackgroundService", "Microsoft.Extensions.Hosting.IHostedService",
            "Microsoft.Extensions.Hosting.IHostApplicationLifetime",
        "Microsoft.Extensions.Options.IOptionsMonitor", "Microsoft.Extensions.Primitives.IChangeToken",
            "Microsoft.Extensions.Primitives.ChangeToken",
        "Microsoft.Extensions.Caching.Memory.IMemoryCache", "Microsoft.Extensions.Caching.Memory.MemoryCache",
            "Microsoft.Extensions.DependencyInjection.IServiceScope",
        "Microsoft.Extensions.DependencyInjection.AsyncServiceScope", "Microsoft.AspNetCore.SignalR.Client.HubConnection",
            "Microsoft.AspNetCore.Mvc.ControllerBase",
        "Grpc.Net.Client.GrpcChannel", "Grpc.Core.ChannelBase", "Grpc.Core.ClientBase", "Grpc.Core.CallInvoker",
            "Grpc.Core.IAsyncStreamReader", "Grpc.Core.IServerStreamWriter",
        "Grpc.Core.AsyncServerStreamingCall", "Grpc.Core.AsyncDuplexStreamingCall", "Grpc.Core.AsyncClientStreamingCall",
            "System.Reactive.Subjects.ReplaySubject",
        "StackExchange.Redis.ConnectionMultiplexer", "StackExchange.Redis.IConnectionMultiplexer", "Npgsql.NpgsqlConnection",
            "Npgsql.NpgsqlDataSource",
        "Microsoft.Data.SqlClient.SqlConnection", "Microsoft.Data.Sqlite.SqliteConnection",
            "Microsoft.AspNetCore.Builder.IApplicationBuilder", "Microsoft.AspNetCore.Builder.WebApplication",
    ];

    public static IReadOnlyDictionary<string,
        string> Full
    { get; } = Known.ToDictionary(name => name.Substring(name.LastIndexOf('.') + 1), name => name,
        StringComparer.Ordinal);
}
