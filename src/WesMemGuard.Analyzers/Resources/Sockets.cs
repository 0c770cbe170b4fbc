using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Resources;

/// <summary>Sockets and WebSockets, however they are made.</summary>
internal static class Sockets
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "System.Net.WebSockets.ClientWebSocket", "System.Net.WebSockets.WebSocket", "System.Net.Sockets.TcpClient",
            "System.Net.Sockets.Socket", "System.Net.Sockets.UdpClient",
        "System.Net.Sockets.NetworkStream", "System.Net.Security.SslStream",
    };

    public static bool Contains(ITypeSymbol? type) => Types.Contains(TypeName.Of(type));

    /// <summary>Awaited or not, a call that accepts a connection.</summary>
    public static bool Accepts(IInvocationOperation call) =>
        call.TargetMethod.Name.StartsWith("Accept", StringComparison.Ordinal)
        && TypeName.Of(call.TargetMethod.ContainingType) is "System.Net.Sockets.TcpListener" or "System.Net.Sockets.Socket"
            or "System.Net.Sockets.SocketTaskExtensions" or "System.Net.HttpListenerContext" or "Microsoft.AspNetCore.Http.WebSocketManager"
        && call.Type is { SpecialType: SpecialType.None, Name: not "IAsyncResult" };
}
