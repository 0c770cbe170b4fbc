using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>
/// The types whose instances hold a connection, a handle, a thread or a registration until somebody releases them.
/// </summary>
internal static class ResourceTypes
{
    private const string Scope = "Microsoft.Extensions.DependencyInjection.IServiceScope";
    private const string Provider = "Microsoft.Extensions.DependencyInjection.ServiceProvider";
    private const string Lease = "System.Threading.RateLimiting.RateLimitLease";
    private const string Pin = "System.Runtime.InteropServices.GCHandle";

    private static readonly HashSet<string> Connections = new(StringComparer.Ordinal)
    {
        "System.Net.Http.HttpClient", "System.Net.Http.HttpMessageInvoker", "System.Net.Http.HttpClientHandler",
            "System.Net.Http.SocketsHttpHandler", "Grpc.Net.Client.GrpcChannel",
        "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.TcpListener",
            "System.Net.Sockets.UdpClient", "System.Net.Sockets.NetworkStream", "System.Net.Security.SslStream",
        "System.Net.WebSockets.ClientWebSocket", "System.Net.HttpListener", "System.Net.Mail.SmtpClient",
            "System.Net.NetworkInformation.Ping", "System.Net.Quic.QuicConnection",
        "Microsoft.AspNetCore.SignalR.Client.HubConnection", "StackExchange.Redis.ConnectionMultiplexer",
            "Npgsql.NpgsqlConnection", "Npgsql.NpgsqlDataSource",
        "Microsoft.Data.SqlClient.SqlConnection", "System.Data.SqlClient.SqlConnection", "Microsoft.Data.Sqlite.SqliteConnection",
        "System.Data.Common.DbConnection", Lease,
    };

    private static readonly HashSet<string> Handles = new(StringComparer.Ordinal)
    {
        "System.Threading.Timer", "System.Timers.Timer", "System.IO.FileStream", "System.IO.FileSystemWatcher",
            "System.IO.MemoryMappedFiles.MemoryMappedFile", "System.IO.Pipes.NamedPipeServerStream",
        "System.IO.Pipes.NamedPipeClientStream", "System.IO.Pipes.AnonymousPipeServerStream", "System.Diagnostics.Process",
            "System.IO.StreamWriter",
        "Microsoft.Extensions.Caching.Memory.MemoryCache", "System.Diagnostics.ActivityListener",
        "System.Diagnostics.Tracing.EventListener", "Microsoft.Extensions.FileProviders.PhysicalFileProvider",
            "System.Threading.RateLimiting.TokenBucketRateLimiter",
        "System.Threading.RateLimiting.FixedWindowRateLimiter", "System.Threading.RateLimiting.SlidingWindowRateLimiter",
            "System.IO.Compression.ZipArchive", Pin,
    };

    /// <summary>
    /// Resources whose loss as a mere local is reported too; clients and token sources have rules of their own.
    /// </summary>
    private static readonly HashSet<string> Locals = new(StringComparer.Ordinal)
    {
        "System.Net.Sockets.Socket", "System.Net.Sockets.TcpClient", "System.Net.Sockets.UdpClient",
            "System.Net.Sockets.TcpListener", "System.Net.WebSockets.ClientWebSocket", "System.IO.FileStream",
        "System.IO.FileSystemWatcher", "System.IO.MemoryMappedFiles.MemoryMappedFile", "System.IO.Pipes.NamedPipeServerStream",
            "System.IO.Pipes.NamedPipeClientStream",
        "Npgsql.NpgsqlConnection", "Microsoft.Data.SqlClient.SqlConnection", "Microsoft.Data.Sqlite.SqliteConnection",
            "System.Diagnostics.ActivityListener",
        "Microsoft.AspNetCore.SignalR.Client.HubConnection", "StackExchange.Redis.ConnectionMultiplexer",
            "System.IO.StreamWriter", Scope, "Microsoft.Extensions.DependencyInjection.AsyncServiceScope",
        Pin, Provider, "System.Collections.Generic.IAsyncEnumerator", "System.Data.Common.DbConnection", Lease,
    };

    /// <summary>A listener of the program's own that the runtime keeps in its list until it is disposed.</summary>
    public static bool IsListener(ITypeSymbol? type) => type is { DeclaringSyntaxReferences.IsEmpty: false, BaseType: { } runtime }
        && TypeName.Of(runtime) is "System.Diagnostics.Tracing.EventListener" or "System.Diagnostics.Metrics.MeterListener";

    public static bool Contains(ITypeSymbol? type, CompilationScope scope)
    {
        if (IsListener(type))
            return true;
        var name = TypeName.Of(type);
        return Connections.Contains(name) || Handles.Contains(name) || scope.Settings.ResourceTypes.Contains(name)
            || (type is not null && Marks.SaysMustRelease(type));
    }

    public static bool IsLocalResource(ITypeSymbol? type, CompilationScope scope) =>
        Locals.Contains(TypeName.Of(type)) || IsListener(type) || scope.Settings.ResourceTypes.Contains(TypeName.Of(type))
            || (type is not null && Marks.SaysMustRelease(type));

    /// <summary>Reported where a member or a local loses it.</summary>
    public static bool IsAny(ITypeSymbol? type, CompilationScope scope) =>
        Contains(type, scope) || Locals.Contains(TypeName.Of(type));

    /// <summary>A permit of a limiter: one that was refused owes nothing.</summary>
    public static bool IsLease(ITypeSymbol? type) => TypeName.Of(type) is Lease;

    /// <summary>A reader of a file that it opens itself.</summary>
    public static bool IsFileReader(IOperation fresh) => fresh is IObjectCreationOperation { Arguments: { Length: > 0 } arguments }
        && TypeName.Is(fresh.Type, "System.IO.StreamReader") && arguments[0].Parameter?.Type.SpecialType == SpecialType.System_String;

    /// <summary>A container's scope: what it made is cleaned up with it.</summary>
    public static bool IsScope(ITypeSymbol? type) =>
        TypeName.Of(type) is Scope or "Microsoft.Extensions.DependencyInjection.AsyncServiceScope";

    /// <summary>A container with all that it made.</summary>
    public static bool IsProvider(ITypeSymbol? type) => TypeName.Of(type) is Provider;

    /// <summary>A token source that holds a timer or a registration with a parent.</summary>
    public static bool IsBoundSource(IOperation fresh) => fresh switch
    {
        IInvocationOperation { TargetMethod.Name: "CreateLinkedTokenSource" } call => TypeName.Is(call.TargetMethod.ContainingType,
            Lifetimes.Tokens.SourceType) && LinksSomething(call),
        IObjectCreationOperation { Arguments.Length: > 0 } creation => TypeName.Is(creation.Type,
            Lifetimes.Tokens.SourceType)
            && !IsEndless(creation),
        _ => false,
    };

    /// <summary>A factory of one of the listed types: File.Open, Process.Start, ForAddress, ConnectAsync.</summary>
    public static bool IsFactory(IInvocationOperation call, CompilationScope scope)
    {
        if (IsMarkedFactory(call, scope))
            return true;
        var owner = TypeName.Of(call.TargetMethod.ContainingType);
        var name = call.TargetMethod.Name;
        return owner switch
        {
            "System.IO.File" => name is "Open" or "OpenRead" or "OpenWrite" or "Create" or "CreateText" or "AppendText",
            "Grpc.Net.Client.GrpcChannel" => name == "ForAddress",
            "System.Diagnostics.Process" => name == "Start" && call.TargetMethod.IsStatic,
            "StackExchange.Redis.ConnectionMultiplexer" => name is "Connect" or "ConnectAsync",
            "System.TimeProvider" => name == "CreateTimer",
            Pin => name == "Alloc",
            "System.Threading.RateLimiting.RateLimiter" or "System.Threading.RateLimiting.PartitionedRateLimiter" =>
                name is "AcquireAsync" or "AttemptAcquire",
            "System.Data.Common.DbDataSource" or "System.Data.Common.DbProviderFactory" or "Npgsql.NpgsqlDataSource" =>
                name is "OpenConnection" or "OpenConnectionAsync" or "CreateConnection",
            "System.Collections.Generic.IAsyncEnumerable" => name == "GetAsyncEnumerator",
            _ => name is "CreateScope" or "CreateAsyncScope" or "BuildServiceProvider"
                && owner.StartsWith("Microsoft.Extensions.DependencyInjection.",
                StringComparison.Ordinal),
        };
    }

    /// <summary>A factory named in .editorconfig, or marked as making something that its caller releases.</summary>
    public static bool IsMarkedFactory(IInvocationOperation call, CompilationScope scope) =>
        Marks.SaysMustRelease(call.TargetMethod)
        || (scope.Settings.Factories.Count > 0
            && scope.Settings.Factories.Contains(TypeName.Of(call.TargetMethod.ContainingType) + "::" + call.TargetMethod.Name));

    private static bool LinksSomething(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (!Ops.IsNoToken(argument.Value))
                return true;
        return false;
    }

    private static bool IsEndless(IObjectCreationOperation creation) =>
        creation.Arguments[0].Value.ConstantValue is { HasValue: true, Value: -1 }
            || Ops.Bare(creation.Arguments[0].Value) is IFieldReferenceOperation { Field.Name: "InfiniteTimeSpan" };
}
